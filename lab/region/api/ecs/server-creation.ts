import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { availabilityZones, type Region } from '../../context';
import { danglingReference, invalid } from '../../errors';
import { hostnameOf } from '../../hostname';
import { createPort } from '../../new-port';
import { checkQuota } from '../../quotas';
import { NUMBERS, TEXTS } from '../../limits';
import { ipv4, isDistinct, metadata, newEnterpriseProjectId, newTags, serverTags, textOf } from '../../schema';
import { isDataImage, type Image } from '../../store/image';
import { type Port } from '../../store/port';
import { type Server } from '../../store/server';
import { type Tag, withTags } from '../../store/tag';
import { flavorsOf } from './flavors';
import { dataVolumes, rootVolume } from '../evs/bought-disk';
import { attach, createVolume } from '../evs/new-volume';
import { joinGroup } from './server-groups';
import { givePublicip, newPublicip } from './server-publicip';
import { terminateTime } from './terminate-time';

export const serverName = textOf(TEXTS.serverName);
export const serverDescription = textOf(TEXTS.serverDescription);

/** The guests run text alone: other bytes would get there changed. */
export const userData = z
  .base64('not base64')
  .refine((text) => Buffer.from(text, 'base64').length <= NUMBERS.userData.max, 'at most 32 KiB once decoded')
  .refine((text) => isUtf8(Buffer.from(text, 'base64')), 'only UTF-8 text is emulated');

const dottedTags = (texts: readonly string[]): Tag[] =>
  texts.map((text) => ({ key: text.slice(0, text.indexOf('.')), value: text.slice(text.indexOf('.') + 1) }));

const tagSays = `keys are ${TEXTS.serverTagKey.says} and none is twice, values ${TEXTS.serverTagValue.says}`;

export const groupReferences = z
  .array(z.strictObject({ id: z.string() }))
  .refine((groups) => isDistinct(groups.map(({ id }) => id)), 'a group is listed twice');

/** A network interface as creations and additions ask for it. */
export const newNic = z.strictObject({
  subnet_id: z.string(),
  // The provider leaves it empty for "any".
  ip_address: z.union([ipv4, z.literal('')]).optional(),
  ipv6_enable: z.boolean().optional(),
});

/** A spot server is one like any other: nobody takes it back, whatever it was to cost and to last. */
const spot = {
  marketType: z.literal('spot', { error: 'only spot, or none' }).optional(),
  spotPrice: z.string().optional(),
  interruption_policy: z.literal('immediate', { error: 'only immediate' }).optional(),
  spot_duration_hours: z.number().int('not a whole number').min(1, '1 to 6').max(6, '1 to 6').optional(),
  spot_duration_count: z.number().int('not a whole number').min(1, 'at least 1').optional(),
};

export const serverCreation = z.strictObject({
  server: z.strictObject({
    name: serverName,
    description: serverDescription.default(''),
    imageRef: z.string(),
    flavorRef: z.string(),
    vpcid: z.string(),
    availability_zone: z.string().optional(),
    nics: z
      .array(newNic)
      .min(1, 'at least one network interface')
      .max(NUMBERS.nics.max, `at most ${NUMBERS.nics.max} network interfaces`),
    publicip: newPublicip.optional(),
    'os:scheduler_hints': z.strictObject({ group: z.string().optional() }).default({}),
    root_volume: rootVolume,
    data_volumes: dataVolumes.default([]),
    auto_terminate_time: terminateTime.default(''),
    security_groups: groupReferences.optional(),
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
        ...spot,
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
  const { group } = wanted['os:scheduler_hints'];
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
    ...(group !== undefined && { bornInGroup: group }),
    isSpot: wanted.extendparam.marketType === 'spot',
    autoTerminateTime: wanted.auto_terminate_time,
    enterpriseProjectId: wanted.extendparam.enterprise_project_id ?? '0',
    tags: withTags(dottedTags(wanted.tags), wanted.server_tags),
    phase: 'queued',
    power: 'on',
    createdAt: now,
    updatedAt: now,
  });
  const securityGroupIds = groupsOf(region, 'server.security_groups', wanted.security_groups);
  wanted.nics.forEach((nic, index) => {
    addNic(region, server, `server.nics.${index}`, { ...nic, isPrimary: index === 0, securityGroupIds });
  });
  givePublicip(region, server.id, wanted.publicip);
  if (group !== undefined) joinGroup(region, 'server.os:scheduler_hints.group', group, server.id);
  const { name, imageId, availabilityZone } = server;
  const system = createVolume(region, { ...wanted.root_volume, name, imageId, availabilityZone });
  attach(region, system.id, server.id, { deleteOnTermination: true });
  wanted.data_volumes.forEach(
    ({ delete_on_termination: deleteOnTermination = false, data_image_id, ...disk }, index) => {
      const image = dataImage(region, `server.data_volumes.${index}`, data_image_id, disk.size);
      const names = { name: `${name}-volume-${String(index + 1).padStart(4, '0')}`, availabilityZone };
      const volume = createVolume(region, { ...disk, ...names, ...(image && { imageId: image.id }) });
      attach(region, volume.id, server.id, { deleteOnTermination });
    },
  );
  return server;
}

/** The image of a data disk that a new one is to be made of. Throws 400 for another, and for a disk that is too small for it. */
function dataImage({ store }: Region, field: string, id: string | undefined, size: number): Image | undefined {
  if (id === undefined) return undefined;
  const image = store.images.refer(`${field}.data_image_id`, id);
  if (!isDataImage(image)) throw invalid(`${field}.data_image_id`, `${id} is not of a data disk`);
  if (size < image.minDisk)
    throw invalid(`${field}.size`, `${size} is less than the ${image.minDisk} GiB of the image`);
  return image;
}

function checkReferences({ store, settings }: Region, wanted: NewServer): void {
  const image = store.images.refer('server.imageRef', wanted.imageRef);
  if (isDataImage(image)) throw invalid('server.imageRef', `${image.id} is of a data disk`);
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

/** The groups asked for at `field`, in that order, or the default group. */
export function groupsOf(
  { store }: Region,
  field: string,
  wanted: readonly { readonly id: string }[] | undefined,
): string[] {
  const named = wanted?.map((group) => store.securityGroups.refer(field, group.id).id);
  if (named && named.length > 0) return named;
  return store.securityGroups.filter((group) => group.isDefault).map((group) => group.id);
}

/** Gives a server a network interface in a subnet of its VPC. Throws 400 and 409 that name what is at `field`. */
export function addNic(
  region: Region,
  server: Server,
  field: string,
  wanted: z.infer<typeof newNic> & { readonly isPrimary: boolean; readonly securityGroupIds: readonly string[] },
): Port {
  const subnet = region.store.subnets.refer(`${field}.subnet_id`, wanted.subnet_id);
  if (subnet.vpcId !== server.vpcId) {
    throw invalid(`${field}.subnet_id`, `subnet ${subnet.id} is not in the VPC ${server.vpcId}`);
  }
  const { isPrimary, securityGroupIds } = wanted;
  return createPort(
    region,
    subnet,
    {
      ...{ owner: 'server', serverId: server.id, isPrimary, securityGroupIds },
      ...{ ipv4: wanted.ip_address, withIpv6: wanted.ipv6_enable === true },
    },
    { ipv4: `${field}.ip_address`, ipv6: `${field}.ipv6_enable` },
  );
}
