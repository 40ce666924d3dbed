import { z } from 'zod';
import { blocksOverlap } from '../../../addresses/ipv4-block';
import { isoTime } from '../../clock';
import { type Region } from '../../context';
import { conflict, invalid, notFound } from '../../errors';
import { pageOf, paging } from '../../http/paging';
import { route } from '../../http/route';
import { checkQuota } from '../../quotas';
import { description, ipv4Network, isDistinct, resourceName } from '../../schema';
import { type RouteTable, type VpcRoute } from '../../store/route-table';
import { joins } from '../../store/vpc-peering';

/** What the default route table is called, as in the recorded answers. */
const DEFAULT_NAME = 'rtb-default';

/** A route of the system's own, which every VPC has, as in the recorded answers. */
const SYSTEM_ROUTE = '198.19.128.0/20';

export const defaultRouteTable = (vpcId: string, { clock, ids }: Pick<Region, 'clock' | 'ids'>): RouteTable => {
  const now = clock();
  const empty = { name: DEFAULT_NAME, description: '', routes: [] };
  return { id: ids.uuid(), vpcId, ...empty, createdAt: now, updatedAt: now };
};

/** The routes that users have added to a VPC. */
export const routesOf = ({ store }: Region, vpcId: string): readonly VpcRoute[] =>
  store.routeTables.filter((table) => table.vpcId === vpcId).flatMap(({ routes }) => routes);

const subnetsOf = (table: RouteTable, { store }: Region) =>
  store.subnets.filter((subnet) => subnet.vpcId === table.vpcId);

/** As the list writes it; a table that is shown alone has its routes as well. */
const form = (table: RouteTable, region: Region) => ({
  id: table.id,
  name: table.name,
  default: true,
  vpc_id: table.vpcId,
  tenant_id: region.settings.projectId,
  description: table.description,
  subnets: subnetsOf(table, region).map(({ id }) => ({ id })),
  created_at: isoTime(table.createdAt),
  updated_at: isoTime(table.updatedAt),
});

const withRoutes = (table: RouteTable, region: Region) => ({
  ...form(table, region),
  routes: [
    ...[SYSTEM_ROUTE, ...subnetsOf(table, region).map(({ cidr }) => cidr)].map((destination) => ({
      type: 'local',
      destination,
      nexthop: '-',
      description: null,
    })),
    ...table.routes,
  ],
});

const place = { destination: ipv4Network };
const lead = {
  ...place,
  type: z.literal('peering', { error: 'only peering is emulated' }),
  nexthop: z.string(),
  description: description.optional(),
};
const routesWith = <T extends z.ZodRawShape>(shape: T) => z.array(z.strictObject(shape));

const updateBody = z.strictObject({
  routetable: z.strictObject({
    name: resourceName.optional(),
    description: description.optional(),
    routes: z
      .strictObject({
        add: routesWith(lead),
        mod: routesWith(lead),
        // The rest of a route may come with what is to go, and says nothing (API reference of VPC: UpdateRouteTable).
        del: routesWith({
          ...place,
          type: z.string().optional(),
          nexthop: z.string().optional(),
          description: z.string().optional(),
        }),
      })
      .partial()
      .optional(),
  }),
});
type Changes = NonNullable<z.infer<typeof updateBody>['routetable']['routes']>;
type Lead = NonNullable<Changes['add']>[number];

const field = (list: keyof Changes, name: string): string => `routetable.routes.${list}.${name}`;

/** The peering connection must be there, and one of its VPCs be the table's. */
function checkNexthop({ store }: Region, table: RouteTable, list: 'add' | 'mod', { nexthop }: Lead): void {
  const peering = store.peerings.refer(field(list, 'nexthop'), nexthop);
  if (joins(peering, table.vpcId)) return;
  throw invalid(field(list, 'nexthop'), `the peering connection ${peering.name} does not join the VPC ${table.vpcId}`);
}

/** A destination must not overlap with a subnet of the VPC itself (the provider's documentation of vpc_route). */
function checkDestination(region: Region, table: RouteTable, { destination }: Lead): void {
  const subnet = subnetsOf(table, region).find(({ cidr }) => blocksOverlap(cidr, destination));
  if (!subnet) return;
  const problem = `${destination} overlaps with the subnet ${subnet.name} (${subnet.cidr}) of the VPC itself`;
  throw invalid(field('add', 'destination'), problem);
}

/** The table's routes after all changes; they come together or not at all. */
function changed(region: Region, table: RouteTable, { add = [], mod = [], del = [] }: Changes): readonly VpcRoute[] {
  const routes = new Map(table.routes.map((one) => [one.destination, one]));
  for (const list of [add, mod, del]) {
    if (!isDistinct(list.map(({ destination }) => destination))) {
      throw invalid('routetable.routes', 'a destination is listed twice');
    }
  }
  for (const { destination } of del) {
    if (!routes.delete(destination)) throw notFound(`route of the table ${table.id}`, destination);
  }
  for (const wanted of mod) {
    const before = routes.get(wanted.destination);
    if (!before) throw notFound(`route of the table ${table.id}`, wanted.destination);
    checkNexthop(region, table, 'mod', wanted);
    routes.set(wanted.destination, { ...wanted, description: wanted.description ?? before.description });
  }
  for (const wanted of add) {
    if (routes.has(wanted.destination)) {
      throw conflict(`route table ${table.id} has a route to ${wanted.destination} already`);
    }
    checkDestination(region, table, wanted);
    checkNexthop(region, table, 'add', wanted);
    checkQuota(region.settings.quotas, 'routes', routes.size);
    routes.set(wanted.destination, { ...wanted, description: wanted.description ?? '' });
  }
  return [...routes.values()];
}

const collection = '/v1/{project_id}/routetables';
const single = `${collection}/{routetable_id}` as const;

export const routeTableRoutes = [
  route({
    service: 'vpc',
    method: 'GET',
    path: collection,
    summary: 'List route tables; each VPC has its default one',
    errors: 'plain',
    status: 200,
    query: z.strictObject({
      ...paging,
      id: z.string().optional(),
      vpc_id: z.string().optional(),
      subnet_id: z.string().optional(),
    }),
    handle: ({ region, query }) => {
      const all = region.store.routeTables.filter(
        (table) =>
          (query.id ?? table.id) === table.id &&
          (query.vpc_id ?? table.vpcId) === table.vpcId &&
          (query.subnet_id === undefined || subnetsOf(table, region).some(({ id }) => id === query.subnet_id)),
      );
      return { routetables: pageOf(all, query).map((table) => form(table, region)) };
    },
  }),
  route({
    service: 'vpc',
    method: 'GET',
    path: single,
    summary: 'Show a route table with its routes',
    errors: 'plain',
    status: 200,
    handle: ({ region, params }) => ({
      routetable: withRoutes(region.store.routeTables.need(params.routetable_id), region),
    }),
  }),
  route({
    service: 'vpc',
    method: 'PUT',
    path: single,
    summary: 'Rename or describe a route table; add, change and delete its routes to peering connections',
    errors: 'plain',
    status: 200,
    body: updateBody,
    change: ({ region, params, body: { routetable: wanted } }) => {
      const { store } = region;
      const table = store.routeTables.need(params.routetable_id);
      const updated = store.routeTables.update(table.id, {
        name: wanted.name,
        description: wanted.description,
        ...(wanted.routes && { routes: changed(region, table, wanted.routes) }),
        updatedAt: region.clock(),
      });
      return { routetable: withRoutes(updated, region) };
    },
  }),
];
