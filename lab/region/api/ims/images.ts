import { z } from 'zod';
import { isoTime } from '../../clock';
import { pageOf, paging } from '../../http/paging';
import { route } from '../../http/route';
import { enterpriseProjectId } from '../../schema';
import { isDataImage, type Image } from '../../store/image';
import { type Store } from '../../store/store';
import { tagText } from '../../store/tag';

/** Huawei Cloud of its public images; of the others, the account that has them. */
const owners = {
  gold: '5a4b3c2d1e0f4a5b8c7d6e5f4a3b2c1d',
  private: '0123456789abcdef0123456789abcdef',
  shared: 'fedcba9876543210fedcba9876543210',
  market: '9f8e7d6c5b4a39281706f5e4d3c2b1a0',
};

const isForArm = ({ name }: Image): boolean => name.endsWith('with ARM');

/** An image as IMS writes it. */
export const imageForm = (image: Image) => ({
  id: image.id,
  name: image.name,
  owner: owners[image.kind],
  status: 'active',
  visibility: image.kind === 'gold' ? 'public' : image.kind,
  protected: image.kind !== 'private',
  container_format: 'bare',
  disk_format: 'zvhd2',
  min_ram: image.minRam,
  max_ram: image.maxRam === 0 ? '' : String(image.maxRam),
  min_disk: image.minDisk,
  virtual_env_type: isDataImage(image) ? 'DataImage' : 'FusionCompute',
  enterprise_project_id: image.enterpriseProjectId,
  schema: '/v2/schemas/image',
  file: `/v2/images/${image.id}/file`,
  self: `/v2/images/${image.id}`,
  size: 0,
  virtual_size: 0,
  checksum: '',
  tags: image.tags.map(tagText),
  deleted: false,
  deleted_at: '',
  created_at: isoTime(image.createdAt),
  updated_at: isoTime(image.updatedAt),
  active_at: isoTime(image.createdAt),
  __os_bit: '64',
  __os_version: image.osVersion,
  __description: image.description,
  __os_type: 'Linux',
  __isregistered: 'true',
  __platform: image.platform,
  __image_source_type: 'uds',
  __imagetype: image.kind,
  __image_size: '1073741824',
  __support_kvm: 'true',
  ...(isForArm(image) && { __support_arm: 'true' }),
  __support_fc_inject: 'true',
  // Agents that a server of it can be given.
  __support_agent_list: 'hss,ces',
  hw_firmware_type: 'bios',
  hw_vif_multiqueue_enabled: 'true',
  __data_origin: image.madeOf === undefined ? '' : `${image.madeOf.kind},${image.madeOf.id}`,
  __backup_id: '',
  __whole_image: 'false',
});

type ImageForm = ReturnType<typeof imageForm>;

/** Query parameters that must equal the image's field of the same name. */
const exact = [
  'id',
  'name',
  'status',
  'visibility',
  '__imagetype',
  '__os_type',
  '__platform',
  '__os_bit',
  'owner',
  'virtual_env_type',
  'disk_format',
  'container_format',
  '__os_version',
  '__whole_image',
  '__isregistered',
  '__support_kvm',
] as const;

/** What images can be in order of. */
const sortKeys = ['name', 'created_at', 'updated_at', 'id', 'status', 'container_format', 'disk_format'] as const;

const listQuery = z.strictObject({
  ...paging,
  ...(Object.fromEntries(exact.map((key) => [key, z.string().optional()])) as Record<
    (typeof exact)[number],
    z.ZodOptional<z.ZodString>
  >),
  enterprise_project_id: enterpriseProjectId.optional(),
  architecture: z.enum(['x86', 'arm']).optional(),
  flavor_id: z.string().optional(),
  tag: z.string().optional(),
  protected: z.enum(['true', 'false']).optional(),
  member_status: z.enum(['accepted', 'rejected', 'pending']).optional(),
  sort_key: z.enum(sortKeys).optional(),
  sort_dir: z.enum(['asc', 'desc']).optional(),
});

/** What IMS gives when no limit is asked for. */
const defaultPage = '25';

/** All flavors that the region sells are x86; shared images are accepted. */
const isMeant = (image: Image, query: z.infer<typeof listQuery>): boolean =>
  (query.architecture === undefined || (query.architecture === 'arm') === isForArm(image)) &&
  (query.flavor_id === undefined || !isForArm(image)) &&
  (query.tag === undefined || image.tags.some((tag) => tagText(tag) === query.tag)) &&
  (query.protected ?? String(imageForm(image).protected)) === String(imageForm(image).protected) &&
  (query.member_status === undefined || (query.member_status === 'accepted' && image.kind === 'shared'));

function listed({ images }: Store, query: z.infer<typeof listQuery>): ImageForm[] {
  const matching = images
    .filter((image) => isMeant(image, query))
    .map(imageForm)
    .filter((image) => exact.every((key) => (query[key] ?? image[key]) === image[key]));
  const key = query.sort_key ?? 'created_at';
  const sign = query.sort_dir === 'asc' ? 1 : -1;
  return matching.sort((one, other) => sign * (compare(one[key], other[key]) || compare(one.id, other.id)));
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

export const imageRoutes = [
  route({
    service: 'ims',
    method: 'GET',
    path: '/v2/cloudimages',
    summary: 'List images, 25 at a time, the next ones by the last id as marker',
    errors: 'wrapped',
    status: 200,
    query: listQuery,
    handle: ({ region, query }) => {
      const page = pageOf(listed(region.store, query), { limit: query.limit ?? defaultPage, marker: query.marker });
      return {
        images: page,
        schema: '/v2/schemas/images',
        first: `/v2/cloudimages?limit=${query.limit ?? defaultPage}`,
      };
    },
  }),
];
