import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Region } from '../../context';
import { notFound } from '../../errors';
import { pageOf, paging } from '../../http/paging';
import { route } from '../../http/route';
import { type VpcRoute } from '../../store/route-table';

/** v2.0 names each route by an id, which a route of a table has not: the same route has the same one always. */
function idOf(vpcId: string, { destination }: VpcRoute): string {
  const hex = createHash('sha256').update(`${vpcId} ${destination}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

const all = ({ store, settings }: Region) =>
  store.routeTables.all().flatMap(({ vpcId, routes }) =>
    routes.map((one) => ({
      id: idOf(vpcId, one),
      type: one.type,
      destination: one.destination,
      nexthop: one.nexthop,
      vpc_id: vpcId,
      tenant_id: settings.projectId,
    })),
  );

/** The routes of all route tables, as they were before there were tables. They are made and changed by their tables. */
export const classicRouteRoutes = [
  route({
    service: 'vpc',
    method: 'GET',
    path: '/v2.0/vpc/routes',
    summary: 'List the routes that users have added',
    errors: 'neutron',
    status: 200,
    query: z.strictObject({
      ...paging,
      id: z.string().optional(),
      vpc_id: z.string().optional(),
      tenant_id: z.string().optional(),
      destination: z.string().optional(),
      type: z.string().optional(),
    }),
    handle: ({ region, query }) => {
      const matching = all(region).filter(
        (one) =>
          (query.id ?? one.id) === one.id &&
          (query.vpc_id ?? one.vpc_id) === one.vpc_id &&
          (query.tenant_id ?? one.tenant_id) === one.tenant_id &&
          (query.destination ?? one.destination) === one.destination &&
          (query.type ?? 'peering') === one.type,
      );
      return { routes: pageOf(matching, query), routes_links: [] };
    },
  }),
  route({
    service: 'vpc',
    method: 'GET',
    path: '/v2.0/vpc/routes/{route_id}',
    summary: 'Show a route that a user has added',
    errors: 'neutron',
    status: 200,
    handle: ({ region, params }) => {
      const found = all(region).find(({ id }) => id === params.route_id);
      if (!found) throw notFound('route', params.route_id);
      return { route: found };
    },
  }),
];
