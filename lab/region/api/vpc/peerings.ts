import { z } from 'zod';
import { blocksOverlap } from '../../../addresses/ipv4-block';
import { plainTime } from '../../clock';
import { type Region } from '../../context';
import { conflict, invalid } from '../../errors';
import { pageOf, paging } from '../../http/paging';
import { route } from '../../http/route';
import { checkQuota } from '../../quotas';
import { description, resourceName } from '../../schema';
import { blocksOf } from '../../store/vpc';
import { joins, type VpcPeering } from '../../store/vpc-peering';

const form = (peering: VpcPeering, { settings }: Region) => {
  const end = (vpc_id: string) => ({ vpc_id, tenant_id: settings.projectId });
  return {
    id: peering.id,
    name: peering.name,
    // Within one account nobody has to accept it.
    status: 'ACTIVE',
    description: peering.description,
    request_vpc_info: end(peering.vpcId),
    accept_vpc_info: end(peering.peerVpcId),
    created_at: plainTime(peering.createdAt),
    updated_at: plainTime(peering.updatedAt),
  };
};

const end = z.strictObject({ vpc_id: z.string(), tenant_id: z.string().optional() });

const createBody = z.strictObject({
  peering: z.strictObject({
    name: resourceName,
    description: description.default(''),
    request_vpc_info: end,
    accept_vpc_info: end,
  }),
});

const updateBody = z.strictObject({
  peering: z.strictObject({ name: resourceName.optional(), description: description.optional() }),
});

type Wanted = z.infer<typeof createBody>['peering'];

/** Two different VPCs of the lab's account, whose blocks are apart and which are not peered yet. */
function checkEnds({ store, settings }: Region, { request_vpc_info: from, accept_vpc_info: to }: Wanted): void {
  for (const [name, { tenant_id }] of Object.entries({ request_vpc_info: from, accept_vpc_info: to })) {
    if (tenant_id === undefined || tenant_id === '' || tenant_id === settings.projectId) continue;
    throw invalid(`peering.${name}.tenant_id`, `${tenant_id} is another account's project: not emulated`);
  }
  const one = store.vpcs.refer('peering.request_vpc_info.vpc_id', from.vpc_id);
  const other = store.vpcs.refer('peering.accept_vpc_info.vpc_id', to.vpc_id);
  const second = 'peering.accept_vpc_info.vpc_id';
  if (one.id === other.id) throw invalid(second, `${other.id} is the requester's VPC, too`);
  const overlapping = blocksOf(one).find((block) => blocksOf(other).some((theirs) => blocksOverlap(block, theirs)));
  if (overlapping !== undefined) {
    throw invalid(
      second,
      `the VPC ${other.name} (${other.cidr}) overlaps with ${one.name} (${one.cidr}), no route could tell them apart`,
    );
  }
  const present = store.peerings.find((peering) => joins(peering, one.id) && joins(peering, other.id));
  if (present) throw conflict(`the VPCs ${one.name} and ${other.name} are peered already by ${present.name}`);
}

const collection = '/v2.0/vpc/peerings';
const single = `${collection}/{peering_id}` as const;

export const peeringRoutes = [
  route({
    service: 'vpc',
    method: 'POST',
    path: collection,
    summary: 'Create a VPC peering connection within the account; it is active at once',
    errors: 'neutron',
    status: 201,
    body: createBody,
    change: ({ region, body: { peering: wanted } }) => {
      checkEnds(region, wanted);
      checkQuota(region.settings.quotas, 'peerings', region.store.peerings.size);
      const now = region.clock();
      const peering = region.store.peerings.insert({
        id: region.ids.uuid(),
        name: wanted.name,
        description: wanted.description,
        vpcId: wanted.request_vpc_info.vpc_id,
        peerVpcId: wanted.accept_vpc_info.vpc_id,
        createdAt: now,
        updatedAt: now,
      });
      return { peering: form(peering, region) };
    },
  }),
  route({
    service: 'vpc',
    method: 'GET',
    path: collection,
    summary: 'List VPC peering connections',
    errors: 'neutron',
    status: 200,
    query: z.strictObject({
      ...paging,
      id: z.string().optional(),
      name: z.string().optional(),
      status: z.string().optional(),
      tenant_id: z.string().optional(),
      vpc_id: z.string().optional(),
    }),
    handle: ({ region, query }) => {
      const all = region.store.peerings.filter(
        (peering) =>
          (query.id ?? peering.id) === peering.id &&
          (query.name ?? peering.name) === peering.name &&
          (query.status ?? 'ACTIVE') === 'ACTIVE' &&
          (query.tenant_id ?? region.settings.projectId) === region.settings.projectId &&
          (query.vpc_id === undefined || joins(peering, query.vpc_id)),
      );
      return { peerings: pageOf(all, query).map((peering) => form(peering, region)) };
    },
  }),
  route({
    service: 'vpc',
    method: 'GET',
    path: single,
    summary: 'Show a VPC peering connection',
    errors: 'neutron',
    status: 200,
    handle: ({ region, params }) => ({ peering: form(region.store.peerings.need(params.peering_id), region) }),
  }),
  route({
    service: 'vpc',
    method: 'PUT',
    path: single,
    summary: 'Rename or describe a VPC peering connection',
    errors: 'neutron',
    status: 200,
    body: updateBody,
    change: ({ region, params, body }) => {
      const patch = { ...body.peering, updatedAt: region.clock() };
      return { peering: form(region.store.peerings.update(params.peering_id, patch), region) };
    },
  }),
  route({
    service: 'vpc',
    method: 'DELETE',
    path: single,
    summary: 'Delete a VPC peering connection; routes to it stay and lead nowhere',
    errors: 'neutron',
    status: 204,
    change: ({ region, params }) => {
      region.store.peerings.delete(params.peering_id);
    },
  }),
];
