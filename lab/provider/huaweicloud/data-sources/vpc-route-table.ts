import { z } from 'zod';
import { segment } from '../api';
import { apiOf, type HuaweicloudDataSource } from '../huaweicloud';
import { readPages } from './marker-pages';

const listed = z.object({ id: z.string(), name: z.string(), default: z.boolean() });
const shown = z.object({
  routetable: z.object({
    id: z.string(),
    name: z.string(),
    vpc_id: z.string(),
    description: z.string().default(''),
    default: z.boolean(),
    subnets: z.array(z.object({ id: z.string() })).default([]),
    routes: z.array(z.object({ type: z.string(), destination: z.string(), nexthop: z.string() })).default([]),
  }),
});

/** The table of a name or an id, else the VPC's default one (provider source: data source vpc_route_table). */
export const vpcRouteTable: HuaweicloudDataSource = {
  async read(call, config) {
    const [vpcId, id, name] = [config.text('vpc_id') ?? '', config.text('id'), config.text('name')];
    const query = { vpc_id: vpcId, ...(id === undefined ? {} : { id }) };
    const tables = await readPages(call, { service: 'vpc', path: 'v1/{p}/routetables', query }, 'routetables', listed);
    // An id narrows the list, and the default one is still looked for in it, as the provider does.
    const table = tables.find((one) => (name === undefined ? one.default : one.name === name));
    if (table === undefined) throw new Error('no route table matches: change the search criteria');
    const path = `v1/{p}/routetables/${segment(table.id)}`;
    const { routetable } = await apiOf(call).read({ service: 'vpc', method: 'GET', path }, shown);
    return {
      id: routetable.id,
      vpc_id: routetable.vpc_id,
      name: routetable.name,
      description: routetable.description,
      default: routetable.default,
      subnets: routetable.subnets.map((subnet) => subnet.id),
      route: routetable.routes.map(({ type, destination, nexthop }) => ({ type, destination, nexthop })),
    };
  },
};
