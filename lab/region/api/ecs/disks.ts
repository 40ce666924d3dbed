import { z } from 'zod';
import { type Region } from '../../context';
import { invalid, notFound } from '../../errors';
import { route } from '../../http/route';
import { runJob, startJob } from '../../jobs';
import { NUMBERS } from '../../limits';
import { attachmentTo, isSystemDisk, type Volume } from '../../store/volume';
import { attach, dataDevice, disksOf } from '../evs/new-volume';
import { checkZone } from '../evs/volumes';
import { detachVolume } from './server-removal';

function blockDevice(volume: Volume, serverId: string) {
  const { device = '' } = attachmentTo(volume, serverId) ?? {};
  return {
    serverId,
    volumeId: volume.id,
    id: volume.id,
    device,
    pciAddress: `0000:02:${(1 + device.charCodeAt(7) - 97).toString(16).padStart(2, '0')}.0`,
    size: volume.size,
    // A number of the system disk alone.
    bootIndex: isSystemDisk(volume) ? 0 : null,
    bus: volume.isPassedThrough ? 'scsi' : 'virtio',
  };
}

/** A disk of a server. Throws 404 when it is not its. */
function diskOf({ store }: Region, serverId: string, volumeId: string): Volume {
  store.servers.need(serverId);
  const volume = store.volumes.need(volumeId);
  if (!attachmentTo(volume, serverId)) throw notFound(`disk of server ${serverId}`, volume.id);
  return volume;
}

const server = '/v1/{project_id}/cloudservers/{server_id}';

export const diskRoutes = [
  route({
    service: 'ecs',
    method: 'GET',
    path: `${server}/block_device`,
    summary: 'List the disks of a server',
    errors: 'wrapped',
    status: 200,
    handle: ({ region, params }) => {
      region.store.servers.need(params.server_id);
      const disks = disksOf(region, params.server_id);
      const free = NUMBERS.dataDisks.max + 1 - disks.length;
      return {
        volumeAttachments: disks.map((volume) => blockDevice(volume, params.server_id)),
        attachableQuantity: { free_disk: free, free_scsi: free, free_blk: free },
      };
    },
  }),
  route({
    service: 'ecs',
    method: 'GET',
    path: `${server}/block_device/{volume_id}`,
    summary: 'Show a disk of a server',
    errors: 'wrapped',
    status: 200,
    handle: ({ region, params: { server_id, volume_id } }) => ({
      volumeAttachment: blockDevice(diskOf(region, server_id, volume_id), server_id),
    }),
  }),
  route({
    service: 'ecs',
    method: 'PUT',
    path: `${server}/block_device/{volume_id}`,
    summary: 'Say whether a data disk goes with its server',
    errors: 'wrapped',
    status: 200,
    body: z.strictObject({ block_device: z.strictObject({ delete_on_termination: z.boolean() }) }),
    change: ({ region, params, body }) => {
      const volume = diskOf(region, params.server_id, params.volume_id);
      if (isSystemDisk(volume)) throw invalid('block_device', 'the system disk always goes with its server');
      const { delete_on_termination: deleteOnTermination } = body.block_device;
      const attachments = volume.attachments.map((one) =>
        one.serverId === params.server_id ? { ...one, deleteOnTermination } : one,
      );
      region.store.volumes.update(volume.id, { attachments, updatedAt: region.clock() });
      return {};
    },
  }),
  route({
    service: 'ecs',
    method: 'POST',
    path: `${server}/attachvolume`,
    summary: 'Attach a disk to a server by a job',
    errors: 'wrapped',
    status: 200,
    body: z.strictObject({
      volumeAttachment: z.strictObject({
        volumeId: z.string(),
        device: z
          .string()
          .refine((text) => text === '' || dataDevice(text) !== undefined, '/dev/vdb to /dev/vdx')
          .optional(),
      }),
    }),
    handle: async ({ region, params, body: { volumeAttachment: wanted } }) => {
      const job = await region.changes.run(() => {
        const { id, availabilityZone } = region.store.servers.need(params.server_id);
        checkZone(region.store.volumes.refer('volumeAttachment.volumeId', wanted.volumeId), { id, availabilityZone });
        const device = dataDevice(wanted.device ?? '');
        attach(region, wanted.volumeId, id, { deleteOnTermination: false, ...(device !== undefined && { device }) });
        return startJob(region, 'attachVolume', [{ server_id: id, volume_id: wanted.volumeId }]);
      });
      runJob(region, job, []);
      return { job_id: job.id };
    },
  }),
  route({
    service: 'ecs',
    method: 'DELETE',
    path: `${server}/detachvolume/{volume_id}`,
    summary: 'Detach a data disk from a server by a job; it stays',
    errors: 'wrapped',
    status: 200,
    query: z.strictObject({ delete_flag: z.enum(['0', '1']).optional() }),
    handle: async ({ region, params: { server_id, volume_id } }) => {
      const job = await region.changes.run(() => {
        const volume = diskOf(region, server_id, volume_id);
        if (isSystemDisk(volume)) throw invalid('volume_id', `${volume.id} is the system disk of ${server_id}`);
        detachVolume(region, volume.id, server_id);
        return startJob(region, 'detachVolume', [{ server_id, volume_id }]);
      });
      runJob(region, job, []);
      return { job_id: job.id };
    },
  }),
];
