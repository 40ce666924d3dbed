import { z } from 'zod';
import { type Attributes } from '../../engine/attributes';
import { type HuaweicloudResource } from '../huaweicloud';
import { trafficMirrorCalls } from './traffic-mirror-calls';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const calls = trafficMirrorCalls('traffic_mirror_filter_rule', {
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
});

/** Empty match fields are left out, also of a change: what was emptied in the configuration stays as it was (recorded). */
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
    const fields = {
      traffic_mirror_filter_id: wanted.text('traffic_mirror_filter_id'),
      direction: wanted.text('direction'),
      ...changeable(wanted),
    };
    haveMade(await calls.create(call, fields));
  },

  read: calls.read,

  async update(call, id, _prior, wanted) {
    await calls.update(call, id, changeable(wanted));
  },

  delete: calls.delete,
};
