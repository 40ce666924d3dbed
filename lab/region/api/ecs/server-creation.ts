import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { isInside } from '../../../addresses/ipv4-block';
import { firstFree, reservedAddresses } from '../../subnet-addresses';
import { availabilityZones, type Region } from '../../context';
import { conflict, danglingReference, invalid } from '../../errors';
import { hostnameOf } from '../../hostname';
import { checkQuota } from '../../quotas';
import { NUMBERS, TEXTS } from '../../limits';
import { ipv4, isDistinct, metadata, newEnterpriseProjectId, newTags, serverTags, textOf } from '../../schema';
import { type Port } from '../../store/port';
import { type Server } from '../../store/server';
import { type Subnet } from '../../store/subnet';
import { type Tag, withTags } from '../../store/tag';
import { flavorsOf } from './flavors';
import { rootVolume } from './root-volume';

export const serverName = textOf(TEXTS.serverName);
export const serverDescription = textOf(TEXTS.serverDescription);

/** The guests run text alone: other bytes would get there changed. */
const userData = z
  .base64('not base64')
  .refine((text) => Buffer.from(text, 'base64').length <= NUMBERS.userData.max, 'at most 32 KiB once decoded')
  .refine((text) => isUtf8(Buffer.from(text, 'base64')), 'only UTF-8 text is emulated');

const dottedTags = (texts: readonly string[]): Tag[] =>
  texts.map((text) => ({ key: text.slice(0, text.indexOf('.')), value: text.slice(text.indexOf('.') + 1) }));

const tagSays = `keys are ${TEXTS.serverTagKey.says} and none is twice, values ${TEXTS.serverTagValue.says}`;

export const serverCreation = z.strictObject({
  server: z.strictObject({
    name: serverName,
    description: serverDescription.default(''),
    imageRef: z.string(),
    flavorRef: z.string(),
    vpcid: z.string(),
    availability_zone: z.string().optional(),
    nics: z
      .array(
        z.strictObject({
          subnet_id: z.string(),
          // The provider leaves it empty for "any".
          ip_address: z.union([ipv4, z.literal('')]).optional(),
          ipv6_enable: z.boolean().optional(),
        }),
      )
      .min(1, 'at least one network interface')
      .max(NUMBERS.nics.max, `at most ${NUMBERS.nics.max} network interfaces`),
    root_volume: rootVolume,
    security_groups: z
      .array(z.strictObject({ id: z.string() }))
      .refine((groups) => isDistinct(groups.map(({ id }) => id)), 'a group is listed twice')
      .optional(),
    key_name: z.string().optional(),
    // Taken and dropped: the lab's servers know keys alone.
    adminPass: z.string().optional(),
    user_data: userData.optional(),
    metadata: metadata.default({}),
    server_tags: newTags(serverTags).default([]),
    tags: z
      .array(z.string().regex(/^[^.]+\..*$/, 'not of the form "key.value"'))
      .refine((texts) => newTags(serverTags).safeParse(dottedTags(texts)).success, tagSays)
      .default([]),
    count: z.literal(1, { error: 'one server at a time' }).default(1),
    isAutoRename: z.boolean().optional(),
    extendparam: z
      .strictObject({
        chargingMode: z.literal([0, '0'], { error: 'only 0 (pay-per-use) is emulated' }).optional(),
        regionID: z.string().optional(),
        support_auto_recovery: z.union([z.boolean(), z.enum(['true', 'false'])]).optional(),
        enterprise_project_id: newEnterpriseProjectId.optional(),
      })
      .default({}),
  }),
});

type NewServer = z.infer<typeof serverCreation>['server'];

/** Puts a server that is still to be booted into the store, with its disk and its ports. Throws 400, 409. */
export function createServer(region: Region, wanted: NewServer): Server {
  const { store, ids, settings } = region;
  checkQuota(settings.quotas, 'servers', store.servers.size);
  checkReferences(region, wanted);
  const zones = availabilityZones(settings);
  const now = region.clock();
  const keypair = wanted.key_name === undefined ? undefined : store.keypairs.refer('server.key_name', wanted.key_name);
  const server = store.servers.insert({
    id: ids.uuid(),
    ordinal: 1 + Math.max(0, ...store.servers.all().map((one) => one.ordinal)),
    name: wanted.name,
    description: wanted.description,
    hostname: hostnameOf(wanted.name),
    imageId: wanted.imageRef,
    ...(!store.images.need(wanted.imageRef).hasYum && { withoutYum: true }),
    flavorId: wanted.flavorRef,
    vpcId: wanted.vpcid,
    availabilityZone: wanted.availability_zone ?? zones[0] ?? '',
    ...(keypair && { keyName: keypair.id, authorizedKey: keypair.publicKey }),
    ...(wanted.user_data !== undefined && wanted.user_data !== '' && { userData: wanted.user_data }),
    metadata: wanted.metadata,
    enterpriseProjectId: wanted.extendparam.enterprise_project_id ?? '0',
    tags: withTags(dottedTags(wanted.tags), wanted.server_tags),
    phase: 'queued',
    power: 'on',
    createdAt: now,
    updatedAt: now,
  });
  const securityGroupIds = groupsOf(region, wanted);
  wanted.nics.forEach((nic, index) => {
    createPort(region, server, { ...nic, index, securityGroupIds });
  });
  const { iops, throughput } = wanted.root_volume;
  store.volumes.insert({
    id: ids.uuid(),
    attachmentId: ids.uuid(),
    serverId: server.id,
    name: server.name,
    size: wanted.root_volume.size,
    volumeType: wanted.root_volume.volumetype,
    iops,
    throughput,
    availabilityZone: server.availabilityZone,
    imageId: server.imageId,
    createdAt: now,
  });
  return server;
}

function checkReferences({ store, settings }: Region, wanted: NewServer): void {
  store.images.refer('server.imageRef', wanted.imageRef);
  if (!flavorsOf(settings).some((flavor) => flavor.id === wanted.flavorRef)) {
    throw danglingReference('server.flavorRef', 'flavor', wanted.flavorRef);
  }
  const zone = wanted.availability_zone;
  if (zone !== undefined && !availabilityZones(settings).includes(zone)) {
    throw invalid('server.availability_zone', `${zone} is none of ${availabilityZones(settings).join(', ')}`);
  }
  const { regionID: region } = wanted.extendparam;
  if (region !== undefined && region !== settings.regionName) {
    throw invalid('server.extendparam.regionID', `${region} is not this region, ${settings.regionName}`);
  }
  store.vpcs.refer('server.vpcid', wanted.vpcid);
}

/** The groups asked for, in that order, or the default group. */
function groupsOf({ store }: Region, wanted: NewServer): string[] {
  const named = wanted.security_groups?.map(
    (group) => store.securityGroups.refer('server.security_groups', group.id).id,
  );
  if (named && named.length > 0) return named;
  return store.securityGroups.filter((group) => group.isDefault).map((group) => group.id);
}

interface NewPort {
  readonly index: number;
  readonly subnet_id: string;
  readonly ip_address?: string | undefined;
  readonly ipv6_enable?: boolean | undefined;
  readonly securityGroupIds: readonly string[];
}

function createPort(region: Region, server: Server, wanted: NewPort): Port {
  const field = `server.nics.${wanted.index}`;
  const subnet = region.store.subnets.refer(`${field}.subnet_id`, wanted.subnet_id);
  if (subnet.vpcId !== server.vpcId) {
    throw invalid(`${field}.subnet_id`, `subnet ${subnet.id} is not in the VPC ${server.vpcId}`);
  }
  if (wanted.ipv6_enable === true && !subnet.ipv6) {
    throw invalid(`${field}.ipv6_enable`, `subnet ${subnet.id} has no IPv6`);
  }
  const now = region.clock();
  const ipv4Address = takeAddress(region, subnet, `${field}.ip_address`, wanted.ip_address);
  return region.store.ports.insert({
    id: region.ids.uuid(),
    name: '',
    serverId: server.id,
    subnetId: subnet.id,
    mac: freeMac(region),
    ipv4: ipv4Address,
    ...(wanted.ipv6_enable === true && subnet.ipv6 && { ipv6: ipv6Beside(ipv4Address, subnet.ipv6.cidr) }),
    securityGroupIds: wanted.securityGroupIds,
    isPrimary: wanted.index === 0,
    createdAt: now,
    updatedAt: now,
  });
}

function takeAddress({ store }: Region, subnet: Subnet, field: string, wanted: string | undefined): string {
  const reserved = reservedAddresses(subnet.cidr, subnet.gatewayIp);
  const used = store.ports.filter((port) => port.subnetId === subnet.id);
  if (wanted === undefined || wanted === '') {
    const free = firstFree(subnet.cidr, new Set([...reserved, ...used.map((port) => port.ipv4)]));
    if (free === undefined) throw conflict(`${field}: subnet ${subnet.name} (${subnet.cidr}) has no free address`);
    return free;
  }
  if (!isInside(wanted, subnet.cidr)) throw invalid(field, `${wanted} is not within ${subnet.cidr}`);
  if (reserved.has(wanted)) throw invalid(field, `${wanted} is the gateway's, the network's or a system address`);
  const holder = used.find((port) => port.ipv4 === wanted);
  if (holder) throw conflict(`${field}: ${wanted} is in use by the port ${holder.id}`);
  return wanted;
}

function freeMac({ store, ids }: Region): string {
  for (;;) {
    const mac = ids.mac();
    if (!store.ports.find((port) => port.mac === mac)) return mac;
  }
}

/** An IPv6 address as unique as the IPv4 one, whose numbers it shows: 192.168.0.230 gives `…::192:168:0:230`. */
const ipv6Beside = (ipv4Address: string, cidr: string): string =>
  `${cidr.slice(0, cidr.indexOf('::'))}:${ipv4Address.replaceAll('.', ':')}`;

/**
 * Takes a server out of the store with its disk and its ports. Mirror sessions keep naming its ports, as in the cloud;
 * its EIP is unbound, or released with it.
 */
export function removeServer({ store }: Region, id: string, releaseEip: boolean): void {
  store.servers.delete(id);
  for (const volume of store.volumes.filter((one) => one.serverId === id)) store.volumes.delete(volume.id);
  for (const port of store.ports.filter((one) => one.serverId === id)) {
    store.ports.delete(port.id);
    for (const eip of store.eips.filter((one) => one.portId === port.id)) {
      if (releaseEip) store.eips.delete(eip.id);
      else store.eips.update(eip.id, { portId: null });
    }
  }
}
