import { z } from 'zod';
import { type ApiCall } from '../api';
import { apiOf, type HuaweicloudCall } from '../huaweicloud';

/**
 * Reads a list page by page, behind the last id, until a page is empty: so the provider does it where it asks for no limit
 * of its own (its SDK's pages by marker), also of a list that fits one page.
 * @param field where the answer has the list
 */
export async function readPages<T extends { readonly id: string }>(
  call: HuaweicloudCall,
  request: Pick<ApiCall, 'service' | 'path' | 'query'>,
  field: string,
  item: z.ZodType<T>,
): Promise<readonly T[]> {
  const page = z.object({ [field]: z.array(item) });
  const all: T[] = [];
  for (;;) {
    const last = all.at(-1);
    const query = { ...request.query, ...(last === undefined ? {} : { marker: last.id }) };
    const answer = await apiOf(call).read({ ...request, method: 'GET', query }, page);
    const items = answer[field] ?? [];
    if (items.length === 0) return all;
    if (items.some(({ id }) => id === last?.id)) {
      throw new Error(`the list ${request.path} repeats itself after ${last?.id ?? ''}`);
    }
    all.push(...items);
  }
}
