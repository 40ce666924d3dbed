import { isoTime, spacedTime } from '../../clock';
import { type Region } from '../../context';
import { type Eip } from '../../store/eip';
import { tagText } from '../../store/tag';
import { bandwidthOf, shareTypeOf } from './bandwidth-form';

const status = (eip: Eip): string => (eip.portId === null ? 'DOWN' : 'ACTIVE');

/** An address of the documentation prefix (RFC 3849) that shows the numbers of the other. */
const ipv6Of = (eip: Eip): string => `2001:db8:e1b::${eip.address.replaceAll('.', ':')}`;

/** EIP as v1 writes it. `port_id` and `private_ip_address` are there only while it is bound. */
export const publicip1 = (eip: Eip, region: Region) => ({
  id: eip.id,
  status: status(eip),
  profile: {},
  type: eip.type,
  public_ip_address: eip.address,
  ...(eip.portId !== null && {
    port_id: eip.portId,
    private_ip_address: region.store.ports.get(eip.portId)?.ipv4,
  }),
  tenant_id: region.settings.projectId,
  create_time: spacedTime(eip.createdAt),
  bandwidth_id: bandwidthOf(eip, region).id,
  bandwidth_name: bandwidthOf(eip, region).name,
  bandwidth_size: bandwidthOf(eip, region).size,
  bandwidth_share_type: shareTypeOf(eip),
  enterprise_project_id: eip.enterpriseProjectId,
  ip_version: eip.ipVersion,
  ...(eip.ipVersion === 6 && { public_ipv6_address: ipv6Of(eip) }),
  alias: eip.alias,
  public_border_group: 'center',
  allow_share_bandwidth_types: ['share'],
  tags: eip.tags.map(tagText),
});

/** EIP as v3 writes it. */
export const publicip3 = (eip: Eip, region: Region) => {
  const port = eip.portId === null ? undefined : region.store.ports.get(eip.portId);
  const bandwidth = bandwidthOf(eip, region);
  return {
    id: eip.id,
    status: status(eip),
    type: 'EIP',
    publicip_pool_name: eip.type,
    public_ip_address: eip.address,
    public_ipv6_address: eip.ipVersion === 6 ? ipv6Of(eip) : null,
    ip_version: eip.ipVersion,
    alias: eip.alias,
    description: eip.description,
    billing_info: null,
    enterprise_project_id: eip.enterpriseProjectId,
    project_id: region.settings.projectId,
    public_border_group: 'center',
    tags: eip.tags.map(tagText),
    associate_instance_type: port ? 'PORT' : null,
    associate_instance_id: port?.id ?? null,
    bandwidth: {
      id: bandwidth.id,
      name: bandwidth.name,
      size: bandwidth.size,
      share_type: shareTypeOf(eip),
      charge_mode: bandwidth.chargeMode,
      billing_info: '',
    },
    vnic: port
      ? {
          port_id: port.id,
          private_ip_address: port.ipv4,
          device_id: port.serverId ?? '',
          instance_id: port.serverId ?? '',
          instance_type: port.serverId === undefined ? '' : 'ECS',
          mac: port.mac,
        }
      : null,
    created_at: isoTime(eip.createdAt),
    updated_at: isoTime(eip.updatedAt),
  };
};
