import { plainTime } from '../../clock';
import { type Region } from '../../context';
import { type Bandwidth, type Eip } from '../../store/eip';
import { type Port } from '../../store/port';
import { type SharedBandwidth } from '../../store/shared-bandwidth';

/** The bandwidth that an EIP has: its own, or the shared one that it is in. */
export const bandwidthOf = ({ bandwidth, sharedBandwidthId }: Eip, { store }: Pick<Region, 'store'>): Bandwidth =>
  sharedBandwidthId === undefined ? bandwidth : store.sharedBandwidths.need(sharedBandwidthId);

/** PER for an EIP's own, WHOLE for a shared one (API reference of EIP: CreatePublicip, bandwidth.share_type). */
export const shareTypeOf = ({ sharedBandwidthId }: Eip): 'PER' | 'WHOLE' =>
  sharedBandwidthId === undefined ? 'PER' : 'WHOLE';

const common = (bandwidth: Bandwidth, enterpriseProjectId: string, region: Region) => ({
  id: bandwidth.id,
  name: bandwidth.name,
  size: bandwidth.size,
  tenant_id: region.settings.projectId,
  charge_mode: bandwidth.chargeMode,
  billing_info: '',
  enterprise_project_id: enterpriseProjectId,
  status: 'NORMAL',
  public_border_group: 'center',
  created_at: plainTime(bandwidth.createdAt),
  updated_at: plainTime(bandwidth.updatedAt),
});

const publicipInfo = (eip: Eip) => ({
  publicip_id: eip.id,
  publicip_address: eip.address,
  ip_version: eip.ipVersion,
  publicip_type: eip.type,
});

/** An EIP's own bandwidth as v1 writes it. */
export const ownBandwidth = (eip: Eip, region: Region) => ({
  ...common(eip.bandwidth, eip.enterpriseProjectId, region),
  share_type: 'PER',
  bandwidth_type: 'bgp',
  publicip_info: [publicipInfo(eip)],
});

export const eipsIn = ({ store }: Pick<Region, 'store'>, bandwidthId: string): Eip[] =>
  store.eips.filter((eip) => eip.sharedBandwidthId === bandwidthId);

/** Those that are still there: a port that goes is in no bandwidth any more. */
export const portsIn = ({ store }: Pick<Region, 'store'>, { portIds }: SharedBandwidth): Port[] =>
  portIds.flatMap((id) => store.ports.get(id) ?? []);

/** A shared bandwidth as v1 and v2.0 write it. */
export const sharedBandwidth = (bandwidth: SharedBandwidth, region: Region) => ({
  ...common(bandwidth, bandwidth.enterpriseProjectId, region),
  share_type: 'WHOLE',
  bandwidth_type: 'share',
  publicip_info: [
    ...eipsIn(region, bandwidth.id).map(publicipInfo),
    ...portsIn(region, bandwidth).map(({ id, ipv6 }) => ({
      publicip_id: id,
      publicipv6_address: ipv6,
      ip_version: 6,
      publicip_type: '5_dualStack',
    })),
  ],
});
