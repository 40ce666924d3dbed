import { microTime } from '../../clock';
import { type Region } from '../../context';
import { attachmentTo, isSystemDisk, type Volume } from '../../store/volume';

/** What a disk was made with; null of the types that take none. */
const bought = (volume: Volume, amount: number | undefined) =>
  amount === undefined ? null : { id: volume.id, volume_id: volume.id, frozened: false, total_val: amount };

const attachmentsOf = ({ id, attachments }: Volume) =>
  attachments.map((attachment) => ({
    attachment_id: attachment.id,
    volume_id: id,
    id,
    server_id: attachment.serverId,
    host_name: null,
    device: attachment.device,
    attached_at: microTime(attachment.attachedAt),
  }));

/** A disk as EVS writes it. */
export const volumeForm = (volume: Volume, region: Region) => ({
  id: volume.id,
  name: volume.name,
  status: volume.attachments.length > 0 ? 'in-use' : 'available',
  size: volume.size,
  description: volume.description,
  volume_type: volume.volumeType,
  iops: bought(volume, volume.iops),
  throughput: bought(volume, volume.throughput),
  availability_zone: volume.availabilityZone,
  attachments: attachmentsOf(volume),
  links: [],
  metadata: { 'hw:passthrough': String(volume.isPassedThrough), resourceType: '', resourceSpecCode: '' },
  volume_image_metadata:
    volume.imageId === undefined
      ? {}
      : { image_id: volume.imageId, image_name: region.store.images.get(volume.imageId)?.name ?? '' },
  snapshot_id: null,
  source_volid: null,
  'os-vol-tenant-attr:tenant_id': region.settings.projectId,
  service_type: 'EVS',
  // A disk made of a data image has an image, and boots nothing.
  bootable: String(isSystemDisk(volume)),
  multiattach: volume.isShared,
  encrypted: false,
  wwn: volume.id.replaceAll('-', ''),
  enterprise_project_id: volume.enterpriseProjectId,
  replication_status: 'disabled',
  consistencygroup_id: null,
  tags: volume.tags,
  user_id: '',
  shareable: String(volume.isShared),
  created_at: microTime(volume.createdAt),
  updated_at: microTime(volume.updatedAt),
});

/** A disk as a server of it lists it. */
export const volumeAttached = (volume: Volume, serverId: string) => ({
  id: volume.id,
  delete_on_termination: String(attachmentTo(volume, serverId)?.deleteOnTermination ?? false),
  device: attachmentTo(volume, serverId)?.device ?? '',
  bootIndex: isSystemDisk(volume) ? '0' : null,
});
