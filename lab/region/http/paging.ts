import { z } from 'zod';
import { invalid } from '../errors';

/** `limit` and `marker` of the list calls: at most `limit` records, those behind the one whose id is `marker`. */
export const paging = {
  limit: z
    .string()
    .regex(/^\d{1,4}$/, 'a number from 0 to 2000')
    .optional(),
  marker: z.string().optional(),
};

export interface Paging {
  readonly limit?: string | undefined;
  readonly marker?: string | undefined;
}

/** The page that `query` asks for. Throws 400 for a limit above `maximum` or a marker that is not in the list. */
export function pageOf<T extends { readonly id: string }>(records: readonly T[], query: Paging, maximum = 2000): T[] {
  const limit = query.limit === undefined ? maximum : Number(query.limit);
  if (limit > maximum) throw invalid('limit', `${limit} is more than ${maximum}`);
  let first = 0;
  if (query.marker !== undefined && query.marker !== '') {
    first = records.findIndex((record) => record.id === query.marker) + 1;
    if (first === 0) throw invalid('marker', `no record has the id ${query.marker}`);
  }
  return records.slice(first, first + limit);
}

/** `page_info` of the v3 lists. `next_marker` is there only when something follows. */
export function pageInfo<T extends { readonly id: string }>(all: readonly T[], page: readonly T[]): object {
  const first = page[0];
  const last = page.at(-1);
  if (!first || !last) return { current_count: 0 };
  return {
    previous_marker: first.id,
    current_count: page.length,
    ...(all.at(-1)?.id !== last.id && { next_marker: last.id }),
  };
}
