import { type Region } from '../../context';
import { conflict } from '../../errors';
import { NUMBERS } from '../../limits';
import { attachmentTo, SYSTEM_DEVICE, type Volume, type VolumeAttachment } from '../../store/volume';

interface NewVolume {
  readonly name: string;
  readonly description?: string;
  readonly volumetype: string;
  readonly size: number;
  readonly iops?: number | undefined;
  readonly throughput?: number | undefined;
  readonly 'hw:passthrough'?: boolean | undefined;
  readonly availabilityZone: string;
  readonly imageId?: string;
  readonly multiattach?: boolean | undefined;
  readonly tags?: Readonly<Record<string, string>>;
  readonly enterpriseProjectId?: string;
}

/** Puts a disk that is attached to nothing into the store. */
export function createVolume({ store, ids, clock }: Region, wanted: NewVolume): Volume {
  const { volumetype: volumeType, 'hw:passthrough': isPassedThrough = false, multiattach, ...described } = wanted;
  const { iops, throughput, ...rest } = described;
  const now = clock();
  return store.volumes.insert({
    ...{ description: '', tags: {}, enterpriseProjectId: '0' },
    ...rest,
    ...(iops !== undefined && { iops }),
    ...(throughput !== undefined && { throughput }),
    id: ids.uuid(),
    volumeType,
    isPassedThrough,
    isShared: multiattach === true,
    attachments: [],
    createdAt: now,
    updatedAt: now,
  });
}

/** Disks of a server, the system disk first. */
export const disksOf = ({ store }: Pick<Region, 'store'>, serverId: string): Volume[] =>
  store.volumes
    .filter((volume) => attachmentTo(volume, serverId) !== undefined)
    .sort((one, other) => (deviceOf(one, serverId) < deviceOf(other, serverId) ? -1 : 1));

const deviceOf = (volume: Volume, serverId: string): string => attachmentTo(volume, serverId)?.device ?? '';

const devices = Array.from(
  { length: NUMBERS.dataDisks.max + 1 },
  (_, index) => `/dev/vd${String.fromCharCode(97 + index)}`,
);

/**
 * Attaches a disk to a server, as the device asked for or the first that is free: the first of all is the system disk.
 * Throws 409 when there is no place for it, or it is attached already: a shared one to this server, or to all that can have it.
 */
export function attach(
  region: Region,
  volumeId: string,
  serverId: string,
  { device, deleteOnTermination }: Pick<VolumeAttachment, 'deleteOnTermination'> & { readonly device?: string },
): Volume {
  const volume = region.store.volumes.need(volumeId);
  const other = volume.isShared ? attachmentTo(volume, serverId) : volume.attachments[0];
  if (other) throw conflict(`disk ${volumeId} is attached to the server ${other.serverId}`);
  const { max } = NUMBERS.serversOfDisk;
  if (volume.attachments.length >= max) throw conflict(`disk ${volumeId} is attached to ${max} servers already`);
  const taken = new Set(disksOf(region, serverId).map((disk) => deviceOf(disk, serverId)));
  const place = device ?? devices.find((one) => !taken.has(one));
  if (place === undefined) throw conflict(`server ${serverId} has ${NUMBERS.dataDisks.max} data disks already`);
  if (taken.has(place)) throw conflict(`server ${serverId} has a disk at ${place} already`);
  const attachment = {
    id: region.ids.uuid(),
    serverId,
    device: place,
    deleteOnTermination,
    attachedAt: region.clock(),
  };
  const attachments = [...volume.attachments, attachment];
  return region.store.volumes.update(volumeId, { attachments, updatedAt: region.clock() });
}

/** Of a data disk: `/dev/vdb` to `/dev/vdx`. `/dev/sdb` is taken for `/dev/vdb`, as by the cloud's KVM servers. */
export const dataDevice = (text: string): string | undefined => {
  const device = text.replace(/^\/dev\/sd/, '/dev/vd');
  return device !== SYSTEM_DEVICE && devices.includes(device) ? device : undefined;
};
