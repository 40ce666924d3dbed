import { plainTime } from '../../clock';
import { type Region } from '../../context';
import { type Port, type PortOwner } from '../../store/port';

/** As `device_owner` calls them; a server's has its zone behind it. */
const owners: Readonly<Record<Exclude<PortOwner, 'server'>, string>> = {
  'virtual-ip': 'neutron:VIP_PORT',
  gateway: 'network:router_interface_distributed',
  dhcp: 'network:dhcp',
  none: '',
};

/** A virtual IP is always down (provider source: networking_vip), and a port of nobody's has no link. */
const isUp = ({ owner }: Port): boolean => owner !== 'virtual-ip' && owner !== 'none';

function deviceOf(port: Port, region: Region): string {
  if (port.owner === 'gateway') return region.store.subnets.get(port.subnetId)?.vpcId ?? '';
  if (port.owner === 'dhcp') return `dhcp-${port.subnetId}`;
  return port.serverId ?? '';
}

/** A port as v1 and v2.0 write it. */
export function portForm(port: Port, region: Region) {
  const { store, settings } = region;
  const zone = store.servers.get(port.serverId ?? '')?.availabilityZone ?? '';
  const subnet = store.subnets.get(port.subnetId);
  return {
    id: port.id,
    name: port.name,
    status: isUp(port) ? 'ACTIVE' : 'DOWN',
    admin_state_up: true,
    network_id: port.subnetId,
    mac_address: port.mac,
    fixed_ips: [
      ...(port.isIpv6Alone === true ? [] : [{ subnet_id: subnet?.neutronSubnetId, ip_address: port.ipv4 }]),
      ...(port.ipv6 === undefined ? [] : [{ subnet_id: subnet?.ipv6?.neutronSubnetId, ip_address: port.ipv6 }]),
    ],
    device_id: deviceOf(port, region),
    device_owner: port.owner === 'server' ? `compute:${zone}` : owners[port.owner],
    instance_id: port.serverId ?? '',
    instance_type: '',
    tenant_id: settings.projectId,
    security_groups: port.securityGroupIds,
    allowed_address_pairs: port.allowedAddressPairs,
    extra_dhcp_opts: port.extraDhcpOpts,
    'binding:vif_details': { primary_interface: port.isPrimary },
    'binding:profile': {},
    'binding:vnic_type': 'normal',
    dns_assignment: [],
    dns_name: '',
    port_security_enabled: true,
    zone_id: zone,
    enable_efi: false,
    ipv6_bandwidth_id: store.sharedBandwidths.find(({ portIds }) => portIds.includes(port.id))?.id ?? '',
    created_at: plainTime(port.createdAt),
    updated_at: plainTime(port.updatedAt),
  };
}
