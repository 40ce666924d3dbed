import { z } from 'zod';
import { type Attributes } from '../../engine/attributes';
import { segment } from '../api';
import { apiOf, type HuaweicloudResource } from '../huaweicloud';

const made = z.object({ traffic_mirror_filter_rule: z.object({ id: z.string() }) });
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const shown = z.object({
  traffic_mirror_filter_rule: z.object({
    traffic_mirror_filter_id: z.string(),
    direction: z.string(),
    protocol: z.string(),
    ethertype: z.string(),
    action: z.string(),
    priority: z.number(),
    source_cidr_block: text,
    destination_cidr_block: text,
    source_port_range: text,
    destination_port_range: text,
    description: text,
    created_at: text,
    updated_at: text,
  }),
});

const collection = { service: 'vpc', path: 'v3/{p}/vpc/traffic-mirror-filter-rules' } as const;
const at = (id: string) => ({ ...collection, path: `${collection.path}/${segment(id)}` });

/** Empty match fields are left out, also of a change: what was emptied in the configuration stays as it was [run]. */
const changeable = (wanted: Attributes) => ({
  protocol: wanted.text('protocol'),
  ethertype: wanted.text('ethertype'),
  action: wanted.text('action'),
  priority: wanted.number('priority'),
  description: wanted.text('description') ?? '',
  source_cidr_block: wanted.text('source_cidr_block'),
  destination_cidr_block: wanted.text('destination_cidr_block'),
  source_port_range: wanted.text('source_port_range'),
  destination_port_range: wanted.text('destination_port_range'),
});

export const vpcTrafficMirrorFilterRule: HuaweicloudResource = {
  async create(call, wanted, haveMade) {
    const traffic_mirror_filter_rule = {
      traffic_mirror_filter_id: wanted.text('traffic_mirror_filter_id'),
      direction: wanted.text('direction'),
      ...changeable(wanted),
    };
    const answer = await apiOf(call).read(
      { ...collection, method: 'POST', body: { traffic_mirror_filter_rule }, success: [201] },
      made,
    );
    haveMade(answer.traffic_mirror_filter_rule.id);
  },

  async read(call, id) {
    const answer = await apiOf(call).find({ ...at(id), method: 'GET' }, shown);
    return answer?.traffic_mirror_filter_rule;
  },

  async update(call, id, _prior, wanted) {
    const body = { traffic_mirror_filter_rule: changeable(wanted) };
    await apiOf(call).send({ ...at(id), method: 'PUT', body, success: [200] });
  },

  async delete(call, id) {
    await apiOf(call).send({ ...at(id), method: 'DELETE', success: [204] });
  },
};
