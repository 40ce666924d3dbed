import { z } from 'zod';
import { type Attributes } from '../../engine/attributes';
import { segment } from '../api';
import { apiOf, type HuaweicloudResource } from '../huaweicloud';

const made = z.object({ traffic_mirror_filter: z.object({ id: z.string() }) });
const shown = z.object({
  traffic_mirror_filter: z.object({
    name: z.string(),
    description: z.string().default(''),
    created_at: z.string().default(''),
    updated_at: z.string().default(''),
  }),
});

const collection = { service: 'vpc', path: 'v3/{p}/vpc/traffic-mirror-filters' } as const;
const at = (id: string) => ({ ...collection, path: `${collection.path}/${segment(id)}` });

const bodyOf = (wanted: Attributes) => ({
  traffic_mirror_filter: { name: wanted.text('name'), description: wanted.text('description') ?? '' },
});

export const vpcTrafficMirrorFilter: HuaweicloudResource = {
  async create(call, wanted, haveMade) {
    const answer = await apiOf(call).read(
      { ...collection, method: 'POST', body: bodyOf(wanted), success: [201] },
      made,
    );
    haveMade(answer.traffic_mirror_filter.id);
  },

  async read(call, id) {
    const answer = await apiOf(call).find({ ...at(id), method: 'GET' }, shown);
    return answer?.traffic_mirror_filter;
  },

  async update(call, id, _prior, wanted) {
    await apiOf(call).send({ ...at(id), method: 'PUT', body: bodyOf(wanted), success: [200] });
  },

  /** Unlike with other resources, one that is gone already is an error to the provider [run]. */
  async delete(call, id) {
    await apiOf(call).send({ ...at(id), method: 'DELETE', success: [204] });
  },
};
