import { microTime } from '../../clock';
import { type Region } from '../../context';
import { notFound } from '../../errors';
import { route } from '../../http/route';
import { type Volume } from '../../store/volume';

/** What a disk was made with; null of the types that take none. */
const bought = (volume: Volume, amount: number | undefined) =>
  amount === undefined ? null : { id: volume.id, volume_id: volume.id, frozened: false, total_val: amount };

const form = (volume: Volume, region: Region) => ({
  id: volume.id,
  name: volume.name,
  status: 'in-use',
  size: volume.size,
  description: '',
  volume_type: volume.volumeType,
  iops: bought(volume, volume.iops),
  throughput: bought(volume, volume.throughput),
  availability_zone: volume.availabilityZone,
  attachments: [
    {
      attachment_id: volume.attachmentId,
      volume_id: volume.id,
      id: volume.id,
      server_id: volume.serverId,
      host_name: null,
      device: '/dev/vda',
      attached_at: microTime(volume.createdAt),
    },
  ],
  links: [],
  metadata: { 'hw:passthrough': 'false', resourceType: '', resourceSpecCode: '' },
  volume_image_metadata: {
    image_id: volume.imageId,
    image_name: region.store.images.get(volume.imageId)?.name ?? '',
  },
  snapshot_id: null,
  source_volid: null,
  'os-vol-tenant-attr:tenant_id': region.settings.projectId,
  service_type: 'EVS',
  bootable: 'true',
  multiattach: false,
  encrypted: false,
  wwn: volume.id.replaceAll('-', ''),
  enterprise_project_id: '0',
  replication_status: 'disabled',
  consistencygroup_id: null,
  tags: {},
  user_id: '',
  shareable: 'false',
  created_at: microTime(volume.createdAt),
  updated_at: microTime(volume.createdAt),
});

/** A disk as its server lists it. */
export const volumeAttached = (volume: Volume) => ({
  id: volume.id,
  delete_on_termination: 'true',
  device: '/dev/vda',
  bootIndex: '0',
});

const blockDevice = (volume: Volume) => ({
  serverId: volume.serverId,
  volumeId: volume.id,
  id: volume.id,
  device: '/dev/vda',
  pciAddress: '0000:02:01.0',
  size: volume.size,
  bootIndex: 0,
  bus: 'virtio',
});

export const volumeRoutes = [
  route({
    service: 'evs',
    method: 'GET',
    path: '/v2/{project_id}/cloudvolumes/{volume_id}',
    summary: 'Show a disk',
    errors: 'wrapped',
    status: 200,
    handle: ({ region, params }) => ({ volume: form(region.store.volumes.need(params.volume_id), region) }),
  }),
  route({
    service: 'ecs',
    method: 'GET',
    path: '/v1/{project_id}/cloudservers/{server_id}/block_device',
    summary: 'List the disks of a server',
    errors: 'wrapped',
    status: 200,
    handle: ({ region: { store }, params }) => {
      store.servers.need(params.server_id);
      const attached = store.volumes.filter((volume) => volume.serverId === params.server_id);
      return {
        volumeAttachments: attached.map(blockDevice),
        attachableQuantity: { free_disk: 23, free_scsi: 23, free_blk: 23 },
      };
    },
  }),
  route({
    service: 'ecs',
    method: 'GET',
    path: '/v1/{project_id}/cloudservers/{server_id}/block_device/{volume_id}',
    summary: 'Show a disk of a server',
    errors: 'wrapped',
    status: 200,
    handle: ({ region: { store }, params }) => {
      store.servers.need(params.server_id);
      const volume = store.volumes.need(params.volume_id);
      if (volume.serverId !== params.server_id) throw notFound(`disk of server ${params.server_id}`, volume.id);
      return { volumeAttachment: blockDevice(volume) };
    },
  }),
];
