import { z } from 'zod';
import { plainTime } from '../../clock';
import { type Region } from '../../context';
import { notFound } from '../../errors';
import { route } from '../../http/route';
import { CHARGE_MODES, NUMBERS } from '../../limits';
import { numberOf, resourceName } from '../../schema';
import { type Eip } from '../../store/eip';

const form = ({ bandwidth, ...eip }: Eip, region: Region) => ({
  id: bandwidth.id,
  name: bandwidth.name,
  size: bandwidth.size,
  share_type: 'PER',
  tenant_id: region.settings.projectId,
  bandwidth_type: 'bgp',
  charge_mode: bandwidth.chargeMode,
  billing_info: '',
  enterprise_project_id: eip.enterpriseProjectId,
  status: 'NORMAL',
  public_border_group: 'center',
  publicip_info: [
    { publicip_id: eip.id, publicip_address: eip.address, ip_version: eip.ipVersion, publicip_type: eip.type },
  ],
  created_at: plainTime(bandwidth.createdAt),
  updated_at: plainTime(bandwidth.updatedAt),
});

function ownerOf(region: Region, bandwidthId: string): Eip {
  const eip = region.store.eips.find((one) => one.bandwidth.id === bandwidthId);
  if (!eip) throw notFound('bandwidth', bandwidthId);
  return eip;
}

export const bandwidthRoutes = [
  route({
    service: 'eip',
    method: 'GET',
    path: '/v1/{project_id}/bandwidths/{bandwidth_id}',
    summary: 'Show the bandwidth of an EIP',
    errors: 'plain',
    status: 200,
    handle: ({ region, params }) => ({ bandwidth: form(ownerOf(region, params.bandwidth_id), region) }),
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
        charge_mode: z.enum(CHARGE_MODES).optional(),
      }),
    }),
    change: ({ region, params, body: { bandwidth: wanted } }) => {
      const eip = ownerOf(region, params.bandwidth_id);
      const bandwidth = {
        ...eip.bandwidth,
        name: wanted.name ?? eip.bandwidth.name,
        size: wanted.size ?? eip.bandwidth.size,
        chargeMode: wanted.charge_mode ?? eip.bandwidth.chargeMode,
        updatedAt: region.clock(),
      };
      return { bandwidth: form(region.store.eips.update(eip.id, { bandwidth }), region) };
    },
  }),
];
