import { z } from 'zod';
import { type Region } from '../../context';
import { paging } from '../../http/paging';
import { enterpriseProjectId } from '../../schema';
import { attachmentTo, type Volume } from '../../store/volume';
import { volumeForm } from './volume-form';

/** `{"key": "value"}`, of which a disk has to have all. */
const wantedOf = z
  .string()
  .transform((text, context): Readonly<Record<string, string>> => {
    try {
      return z.record(z.string(), z.string()).parse(JSON.parse(text));
    } catch {
      context.addIssue({ code: 'custom', message: 'not of the form {"key": "value"}', input: text });
      return z.NEVER;
    }
  })
  .optional();

const hasAll = (held: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>> = {}): boolean =>
  Object.entries(wanted).every(([key, value]) => held[key] === value);

export const volumeQuery = z.strictObject({
  ...paging,
  offset: z
    .string()
    .regex(/^\d{1,6}$/, 'a number from 0')
    .optional(),
  id: z.string().optional(),
  /** Several, such as `[id1,id2]`, each with or without quotes. */
  ids: z.string().optional(),
  name: z.string().optional(),
  status: z.string().optional(),
  server_id: z.string().optional(),
  availability_zone: z.string().optional(),
  volume_type_id: z.string().optional(),
  multiattach: z.enum(['true', 'false']).optional(),
  service_type: z.string().optional(),
  tags: wantedOf,
  metadata: wantedOf,
  sort_key: z.enum(['created_at', 'id', 'name', 'size', 'status']).optional(),
  sort_dir: z.enum(['asc', 'desc']).optional(),
  enterprise_project_id: enterpriseProjectId.optional(),
});

type VolumeQuery = z.infer<typeof volumeQuery>;

const listed = (region: Region, query: VolumeQuery): Volume[] =>
  region.store.volumes.filter(
    (volume) =>
      (query.id ?? volume.id) === volume.id &&
      (query.ids === undefined || query.ids.includes(volume.id)) &&
      (query.name ?? volume.name) === volume.name &&
      (query.status ?? volumeForm(volume, region).status) === volumeForm(volume, region).status &&
      (query.server_id === undefined || attachmentTo(volume, query.server_id) !== undefined) &&
      (query.availability_zone ?? volume.availabilityZone) === volume.availabilityZone &&
      (query.volume_type_id ?? volume.volumeType) === volume.volumeType &&
      (query.multiattach ?? String(volume.isShared)) === String(volume.isShared) &&
      (query.service_type ?? 'EVS') === 'EVS' &&
      hasAll(volume.tags, query.tags) &&
      hasAll(volumeForm(volume, region).metadata, query.metadata),
  );

type VolumeForm = ReturnType<typeof volumeForm>;

/** The disks that a query means, in the order asked for, or that of their creation. */
export function searched(region: Region, query: VolumeQuery): VolumeForm[] {
  const forms = listed(region, query).map((volume) => volumeForm(volume, region));
  const { sort_key: key, sort_dir: way } = query;
  if (key === undefined && way === undefined) return forms;
  const by = (form: VolumeForm) => form[key ?? 'created_at'];
  const sign = way === 'asc' ? 1 : -1;
  return forms.sort((one, other) => sign * (by(one) < by(other) ? -1 : Number(by(one) > by(other))));
}
