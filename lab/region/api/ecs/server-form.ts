import { isoTime } from '../../clock';
import { type Region } from '../../context';
import { type Port } from '../../store/port';
import { type Server } from '../../store/server';
import { tagText } from '../../store/tag';
import { flavorsOf } from './flavors';
import { disksOf } from '../evs/new-volume';
import { volumeAttached } from '../evs/volume-form';

export const serverStatus = ({ phase, power }: Server): 'BUILD' | 'ACTIVE' | 'SHUTOFF' => {
  if (phase !== 'present') return 'BUILD';
  return power === 'on' ? 'ACTIVE' : 'SHUTOFF';
};

/** The ports of a server, the primary one first. */
export const portsOf = (region: Region, serverId: string): Port[] =>
  region.store.ports
    .filter((port) => port.serverId === serverId)
    .sort((one, other) => Number(other.isPrimary) - Number(one.isPrimary));

/** One entry for each address: those of the interface, and the EIP bound to it as `floating`. */
function addressesOf(port: Port, region: Region) {
  const entry = (addr: string, type: 'fixed' | 'floating', version: '4' | '6', primary: boolean) => ({
    version,
    addr,
    primary,
    'OS-EXT-IPS-MAC:mac_addr': port.mac,
    'OS-EXT-IPS:port_id': port.id,
    'OS-EXT-IPS:type': type,
  });
  const eip = region.store.eips.find((one) => one.portId === port.id);
  return [
    entry(port.ipv4, 'fixed', '4', port.isPrimary),
    ...(port.ipv6 === undefined ? [] : [entry(port.ipv6, 'fixed', '6', false)]),
    ...(eip ? [entry(eip.address, 'floating', '4', false)] : []),
  ];
}

/** A server as ECS v1 writes it. `addresses` is keyed by the VPC's id, where OpenStack has a network name. */
export function serverForm(server: Server, region: Region) {
  const { store, settings } = region;
  const ports = portsOf(region, server.id);
  const flavor = flavorsOf(settings).find((one) => one.id === server.flavorId);
  const groupIds = new Set(ports.flatMap((port) => port.securityGroupIds));
  return {
    id: server.id,
    name: server.name,
    description: server.description,
    status: serverStatus(server),
    created: isoTime(server.createdAt),
    updated: isoTime(server.updatedAt),
    hostId: server.id.replaceAll('-', ''),
    host_status: 'UP',
    addresses: { [server.vpcId]: ports.flatMap((port) => addressesOf(port, region)) },
    accessIPv4: '',
    accessIPv6: '',
    tags: server.tags.map(tagText),
    sys_tags: [{ key: '_sys_enterprise_project_id', value: server.enterpriseProjectId }],
    locked: false,
    config_drive: '',
    tenant_id: settings.projectId,
    user_id: '',
    enterprise_project_id: server.enterpriseProjectId,
    flavor: {
      id: server.flavorId,
      name: server.flavorId,
      vcpus: String(flavor?.vcpus),
      ram: String(flavor?.ram),
      disk: '0',
    },
    image: { id: server.imageId },
    metadata: {
      ...server.metadata,
      charging_mode: server.isSpot === true ? '2' : '0',
      vpc_id: server.vpcId,
      'metering.image_id': server.imageId,
      'metering.imagetype': 'gold',
      'metering.resourcespeccode': `${server.flavorId}.linux`,
      image_name: store.images.get(server.imageId)?.name ?? '',
      os_bit: '64',
      os_type: 'Linux',
      virtual_env_type: 'FusionCompute',
      EcmResStatus: '',
    },
    security_groups: [...groupIds].map((id) => ({ id, name: store.securityGroups.get(id)?.name ?? '' })),
    key_name: server.keyName ?? '',
    progress: 0,
    'OS-EXT-STS:power_state': server.power === 'on' ? 1 : 4,
    'OS-EXT-STS:vm_state': server.power === 'on' ? 'active' : 'stopped',
    'OS-EXT-STS:task_state': server.phase !== 'present' ? 'spawning' : null,
    'OS-DCF:diskConfig': 'MANUAL',
    'OS-EXT-AZ:availability_zone': server.availabilityZone,
    'OS-SRV-USG:launched_at': isoTime(server.createdAt),
    'OS-SRV-USG:terminated_at': null,
    'OS-EXT-SRV-ATTR:root_device_name': '/dev/vda',
    'OS-EXT-SRV-ATTR:hostname': server.hostname,
    'OS-EXT-SRV-ATTR:user_data': server.userData ?? '',
    'OS-EXT-SRV-ATTR:instance_name': `instance-${String(server.ordinal).padStart(8, '0')}`,
    'OS-EXT-SRV-ATTR:launch_index': 0,
    'OS-EXT-SRV-ATTR:reservation_id': '',
    'os-extended-volumes:volumes_attached': disksOf(region, server.id).map((disk) => volumeAttached(disk, server.id)),
    'os:scheduler_hints': server.bornInGroup === undefined ? {} : { group: [server.bornInGroup] },
    auto_terminate_time: server.autoTerminateTime,
  };
}
