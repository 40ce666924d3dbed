import { z } from 'zod';
import { type Value, type Values } from '../../codec/value';
import { type Attributes } from '../../engine/attributes';
import { segment } from '../api';
import { apiOf, type HuaweicloudCall } from '../huaweicloud';
import { parseTags } from '../tags';
import { type Address, addressesOf, type ServerAnswer } from './server-answer';

const shownPort = z.object({
  port: z.object({
    network_id: z.string(),
    fixed_ips: z.array(z.object({ ip_address: z.string() })),
    allowed_address_pairs: z.array(z.unknown()).default([]),
  }),
});
const listedPorts = z.object({ ports: z.array(z.object({ id: z.string(), security_groups: z.array(z.string()) })) });
const listedImages = z.object({ images: z.array(z.object({ id: z.string(), name: z.string() })) });
const shownDevice = z.object({
  volumeAttachment: z.object({
    // Null of data disks, which the provider takes for -1 (provider source: block_devices).
    bootIndex: z
      .number()
      .nullish()
      .transform((index) => index ?? -1),
    pciAddress: z.string().default(''),
  }),
});
const total = z.object({ total_val: z.number() }).nullish();
const shownVolume = z.object({
  volume: z.object({
    size: z.number(),
    volume_type: z.string(),
    metadata: z.record(z.string(), z.string()).default({}),
    volume_image_metadata: z.record(z.string(), z.string()).default({}),
    iops: total,
    throughput: total,
  }),
});

/** The state of a server, from all the services that know a part of it. */
export async function serverState(
  call: HuaweicloudCall,
  id: string,
  server: ServerAnswer,
  state: Attributes,
): Promise<Values> {
  const addresses = addressesOf(server);
  const fixed = addresses.filter(({ kind }) => kind === 'fixed');
  const nics = await networks(call, fixed, state);
  return {
    name: server.name,
    description: server.description ?? '',
    status: server.status,
    created_at: server.created,
    updated_at: server.updated,
    availability_zone: server['OS-EXT-AZ:availability_zone'],
    hostname: server['OS-EXT-SRV-ATTR:hostname'],
    enterprise_project_id: server.enterprise_project_id,
    auto_terminate_time: server.auto_terminate_time,
    flavor_id: server.flavor.id,
    flavor_name: server.flavor.name ?? server.flavor.id,
    image_id: server.image.id,
    image_name: await imageName(call, server.image.id),
    key_pair: server.key_name || null,
    agency_name: server.metadata['agency_name'] ?? '',
    agent_list: server.metadata['__support_agent_list'] ?? '',
    charging_mode: server.metadata['charging_mode'] === '1' ? 'prePaid' : 'postPaid',
    tags: comparedTags(parseTags(server.tags), state.map('tags')),
    access_ip_v4: accessAddress(nics, 'fixed_ip_v4'),
    access_ip_v6: accessAddress(nics, 'fixed_ip_v6'),
    public_ip: addresses.find(({ kind }) => kind === 'floating')?.ip ?? '',
    security_groups: server.security_groups.map(({ name }) => name),
    security_group_ids: await groupIds(call, id, server, fixed[0]),
    network: nics,
    ...(await disks(call, id, server)),
  };
}

/** Of a server with tags, the provider compares the ones that it knows of; of one without, all (recorded). */
const comparedTags = (actual: Readonly<Record<string, string>>, known: Readonly<Record<string, string>>): Value =>
  Object.keys(known).length === 0 ? actual : Object.fromEntries(Object.entries(actual).filter(([key]) => key in known));

async function imageName(call: HuaweicloudCall, id: string): Promise<string> {
  const query = { id, limit: '1', enterprise_project_id: 'all_granted_eps' };
  const { images } = await apiOf(call).read(
    { service: 'ims', method: 'GET', path: 'v2/cloudimages', query },
    listedImages,
  );
  return images.find((image) => image.id === id)?.name ?? 'Image not found';
}

/** In the order of the primary interface, which the server itself does not tell. */
async function groupIds(
  call: HuaweicloudCall,
  id: string,
  server: ServerAnswer,
  primary: Address | undefined,
): Promise<readonly string[]> {
  const query = { device_id: id, limit: '100' };
  const answer = await apiOf(call)
    .read({ service: 'vpc', method: 'GET', path: 'v1/{p}/ports', query }, listedPorts)
    .catch(() => ({ ports: [] }));
  const port = answer.ports.find((one) => one.id === primary?.portId) ?? answer.ports[0];
  return port?.security_groups ?? server.security_groups.map((group) => group.id);
}

async function networks(
  call: HuaweicloudCall,
  fixed: readonly Address[],
  state: Attributes,
): Promise<readonly Values[]> {
  const known = state.blocks('network');
  const portIds = [...new Set(fixed.map(({ portId }) => portId))];
  const read = await Promise.all(
    portIds.map(async (portId, index): Promise<Values | undefined> => {
      const path = `v1/{p}/ports/${segment(portId)}`;
      // An interface that cannot be read is none to the provider, which then replaces the server (recorded).
      const answer = await apiOf(call)
        .read({ service: 'vpc', method: 'GET', path }, shownPort)
        .catch(() => undefined);
      if (!answer) return undefined;
      const own = fixed.filter((one) => one.portId === portId);
      const ipv6 = own.find(({ version }) => version === '6')?.ip ?? '';
      return {
        uuid: answer.port.network_id,
        port: portId,
        mac: own[0]?.mac ?? '',
        fixed_ip_v4: own.find(({ version }) => version === '4')?.ip ?? '',
        fixed_ip_v6: ipv6,
        ipv6_enable: ipv6 !== '',
        source_dest_check: answer.port.allowed_address_pairs.length === 0,
        access_network: known[index]?.flag('access_network') ?? false,
      };
    }),
  );
  return read.filter((network) => network !== undefined);
}

/** The address of the interface that the configuration chose for access, or else of the first that has one. */
const accessAddress = (nics: readonly Values[], name: string): Value => {
  const having = nics.filter((nic) => nic[name] !== '');
  return (having.findLast((nic) => nic['access_network'] === true) ?? having[0])?.[name] ?? '';
};

async function disks(call: HuaweicloudCall, id: string, server: ServerAnswer): Promise<Values> {
  const volumes = await Promise.all(
    server['os-extended-volumes:volumes_attached'].map(async (attached) => {
      const device = `v1/{p}/cloudservers/${segment(id)}/block_device/${segment(attached.id)}`;
      const path = `v2/{p}/cloudvolumes/${segment(attached.id)}`;
      const { volume } = await apiOf(call).read({ service: 'evs', method: 'GET', path }, shownVolume);
      const { volumeAttachment } = await apiOf(call).read({ service: 'ecs', method: 'GET', path: device }, shownDevice);
      return { attached, volume, boot: volumeAttachment };
    }),
  );
  const system = volumes.find(({ boot }) => boot.bootIndex === 0);
  return {
    volume_attached: volumes.map(({ attached, volume, boot }) => ({
      volume_id: attached.id,
      boot_index: boot.bootIndex,
      pci_address: boot.pciAddress,
      size: volume.size,
      type: volume.volume_type,
      delete_on_termination: attached.delete_on_termination,
      data_image_id: volume.volume_image_metadata['image_id'] ?? '',
      kms_key_id: volume.metadata['__system__cmkid'] ?? '',
      pass_through: volume.metadata['hw:passthrough'] ?? '',
    })),
    ...(system && {
      system_disk_id: system.attached.id,
      system_disk_size: system.volume.size,
      system_disk_type: system.volume.volume_type,
      system_disk_kms_key_id: system.volume.metadata['__system__cmkid'] ?? '',
      system_disk_iops: system.volume.iops?.total_val ?? 0,
      system_disk_throughput: system.volume.throughput?.total_val ?? 0,
    }),
  };
}
