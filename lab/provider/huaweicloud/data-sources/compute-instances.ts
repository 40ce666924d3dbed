import { z } from 'zod';
import { type Values } from '../../codec/value';
import { type Attributes } from '../../engine/attributes';
import { segment } from '../api';
import { apiOf, type HuaweicloudCall, type HuaweicloudDataSource } from '../huaweicloud';
import { parseTags } from '../tags';
import { filtersOf } from './filters';
import { listId } from './list-id';

const text = z.string().default('');
const address = z.object({
  addr: z.string(),
  version: z.coerce.string().default('4'),
  'OS-EXT-IPS:type': z.string(),
  'OS-EXT-IPS:port_id': z.string(),
  'OS-EXT-IPS-MAC:mac_addr': text,
});
const server = z.object({
  id: z.string(),
  name: text,
  status: text,
  flavor: z.object({ id: z.string(), name: text }),
  image: z.object({ id: text }),
  metadata: z.record(z.string(), z.string()).default({}),
  tags: z.array(z.string()).default([]),
  key_name: z.string().nullish(),
  addresses: z.record(z.string(), z.array(address)).default({}),
  security_groups: z.array(z.object({ id: z.string() })).default([]),
  enterprise_project_id: text,
  auto_terminate_time: text,
  'OS-EXT-AZ:availability_zone': text,
  'OS-EXT-SRV-ATTR:user_data': text,
  'os-extended-volumes:volumes_attached': z.array(z.unknown()).default([]),
});
type Server = z.infer<typeof server>;
const page = z.object({ servers: z.array(server) });
const shownPort = z.object({ port: z.object({ network_id: z.string() }) });
const devices = z.object({
  volumeAttachments: z.array(
    z.object({ id: z.string(), size: z.number(), bootIndex: z.number(), pciAddress: z.string().default('') }),
  ),
});
const shownVolume = z.object({ volume: z.object({ volume_type: z.string() }) });

/** Filters of the API; by address, its exact one. That nothing else is looked at there was recorded for tags and names. */
const filters = { name: 'name', status: 'status', flavor_id: 'flavor', fixed_ip_v4: 'ip_eq' } as const;

/** Any number of servers; none is no error. */
export const computeInstances: HuaweicloudDataSource = {
  async read(call, config) {
    const found = (await listServers(call, config)).filter((one) => isWanted(one, config));
    const instances = await Promise.all(found.map((one) => attributesOf(call, one)));
    return { id: listId(found.map(({ id }) => id)), tags: config.map('tags'), instances };
  },
};

/** Page after page, counted from 1, until one is empty (recorded). */
async function listServers(call: HuaweicloudCall, config: Attributes): Promise<readonly Server[]> {
  const tags = Object.entries(config.map('tags')).map(([key, value]) => (value === '' ? key : `${key}=${value}`));
  const query = {
    limit: '100',
    enterprise_project_id: config.text('enterprise_project_id') ?? 'all_granted_eps',
    ...filtersOf(config, filters),
    ...(tags.length === 0 ? {} : { tags: tags.join(',') }),
  };
  const all: Server[] = [];
  for (let number = 1; ; number += 1) {
    const numbered = number === 1 ? query : { ...query, offset: String(number) };
    const path = 'v1/{p}/cloudservers/detail';
    const { servers } = await apiOf(call).read({ service: 'ecs', method: 'GET', path, query: numbered }, page);
    if (servers.length === 0) return all;
    all.push(...servers);
  }
}

/** What the provider compares on its own side. */
function isWanted(one: Server, config: Attributes): boolean {
  const own = {
    instance_id: one.id,
    flavor_name: one.flavor.name,
    image_id: one.image.id,
    availability_zone: one['OS-EXT-AZ:availability_zone'],
    key_pair: one.key_name ?? '',
  };
  return Object.entries(own).every(([attribute, value]) => (config.text(attribute) ?? value) === value);
}

async function attributesOf(call: HuaweicloudCall, one: Server): Promise<Values> {
  const addresses = Object.values(one.addresses).flat();
  const fixed = addresses.filter((each) => each['OS-EXT-IPS:type'] !== 'floating');
  return {
    id: one.id,
    name: one.name,
    status: one.status,
    flavor_id: one.flavor.id,
    flavor_name: one.flavor.name,
    image_id: one.image.id,
    image_name: one.metadata['image_name'] ?? '',
    availability_zone: one['OS-EXT-AZ:availability_zone'],
    enterprise_project_id: one.enterprise_project_id,
    key_pair: one.key_name ?? '',
    user_data: one['OS-EXT-SRV-ATTR:user_data'],
    charging_mode: one.metadata['charging_mode'] === '1' ? 'prePaid' : 'postPaid',
    expired_time: one.auto_terminate_time,
    tags: parseTags(one.tags),
    security_group_ids: one.security_groups.map(({ id }) => id),
    scheduler_hints: [],
    public_ip: addresses.findLast((each) => each['OS-EXT-IPS:type'] === 'floating')?.addr ?? '',
    // An entry for each address, so that an interface with IPv4 and IPv6 stands there twice.
    network: await Promise.all(
      fixed.map(async (each) => ({
        uuid: await networkOf(call, each['OS-EXT-IPS:port_id']),
        port: each['OS-EXT-IPS:port_id'],
        mac: each['OS-EXT-IPS-MAC:mac_addr'],
        fixed_ip_v4: each.version === '6' ? '' : each.addr,
        fixed_ip_v6: each.version === '6' ? each.addr : '',
      })),
    ),
    ...(await disksOf(call, one)),
  };
}

/** Empty when the port cannot be read, as with the provider. */
async function networkOf(call: HuaweicloudCall, portId: string): Promise<string> {
  const path = `v2.0/ports/${segment(portId)}`;
  return apiOf(call)
    .read({ service: 'vpc', method: 'GET', path }, shownPort)
    .then(
      ({ port }) => port.network_id,
      () => '',
    );
}

async function disksOf(call: HuaweicloudCall, one: Server): Promise<Values> {
  if (one['os-extended-volumes:volumes_attached'].length === 0) return { volume_attached: [], system_disk_id: '' };
  const path = `v1/{p}/cloudservers/${segment(one.id)}/block_device`;
  const listed = await apiOf(call)
    .read({ service: 'ecs', method: 'GET', path }, devices)
    .catch(() => ({ volumeAttachments: [] }));
  const disks = await Promise.all(
    listed.volumeAttachments.map(async (disk) => {
      const volume = `v2/{p}/cloudvolumes/${segment(disk.id)}`;
      const type = await apiOf(call)
        .read({ service: 'evs', method: 'GET', path: volume }, shownVolume)
        .then(
          ({ volume: { volume_type } }) => volume_type,
          () => '',
        );
      return { disk, type };
    }),
  );
  return {
    system_disk_id: disks.find(({ disk }) => disk.bootIndex === 0)?.disk.id ?? '',
    volume_attached: disks.map(({ disk, type }) => ({
      volume_id: disk.id,
      size: disk.size,
      type,
      boot_index: disk.bootIndex,
      pci_address: disk.pciAddress,
      is_sys_volume: disk.bootIndex === 0,
    })),
  };
}
