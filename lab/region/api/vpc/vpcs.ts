import { z } from 'zod';
import { blocksOverlap, contains, parseIpv4Block } from '../../../addresses/ipv4-block';
import { isoTime, plainTime } from '../../clock';
import { type Region } from '../../context';
import { conflict, invalid } from '../../errors';
import { pageOf, paging } from '../../http/paging';
import { route } from '../../http/route';
import { checkQuota } from '../../quotas';
import { NUMBERS, VPC_BLOCKS } from '../../limits';
import { description, enterpriseProjectId, ipv4Network, newEnterpriseProjectId, resourceName } from '../../schema';
import { type Tag } from '../../store/tag';
import { blocksOf, type Vpc } from '../../store/vpc';
import { joins } from '../../store/vpc-peering';
import { vpcTagTexts } from '../tags';
import { listRoute, showRoute, type V3Resource } from '../v3-resource';
import { defaultRouteTable } from './route-tables';

/** 400 for the parameters of a VPC (API reference of VPC: error codes). */
const invalidCode = 'VPC.0101';

function checkCidr(cidr: string): void {
  const block = parseIpv4Block(cidr);
  const inside = VPC_BLOCKS.some((outer) => {
    const outerBlock = parseIpv4Block(outer);
    return block !== undefined && outerBlock !== undefined && contains(outerBlock, block);
  });
  if (!inside || (block?.prefix ?? 0) > NUMBERS.vpcPrefix.max) {
    throw invalid(
      'vpc.cidr',
      `${cidr} is not within ${VPC_BLOCKS.join(', ')} with a prefix up to /${NUMBERS.vpcPrefix.max}`,
    );
  }
}

/** Whether a block lies within one of `blocks`. */
export const isInOneOf = (cidr: string, blocks: readonly string[]): boolean => {
  const inner = parseIpv4Block(cidr);
  return blocks.some((block) => {
    const outer = parseIpv4Block(block);
    return outer !== undefined && inner !== undefined && contains(outer, inner);
  });
};

/** Throws 400 at `field` when a block overlaps with one of `blocks`. */
export function checkApart(cidr: string, blocks: readonly string[], field: string): void {
  const other = blocks.find((block) => blocksOverlap(cidr, block));
  if (other !== undefined) throw invalid(field, `${cidr} overlaps with ${other}`);
}

const v1 = (vpc: Vpc, region: Region) => ({
  id: vpc.id,
  name: vpc.name,
  description: vpc.description,
  cidr: vpc.cidr,
  status: 'OK',
  routes: [],
  enterprise_project_id: vpc.enterpriseProjectId,
  tenant_id: region.settings.projectId,
  enhanced_local_route: vpc.enhancedLocalRoute,
  extend_cidrs: vpc.extendCidrs,
  enable_shared_snat: false,
  created_at: plainTime(vpc.createdAt),
  updated_at: plainTime(vpc.updatedAt),
});

/** A VPC as v3 writes it. */
export const vpc3 = (vpc: Vpc, region: Region) => ({
  id: vpc.id,
  name: vpc.name,
  description: vpc.description,
  cidr: vpc.cidr,
  extend_cidrs: vpc.extendCidrs,
  status: 'ACTIVE',
  project_id: region.settings.projectId,
  enterprise_project_id: vpc.enterpriseProjectId,
  tags: vpc.tags,
  cloud_resources: [
    { resource_type: 'routetable', resource_count: 1 },
    {
      resource_type: 'virsubnet',
      resource_count: region.store.subnets.filter((subnet) => subnet.vpcId === vpc.id).length,
    },
  ],
  created_at: isoTime(vpc.createdAt),
  updated_at: isoTime(vpc.updatedAt),
});

interface NewVpc {
  readonly name: string;
  readonly description: string;
  readonly cidr: string;
  readonly enterpriseProjectId: string;
  readonly tags: readonly Tag[];
  readonly enhancedLocalRoute?: boolean;
  readonly isDefault?: boolean;
}

export function createVpc({ store, clock, ids }: Pick<Region, 'store' | 'clock' | 'ids'>, wanted: NewVpc): Vpc {
  const now = clock();
  const shared = { extendCidrs: [], enhancedLocalRoute: true };
  const vpc = store.vpcs.insert({ ...shared, ...wanted, id: ids.uuid(), createdAt: now, updatedAt: now });
  store.routeTables.insert(defaultRouteTable(vpc.id, { clock, ids }));
  return vpc;
}

const createBody = z.strictObject({
  vpc: z.strictObject({
    name: resourceName.default(''),
    description: description.default(''),
    cidr: ipv4Network,
    enterprise_project_id: newEnterpriseProjectId.default('0'),
    enhanced_local_route: z.boolean().default(true),
    tags: vpcTagTexts,
  }),
});

const updateBody = z.strictObject({
  vpc: z.strictObject({
    name: resourceName.optional(),
    description: description.optional(),
    cidr: ipv4Network.optional(),
    enhanced_local_route: z.boolean().optional(),
  }),
});

/** Blocks of peered VPCs stay apart. */
export function checkPeers({ store }: Region, vpcId: string, cidr: string, field = 'vpc.cidr'): void {
  for (const peering of store.peerings.filter((one) => joins(one, vpcId))) {
    const peer = store.vpcs.need(peering.vpcId === vpcId ? peering.peerVpcId : peering.vpcId);
    if (!blocksOf(peer).some((block) => blocksOverlap(block, cidr))) continue;
    throw invalid(field, `${cidr} overlaps with the VPC ${peer.name} (${peer.cidr}), its peer by ${peering.name}`);
  }
}

const listQuery = z.strictObject({
  ...paging,
  id: z.string().optional(),
  name: z.string().optional(),
  enterprise_project_id: enterpriseProjectId.optional(),
});

const listed = (region: Region, query: z.infer<typeof listQuery>): Vpc[] =>
  region.store.vpcs.filter((vpc) => (query.id ?? vpc.id) === vpc.id && (query.name ?? vpc.name) === vpc.name);

const v3Vpcs: V3Resource<Vpc> = {
  ...{ service: 'vpc', collection: '/v3/{project_id}/vpc/vpcs', one: 'vpc', form: vpc3 },
  table: (store) => store.vpcs,
};

export const vpcRoutes = [
  route({
    service: 'vpc',
    method: 'POST',
    path: '/v1/{project_id}/vpcs',
    summary: 'Create a VPC, with its default route table',
    errors: 'plain',
    invalidCode,
    status: 200,
    body: createBody,
    change: ({ region, body }) => {
      checkCidr(body.vpc.cidr);
      // The default one is no user's doing.
      checkQuota(region.settings.quotas, 'vpcs', region.store.counts()['vpcs'] ?? 0);
      const {
        enterprise_project_id: enterpriseProjectId,
        enhanced_local_route: enhancedLocalRoute,
        ...wanted
      } = body.vpc;
      const vpc = createVpc(region, { ...wanted, enterpriseProjectId, enhancedLocalRoute });
      return { vpc: v1(vpc, region) };
    },
  }),
  route({
    service: 'vpc',
    method: 'GET',
    path: '/v1/{project_id}/vpcs',
    summary: 'List VPCs',
    errors: 'plain',
    status: 200,
    query: listQuery,
    handle: ({ region, query }) => ({
      vpcs: pageOf(listed(region, query), query).map((vpc) => v1(vpc, region)),
    }),
  }),
  route({
    service: 'vpc',
    method: 'GET',
    path: '/v1/{project_id}/vpcs/{vpc_id}',
    summary: 'Show a VPC',
    errors: 'plain',
    status: 200,
    handle: ({ region, params }) => ({ vpc: v1(region.store.vpcs.need(params.vpc_id), region) }),
  }),
  route({
    service: 'vpc',
    method: 'PUT',
    path: '/v1/{project_id}/vpcs/{vpc_id}',
    summary: 'Change name, description or CIDR of a VPC',
    errors: 'plain',
    invalidCode,
    status: 200,
    body: updateBody,
    change: ({ region, params, body: { vpc: wanted } }) => {
      const { store } = region;
      const vpc = store.vpcs.need(params.vpc_id);
      if (wanted.cidr !== undefined) {
        checkCidr(wanted.cidr);
        checkApart(wanted.cidr, vpc.extendCidrs, 'vpc.cidr');
        const outer = parseIpv4Block(wanted.cidr);
        for (const subnet of store.subnets.filter((one) => one.vpcId === params.vpc_id)) {
          const inner = parseIpv4Block(subnet.cidr);
          if (outer && inner && contains(outer, inner)) continue;
          if (isInOneOf(subnet.cidr, vpc.extendCidrs)) continue;
          throw invalid('vpc.cidr', `subnet ${subnet.name} (${subnet.cidr}) would lie outside ${wanted.cidr}`);
        }
        checkPeers(region, params.vpc_id, wanted.cidr);
      }
      const { enhanced_local_route: enhancedLocalRoute, ...rest } = wanted;
      const patch = { ...rest, enhancedLocalRoute, updatedAt: region.clock() };
      return { vpc: v1(store.vpcs.update(params.vpc_id, patch), region) };
    },
  }),
  route({
    service: 'vpc',
    method: 'DELETE',
    path: '/v1/{project_id}/vpcs/{vpc_id}',
    summary: 'Delete a VPC with its route table; 409 while it has subnets or peerings',
    errors: 'plain',
    status: 204,
    change: ({ region: { store }, params }) => {
      store.vpcs.need(params.vpc_id);
      const subnet = store.subnets.find((one) => one.vpcId === params.vpc_id);
      if (subnet) throw conflict(`vpc ${params.vpc_id} still has the subnet ${subnet.id}`);
      const peering = store.peerings.find((one) => joins(one, params.vpc_id));
      if (peering) throw conflict(`vpc ${params.vpc_id} still has the peering connection ${peering.id}`);
      for (const table of store.routeTables.filter((one) => one.vpcId === params.vpc_id)) {
        store.routeTables.delete(table.id);
      }
      store.vpcs.delete(params.vpc_id);
    },
  }),
  listRoute(v3Vpcs, 'List VPCs (v3)', listQuery, listed),
  showRoute(v3Vpcs, 'Show a VPC (v3)'),
];
