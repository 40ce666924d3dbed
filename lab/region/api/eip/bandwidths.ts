import { z } from 'zod';
import { type Region } from '../../context';
import { notFound } from '../../errors';
import { pageOf, paging } from '../../http/paging';
import { route } from '../../http/route';
import { CHARGE_MODES, NUMBERS, SHARED_CHARGE_MODES } from '../../limits';
import { enterpriseProjectId, numberOf, resourceName } from '../../schema';
import { type Eip } from '../../store/eip';
import { checkOwn, checkShared } from './bandwidth-checks';
import { ownBandwidth, sharedBandwidth } from './bandwidth-form';

function ownerOf(region: Region, bandwidthId: string): Eip {
  const eip = region.store.eips.find((one) => one.bandwidth.id === bandwidthId && one.sharedBandwidthId === undefined);
  if (!eip) throw notFound('bandwidth', bandwidthId);
  return eip;
}

/** Of an EIP alone or of several. Throws 404. */
function shown(region: Region, id: string): object {
  const shared = region.store.sharedBandwidths.get(id);
  return shared ? sharedBandwidth(shared, region) : ownBandwidth(ownerOf(region, id), region);
}

function change(region: Region, id: string, wanted: { name?: string; size?: number; chargeMode?: string }): void {
  const patch = { ...wanted, updatedAt: region.clock() };
  if (region.store.sharedBandwidths.get(id)) {
    checkShared(region.store.sharedBandwidths.update(id, patch));
    return;
  }
  const eip = ownerOf(region, id);
  const bandwidth = { ...eip.bandwidth, ...patch };
  checkOwn(bandwidth);
  region.store.eips.update(eip.id, { bandwidth });
}

export const bandwidthRoutes = [
  route({
    service: 'eip',
    method: 'GET',
    path: '/v1/{project_id}/bandwidths',
    summary: 'List bandwidths, those of one EIP and shared ones',
    errors: 'plain',
    status: 200,
    query: z.strictObject({
      ...paging,
      enterprise_project_id: enterpriseProjectId.optional(),
      share_type: z.enum(['PER', 'WHOLE']).optional(),
    }),
    handle: ({ region, query }) => {
      const { eips, sharedBandwidths } = region.store;
      const all = [
        ...sharedBandwidths.all().map((bandwidth) => sharedBandwidth(bandwidth, region)),
        ...eips.filter((eip) => eip.sharedBandwidthId === undefined).map((eip) => ownBandwidth(eip, region)),
      ].filter(({ share_type: type }) => (query.share_type ?? type) === type);
      return { bandwidths: pageOf(all, query) };
    },
  }),
  route({
    service: 'eip',
    method: 'GET',
    path: '/v1/{project_id}/bandwidths/{bandwidth_id}',
    summary: 'Show a bandwidth: of one EIP, or a shared one',
    errors: 'plain',
    status: 200,
    handle: ({ region, params }) => ({ bandwidth: shown(region, params.bandwidth_id) }),
  }),
  route({
    service: 'eip',
    method: 'PUT',
    path: '/v1/{project_id}/bandwidths/{bandwidth_id}',
    summary: 'Change name, size or charging of a bandwidth',
    errors: 'plain',
    status: 200,
    body: z.strictObject({
      bandwidth: z.strictObject({
        name: resourceName.optional(),
        size: numberOf(NUMBERS.bandwidth).optional(),
        charge_mode: z.enum([...CHARGE_MODES, ...SHARED_CHARGE_MODES]).optional(),
      }),
    }),
    change: ({ region, params, body: { bandwidth: wanted } }) => {
      const { name, size, charge_mode: chargeMode } = wanted;
      change(region, params.bandwidth_id, {
        ...(name !== undefined && { name }),
        ...(size !== undefined && { size }),
        ...(chargeMode !== undefined && { chargeMode }),
      });
      return { bandwidth: shown(region, params.bandwidth_id) };
    },
  }),
];
