import { z } from 'zod';
import { type Attributes } from '../../engine/attributes';
import { type HuaweicloudCall } from '../huaweicloud';
import { readPages } from './marker-pages';

const text = z.string().default('');
const image = z.object({
  id: z.string(),
  name: text,
  owner: text,
  status: text,
  protected: z.boolean().default(false),
  container_format: text,
  disk_format: text,
  min_ram: z.number().default(0),
  min_disk: z.number().default(0),
  max_ram: text,
  virtual_env_type: text,
  enterprise_project_id: text,
  schema: text,
  file: text,
  created_at: text,
  updated_at: text,
  active_at: text,
  __os_version: text,
  __description: text,
  __platform: text,
  __imagetype: text,
  __image_size: text,
  __support_arm: text,
  __data_origin: text,
  __backup_id: text,
});
export type Image = z.infer<typeof image>;

/** The API's words for `visibility`. */
const imageTypes: Readonly<Record<string, string>> = {
  public: 'gold',
  private: 'private',
  shared: 'shared',
  market: 'market',
};

/** The filters that the API takes; it does the filtering. */
function queryOf(config: Attributes): Record<string, string> {
  const visibility = config.text('visibility');
  const filters = {
    id: config.text('image_id'),
    name: config.text('name'),
    owner: config.text('owner'),
    __imagetype: visibility === undefined ? undefined : (imageTypes[visibility] ?? visibility),
    __platform: config.text('os'),
    __os_version: config.text('os_version'),
    virtual_env_type: config.text('image_type'),
    flavor_id: config.text('flavor_id'),
    tag: config.text('tag'),
  };
  return {
    status: 'active',
    enterprise_project_id: config.text('enterprise_project_id') ?? 'all_granted_eps',
    sort_key: config.text('sort_key') ?? 'name',
    sort_dir: config.text('sort_direction') ?? 'asc',
    ...Object.fromEntries(Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined)),
  };
}

/** The images that a configuration is looking for. */
export async function findImages(call: HuaweicloudCall, config: Attributes): Promise<readonly Image[]> {
  const pattern = config.text('name_regex');
  const at = { service: 'ims', path: 'v2/cloudimages', query: queryOf(config) } as const;
  const found = await readPages(call, at, 'images', image);
  return found.filter((one) => pattern === undefined || new RegExp(pattern).test(one.name));
}

/** What both data sources tell of an image. */
export const attributesOf = (one: Image) => ({
  id: one.id,
  name: one.name,
  owner: one.owner,
  status: one.status,
  protected: one.protected,
  container_format: one.container_format,
  disk_format: one.disk_format,
  min_ram_mb: one.min_ram,
  min_disk_gb: one.min_disk,
  max_ram_mb: Number(one.max_ram),
  size_bytes: Number(one.__image_size),
  image_type: one.virtual_env_type,
  enterprise_project_id: one.enterprise_project_id,
  schema: one.schema,
  file: one.file,
  created_at: one.created_at,
  updated_at: one.updated_at,
  active_at: one.active_at,
  os: one.__platform,
  os_version: one.__os_version,
  description: one.__description,
  data_origin: one.__data_origin,
  backup_id: one.__backup_id,
  architecture: one.__support_arm === 'true' ? 'arm' : 'x86',
  visibility: one.__imagetype === 'gold' ? 'public' : one.__imagetype,
});
