import { z } from 'zod';
import { type Region } from '../context';
import { route } from '../http/route';
import { type Tagged } from '../store/tag';
import { type Stored, type Table } from '../store/table';
import { type TaggedKind, taggedKinds } from './tags';

/** Every key that a kind's things have, each with all of its values (API reference of VPC: ListVpcTags). */
export function keysOf(all: readonly Tagged[]): object[] {
  const values = new Map<string, Set<string>>();
  for (const { key, value } of all.flatMap(({ tags }) => tags)) {
    values.set(key, (values.get(key) ?? new Set()).add(value));
  }
  return [...values].map(([key, set]) => ({ key, values: [...set] }));
}

/** Keys differ; of one key's values any will do, and without values the key alone (API reference of VPC: ListVpcsByTags). */
export const wantedTags = z
  .array(z.strictObject({ key: z.string().min(1, 'a key is needed'), values: z.array(z.string()).default([]) }))
  .max(20, 'at most 20 keys');
export const matches = z
  .array(z.strictObject({ key: z.literal('resource_name', { error: 'only resource_name' }), value: z.string() }))
  .max(1, 'resource_name is listed twice');

const searchFields = {
  action: z.enum(['filter', 'count']),
  limit: z
    .union([z.number(), z.string().regex(/^\d{1,4}$/, 'a number')])
    .transform(Number)
    .optional(),
  offset: z
    .union([z.number(), z.string().regex(/^\d{1,6}$/, 'a number')])
    .transform(Number)
    .optional(),
  tags: wantedTags.optional(),
  matches: matches.optional(),
};
const searchBody = z.strictObject(searchFields);
/** IMS alone knows the opposites (API reference of IMS: ListImagesTags). */
const imageSearchBody = z.strictObject({
  ...searchFields,
  tags_any: wantedTags.optional(),
  not_tags: wantedTags.optional(),
  not_tags_any: wantedTags.optional(),
  without_any_tag: z.boolean().optional(),
});

/** `alias` is the name of an EIP. */
type Named = Stored & Tagged & { readonly name?: string; readonly alias?: string };

type Wanted = z.infer<typeof wantedTags>;

interface Search {
  readonly tags?: Wanted | undefined;
  readonly tags_any?: Wanted | undefined;
  readonly not_tags?: Wanted | undefined;
  readonly not_tags_any?: Wanted | undefined;
  readonly without_any_tag?: boolean | undefined;
  readonly matches?: z.infer<typeof matches> | undefined;
}

const nameOf = ({ name, alias }: Named): string => name ?? alias ?? '';

const hasKey = ({ key, values }: Wanted[number], { tags }: Tagged): boolean =>
  tags.some((tag) => tag.key === key && (values.length === 0 || values.includes(tag.value)));

export function found(table: Table<Named>, search: Search): Named[] {
  const { tags = [], tags_any: any, not_tags: not, not_tags_any: notAny = [], matches: names = [] } = search;
  return table.filter(
    (record) =>
      tags.every((wanted) => hasKey(wanted, record)) &&
      (any === undefined || any.some((wanted) => hasKey(wanted, record))) &&
      (not === undefined || !not.every((wanted) => hasKey(wanted, record))) &&
      !notAny.some((wanted) => hasKey(wanted, record)) &&
      (search.without_any_tag !== true || record.tags.length === 0) &&
      names.every(({ value }) => nameOf(record).includes(value)),
  );
}

export const resourceForm = (record: Named) => ({
  resource_id: record.id,
  resource_name: nameOf(record),
  resource_detail: null,
  tags: record.tags,
});

/** Servers have calls of their own for this, see ECS. */
const hasSearch = ({ service }: TaggedKind): boolean => service !== 'ecs';

export const tagSearchRoutes = taggedKinds
  .filter(hasSearch)
  .flatMap(({ service, errors, owner, collection, table, isSearched = () => true }) => {
    const tableOf = (region: Region): Table<Named> => table(region);
    const them = owner.replace(/^an? (.*)$/, '$1s').replace(/ys$/, 'ies');
    return [
      route({
        service,
        method: 'GET',
        path: `${collection}/tags`,
        summary: `List the tags of all ${them}: each key with its values`,
        errors,
        status: 200,
        handle: ({ region }) => ({ tags: keysOf(tableOf(region).all()) }),
      }),
      route({
        service,
        method: 'POST',
        path: `${collection}/resource_instances/action`,
        summary: `List or count ${them} by their tags and names`,
        errors,
        status: 200,
        body: service === 'ims' ? imageSearchBody : searchBody,
        handle: ({ region, body }) => {
          const all = found(tableOf(region), body).filter(({ id }) => isSearched(region, id));
          if (body.action === 'count') return { total_count: all.length };
          const first = body.offset ?? 0;
          return {
            resources: all.slice(first, first + (body.limit ?? 1000)).map(resourceForm),
            total_count: all.length,
          };
        },
      }),
    ];
  });
