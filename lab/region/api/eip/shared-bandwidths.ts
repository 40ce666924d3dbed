import { z } from 'zod';
import { type Region } from '../../context';
import { conflict, invalid } from '../../errors';
import { route } from '../../http/route';
import { CHARGE_MODES, NUMBERS, SHARED_CHARGE_MODES } from '../../limits';
import { checkQuota } from '../../quotas';
import { newEnterpriseProjectId, numberOf, resourceName } from '../../schema';
import { type SharedBandwidth } from '../../store/shared-bandwidth';
import { checkShared } from './bandwidth-checks';
import { eipsIn, portsIn, sharedBandwidth } from './bandwidth-form';

const collection = '/v2.0/{project_id}/bandwidths';

const createBody = z.strictObject({
  bandwidth: z.strictObject({
    name: resourceName,
    size: numberOf(NUMBERS.sharedBandwidth),
    charge_mode: z.enum(SHARED_CHARGE_MODES).default('bandwidth'),
    enterprise_project_id: newEnterpriseProjectId.default('0'),
    bandwidth_type: z.literal('share', { error: 'only share is emulated' }).optional(),
    public_border_group: z.literal('center', { error: 'only center is emulated' }).optional(),
  }),
});

/** EIPs by their ids; the IPv6 address of a server by its port's. */
const members = z
  .array(z.strictObject({ publicip_id: z.string(), publicip_type: z.string().optional() }))
  .min(1, 'at least one');
const DUAL_STACK = '5_dualStack';

const field = 'bandwidth.publicip_info';

function insert(region: Region, bandwidth: SharedBandwidth, { publicip_id: id, publicip_type: type }: Member): void {
  const { store, clock } = region;
  if (type === DUAL_STACK) {
    const port = store.ports.refer(field, id);
    if (port.ipv6 === undefined) throw invalid(field, `port ${id} has no IPv6 address`);
    const other = store.sharedBandwidths.find(({ portIds }) => portIds.includes(id));
    if (other) throw conflict(`port ${id} is in the bandwidth ${other.id} already`);
    const { portIds } = store.sharedBandwidths.need(bandwidth.id);
    store.sharedBandwidths.update(bandwidth.id, { portIds: [...portIds, id], updatedAt: clock() });
    return;
  }
  const eip = store.eips.refer(field, id);
  if (eip.sharedBandwidthId !== undefined) {
    throw conflict(`EIP ${eip.address} is in the bandwidth ${eip.sharedBandwidthId} already`);
  }
  store.eips.update(id, { sharedBandwidthId: bandwidth.id, updatedAt: clock() });
}

type Member = z.infer<typeof members>[number];

/** An EIP that leaves has a bandwidth of its own again, which is made anew. */
function remove(region: Region, bandwidth: SharedBandwidth, { publicip_id: id }: Member, own: OwnAgain): void {
  const { store, clock, ids } = region;
  const { portIds } = store.sharedBandwidths.need(bandwidth.id);
  if (portIds.includes(id)) {
    const left = portIds.filter((one) => one !== id);
    store.sharedBandwidths.update(bandwidth.id, { portIds: left, updatedAt: clock() });
    return;
  }
  const { sharedBandwidthId, ...eip } = store.eips.refer(field, id);
  if (sharedBandwidthId !== bandwidth.id) throw invalid(field, `${id} is not in the bandwidth ${bandwidth.id}`);
  const now = clock();
  const again = { ...own, id: ids.uuid(), name: `${bandwidth.name}-${eip.address}`, createdAt: now, updatedAt: now };
  store.eips.insert({ ...eip, bandwidth: again, updatedAt: now });
}

interface OwnAgain {
  readonly size: number;
  readonly chargeMode: string;
}

export const sharedBandwidthRoutes = [
  route({
    service: 'eip',
    method: 'POST',
    path: collection,
    summary: 'Buy a shared bandwidth',
    errors: 'plain',
    status: 200,
    body: createBody,
    change: ({ region, body: { bandwidth: wanted } }) => {
      checkQuota(region.settings.quotas, 'sharedBandwidths', region.store.sharedBandwidths.size);
      checkShared({ size: wanted.size, chargeMode: wanted.charge_mode });
      const now = region.clock();
      const bandwidth = region.store.sharedBandwidths.insert({
        id: region.ids.uuid(),
        name: wanted.name,
        size: wanted.size,
        chargeMode: wanted.charge_mode,
        enterpriseProjectId: wanted.enterprise_project_id,
        portIds: [],
        createdAt: now,
        updatedAt: now,
      });
      return { bandwidth: sharedBandwidth(bandwidth, region) };
    },
  }),
  route({
    service: 'eip',
    method: 'GET',
    path: `${collection}/{bandwidth_id}`,
    summary: 'Show a shared bandwidth (v2.0)',
    errors: 'plain',
    status: 200,
    handle: ({ region, params }) => ({
      bandwidth: sharedBandwidth(region.store.sharedBandwidths.need(params.bandwidth_id), region),
    }),
  }),
  route({
    service: 'eip',
    method: 'DELETE',
    path: `${collection}/{bandwidth_id}`,
    summary: 'Delete a shared bandwidth; 409 while EIPs or IPv6 addresses are in it',
    errors: 'plain',
    status: 204,
    change: ({ region, params: { bandwidth_id: id } }) => {
      const bandwidth = region.store.sharedBandwidths.need(id);
      const [member] = [...eipsIn(region, id), ...portsIn(region, bandwidth)];
      if (member) throw conflict(`bandwidth ${id} still has ${member.id}`);
      region.store.sharedBandwidths.delete(id);
    },
  }),
  route({
    service: 'eip',
    method: 'POST',
    path: `${collection}/{bandwidth_id}/insert`,
    summary: 'Add EIPs, and IPv6 addresses by their ports, to a shared bandwidth',
    errors: 'plain',
    status: 200,
    body: z.strictObject({ bandwidth: z.strictObject({ publicip_info: members }) }),
    change: ({ region, params, body }) => {
      const bandwidth = region.store.sharedBandwidths.need(params.bandwidth_id);
      for (const member of body.bandwidth.publicip_info) insert(region, bandwidth, member);
      return { bandwidth: sharedBandwidth(region.store.sharedBandwidths.need(bandwidth.id), region) };
    },
  }),
  route({
    service: 'eip',
    method: 'POST',
    path: `${collection}/{bandwidth_id}/remove`,
    summary: 'Take EIPs and IPv6 addresses from a shared bandwidth; an EIP has one of its own again',
    errors: 'plain',
    status: 204,
    body: z.strictObject({
      bandwidth: z.strictObject({
        charge_mode: z.enum(CHARGE_MODES),
        size: numberOf(NUMBERS.bandwidth),
        publicip_info: members,
      }),
    }),
    change: ({ region, params, body: { bandwidth: wanted } }) => {
      const bandwidth = region.store.sharedBandwidths.need(params.bandwidth_id);
      const own = { size: wanted.size, chargeMode: wanted.charge_mode };
      for (const member of wanted.publicip_info) remove(region, bandwidth, member, own);
    },
  }),
];
