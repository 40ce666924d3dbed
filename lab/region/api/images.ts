import { z } from 'zod';
import { pageOf, paging } from '../http/paging';
import { route } from '../http/route';
import { enterpriseProjectId } from '../schema';

export interface Image {
  readonly id: string;
  readonly name: string;
  readonly platform: string;
  readonly osVersion: string;
  readonly updatedAt: string;
}

/** Public images, so many that a client that does not page sees too few: the API gives 25 at a time by default. */
const catalogue: readonly (readonly [platform: string, names: readonly string[]])[] = [
  [
    'Huawei Cloud EulerOS',
    [
      'Huawei Cloud EulerOS 2.0 Standard 64 bit',
      'Huawei Cloud EulerOS 2.0 Standard 64 bit with ARM',
      'Huawei Cloud EulerOS 1.1 CentOS Compatible 64 bit',
    ],
  ],
  [
    'EulerOS',
    ['EulerOS 2.2 64bit', 'EulerOS 2.3 64bit', 'EulerOS 2.5 64bit', 'EulerOS 2.9 64bit', 'EulerOS 2.10 64bit'],
  ],
  ['CentOS', ['6.10', '7.4', '7.5', '7.6', '7.7', '7.8', '7.9', '8.0', '8.1', '8.2'].map((v) => `CentOS ${v} 64bit`)],
  ['Ubuntu', ['16.04', '18.04', '20.04', '22.04', '24.04'].map((v) => `Ubuntu ${v} server 64bit`)],
  ['Debian', ['9.0.0', '10.0.0', '11.1.0', '12.0.0'].map((v) => `Debian ${v} 64bit`)],
  ['OpenEuler', ['openEuler 20.03 64bit', 'openEuler 22.03 64bit']],
  ['Rocky Linux', ['Rocky Linux 8.8 64bit', 'Rocky Linux 9.2 64bit']],
];

export const images: readonly Image[] = catalogue
  .flatMap(([platform, names]) => names.map((name) => ({ platform, name })))
  .map(({ platform, name }, index) => ({
    id: `1b6a7a2e-8f6e-4d1c-9d8b-${String(index + 1).padStart(12, '0')}`,
    name,
    platform,
    osVersion: name,
    updatedAt: `2024-06-20T08:${String(index).padStart(2, '0')}:00Z`,
  }));

const owner = '5a4b3c2d1e0f4a5b8c7d6e5f4a3b2c1d';

const form = (image: Image) => ({
  id: image.id,
  name: image.name,
  owner,
  status: 'active',
  visibility: 'public',
  protected: true,
  container_format: 'bare',
  disk_format: 'zvhd2',
  min_ram: 0,
  max_ram: '',
  min_disk: 10,
  virtual_env_type: 'FusionCompute',
  enterprise_project_id: '0',
  schema: '/v2/schemas/image',
  file: `/v2/images/${image.id}/file`,
  self: `/v2/images/${image.id}`,
  size: 0,
  virtual_size: 0,
  checksum: '',
  tags: [],
  deleted: false,
  deleted_at: '',
  created_at: '2024-01-10T08:00:00Z',
  updated_at: image.updatedAt,
  active_at: '2024-01-10T08:00:30Z',
  __os_bit: '64',
  __os_version: image.osVersion,
  __description: '',
  __os_type: 'Linux',
  __isregistered: 'true',
  __platform: image.platform,
  __image_source_type: 'uds',
  __imagetype: 'gold',
  __image_size: '1073741824',
  __support_kvm: 'true',
  __support_fc_inject: 'true',
  hw_firmware_type: 'bios',
  hw_vif_multiqueue_enabled: 'true',
  __data_origin: '',
  __backup_id: '',
  __whole_image: 'false',
});

type ImageForm = ReturnType<typeof form>;

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
] as const;

const listQuery = z.strictObject({
  ...paging,
  ...(Object.fromEntries(exact.map((key) => [key, z.string().optional()])) as Record<
    (typeof exact)[number],
    z.ZodOptional<z.ZodString>
  >),
  enterprise_project_id: enterpriseProjectId.optional(),
  sort_key: z.enum(['name', 'created_at', 'updated_at', 'id']).optional(),
  sort_dir: z.enum(['asc', 'desc']).optional(),
});

/** What IMS gives when no limit is asked for. */
const defaultPage = '25';

function listed(query: z.infer<typeof listQuery>): ImageForm[] {
  const matching = images.map(form).filter((image) => exact.every((key) => (query[key] ?? image[key]) === image[key]));
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
    handle: ({ query }) => {
      const page = pageOf(listed(query), { limit: query.limit ?? defaultPage, marker: query.marker });
      return {
        images: page,
        schema: '/v2/schemas/images',
        first: `/v2/cloudimages?limit=${query.limit ?? defaultPage}`,
      };
    },
  }),
];
