import { z } from 'zod';
import { type Region } from '../context';
import { pageInfo, pageOf, paging, type Paging } from '../http/paging';
import { route, type Route, type Service } from '../http/route';
import { type Store } from '../store/store';
import { type Stored, type Table } from '../store/table';

/** What the v3 calls of one kind of thing have in common. How one is made and changed is each kind's own. */
export interface V3Resource<T extends Stored> {
  readonly service: Service;
  /** Such as `/v3/{project_id}/vpc/traffic-mirror-sessions`. */
  readonly collection: string;
  /** What one is called in bodies, `traffic_mirror_session`; many are this with an s, and the id in a path this with `_id`. */
  readonly one: string;
  readonly table: (store: Store) => Table<T>;
  /** One as it is shown. */
  readonly form: (record: T, region: Region) => object;
}

const single = ({ collection, one }: Pick<V3Resource<never>, 'collection' | 'one'>): string =>
  `${collection}/{${one}_id}`;

/** An empty id, which nothing has, where the path has none. */
const idIn = (params: Readonly<Record<string, string | undefined>>, { one }: Pick<V3Resource<never>, 'one'>): string =>
  params[`${one}_id`] ?? '';

/** GET of all that `listed` finds, a page at a time. */
export function listRoute<T extends Stored, Query extends Paging>(
  resource: V3Resource<T>,
  summary: string,
  query: z.ZodType<Query>,
  listed: (region: Region, query: Query) => readonly T[],
): Route {
  const { service, collection, one, form } = resource;
  return route({
    service,
    method: 'GET',
    path: collection,
    summary,
    errors: 'v3',
    status: 200,
    query,
    handle: ({ region, query: given }) => {
      const all = listed(region, given);
      const page = pageOf(all, given);
      return { [`${one}s`]: page.map((record) => form(record, region)), page_info: pageInfo(all, page) };
    },
  });
}

/** As {@link listRoute}, of those that show each of `fields` as the query has it. */
export function searchRoute<T extends Stored>(
  resource: V3Resource<T>,
  summary: string,
  fields: Readonly<Record<string, z.ZodType<string>>>,
): Route {
  const optional = Object.entries(fields).map(([name, type]) => [name, type.optional()] as const);
  const query = z.strictObject({ ...paging, ...Object.fromEntries(optional) });
  const names = Object.keys(fields);
  return listRoute(resource, summary, query, (region, given) =>
    resource.table(region.store).filter((record) => {
      const wanted: Readonly<Record<string, unknown>> = given;
      const shown: Readonly<Record<string, unknown>> = { ...resource.form(record, region) };
      return names.every((name) => wanted[name] === undefined || String(shown[name]) === wanted[name]);
    }),
  );
}

/** GET of one. */
export function showRoute<T extends Stored>(resource: V3Resource<T>, summary: string): Route {
  const { service, one, table, form } = resource;
  return route({
    service,
    method: 'GET',
    path: single(resource),
    summary,
    errors: 'v3',
    status: 200,
    handle: ({ region, params }) => ({ [one]: form(table(region.store).need(idIn(params, resource)), region) }),
  });
}

/** DELETE of one. `remove` may refuse, and has to remove what goes with it. @default removes nothing but the one */
export function deleteRoute<T extends Stored>(
  resource: V3Resource<T>,
  summary: string,
  remove = (region: Region, id: string): void => {
    resource.table(region.store).delete(id);
  },
): Route {
  return route({
    service: resource.service,
    method: 'DELETE',
    path: single(resource),
    summary,
    errors: 'v3',
    status: 204,
    change: ({ region, params }) => {
      remove(region, idIn(params, resource));
    },
  });
}
