import { z } from 'zod';
import { type Attributes } from '../../engine/attributes';
import { segment } from '../api';
import { apiOf, type HuaweicloudCall, type HuaweicloudResource } from '../huaweicloud';

const listed = z.object({ routetables: z.array(z.object({ id: z.string(), default: z.boolean() })) });
const shown = z.object({
  routetable: z.object({
    name: z.string().default(''),
    vpc_id: z.string(),
    routes: z.array(
      z.object({
        type: z.string(),
        destination: z.string(),
        nexthop: z.string(),
        description: z.string().nullish(),
      }),
    ),
  }),
});

const collection = { service: 'vpc', path: 'v1/{p}/routetables' } as const;
const at = (table: string) => ({ ...collection, path: `${collection.path}/${segment(table)}` });

/** The id of a route is that of its table, and its destination. */
function parts(id: string): { readonly table: string; readonly destination: string } {
  const match = /^([^/]+)\/(.+)$/.exec(id);
  if (!match) throw new Error(`the id of a route is TABLE/DESTINATION, such as 3f…/172.16.0.0/16, got: ${id}`);
  return { table: match[1] ?? '', destination: match[2] ?? '' };
}

/** Unless one is named, the VPC's default one. */
async function tableOf(call: HuaweicloudCall, wanted: Attributes): Promise<string> {
  const named = wanted.text('route_table_id');
  if (named !== undefined) return named;
  const vpc_id = wanted.text('vpc_id') ?? '';
  const { routetables } = await apiOf(call).read({ ...collection, method: 'GET', query: { vpc_id } }, listed);
  const table = routetables.find((one) => one.default);
  if (!table) throw new Error(`VPC ${vpc_id} has no default route table`);
  return table.id;
}

const routeOf = (wanted: Attributes) => ({
  destination: wanted.text('destination'),
  type: wanted.text('type'),
  nexthop: wanted.text('nexthop'),
});

async function change(call: HuaweicloudCall, table: string, routes: object): Promise<void> {
  await apiOf(call).send({ ...at(table), method: 'PUT', body: { routetable: { routes } }, success: [200] });
}

export const vpcRoute: HuaweicloudResource = {
  fixed: { type: 'peering' },

  async create(call, wanted, haveMade) {
    const table = await tableOf(call, wanted);
    await change(call, table, { add: [{ ...routeOf(wanted), description: wanted.text('description') ?? '' }] });
    haveMade(`${table}/${wanted.text('destination') ?? ''}`);
  },

  async read(call, id) {
    const { table, destination } = parts(id);
    const answer = await apiOf(call).find({ ...at(table), method: 'GET' }, shown);
    const route = answer?.routetable.routes.find((one) => one.destination === destination);
    if (!answer || !route) return undefined;
    const { name, vpc_id } = answer.routetable;
    return {
      ...route,
      description: route.description ?? '',
      vpc_id,
      route_table_id: table,
      route_table_name: name,
    };
  },

  async update(call, id, _prior, wanted) {
    const route = { ...routeOf(wanted), description: wanted.text('description') ?? '' };
    await change(call, parts(id).table, { mod: [route] });
  },

  delete: (call, id, state) => change(call, parts(id).table, { del: [routeOf(state)] }),

  import(id) {
    parts(id);
    return { id };
  },
};
