import { z } from 'zod';
import { isEqual } from '../../codec/value';
import { type Attributes } from '../../engine/attributes';
import { type HuaweicloudResource } from '../huaweicloud';
import { hasChanged } from './has-changed';
import { trafficMirrorCalls } from './traffic-mirror-calls';

const calls = trafficMirrorCalls('traffic_mirror_session', {
  name: z.string(),
  description: z.string().default(''),
  traffic_mirror_filter_id: z.string(),
  traffic_mirror_sources: z.array(z.string()),
  traffic_mirror_target_id: z.string(),
  traffic_mirror_target_type: z.string(),
  priority: z.number(),
  enabled: z.boolean(),
  type: z.string().default(''),
  virtual_network_id: z.number(),
  packet_length: z.number(),
  created_at: z.string().default(''),
  updated_at: z.string().default(''),
});

const described = (wanted: Attributes) => ({
  name: wanted.text('name'),
  description: wanted.text('description') ?? '',
  traffic_mirror_filter_id: wanted.text('traffic_mirror_filter_id'),
  traffic_mirror_target_id: wanted.text('traffic_mirror_target_id'),
  traffic_mirror_target_type: wanted.text('traffic_mirror_target_type'),
  priority: wanted.number('priority'),
  enabled: wanted.flag('enabled') ?? false,
});

/** All attributes that a PUT of the session changes; sources go another way. */
const direct = [
  ...['name', 'description', 'traffic_mirror_filter_id', 'traffic_mirror_target_id', 'traffic_mirror_target_type'],
  ...['priority', 'enabled', 'type', 'virtual_network_id', 'packet_length'],
];

export const vpcTrafficMirrorSession: HuaweicloudResource = {
  async create(call, wanted, haveMade) {
    const fields = {
      ...described(wanted),
      traffic_mirror_sources: wanted.texts('traffic_mirror_sources'),
      // Zero is left out, so a VNI of 0 becomes 1 here, and 0 by the next apply: so the provider does (recorded).
      virtual_network_id: wanted.number('virtual_network_id') || undefined,
      packet_length: wanted.number('packet_length') || undefined,
      type: wanted.text('type'),
    };
    haveMade(await calls.create(call, fields));
  },

  read: calls.read,

  async update(call, id, prior, wanted) {
    if (hasChanged(prior, wanted, direct)) {
      const fields = {
        ...described(wanted),
        type: wanted.text('type'),
        virtual_network_id: wanted.number('virtual_network_id'),
        packet_length: wanted.number('packet_length'),
      };
      await calls.update(call, id, fields);
    }
    const [before, after] = [prior.texts('traffic_mirror_sources'), wanted.texts('traffic_mirror_sources')];
    if (isEqual(before, after)) return;
    // All old ones go and all new ones come: in between, nothing is mirrored (recorded).
    if (before.length > 0) await calls.update(call, id, { traffic_mirror_sources: before }, '/remove-sources');
    if (after.length > 0) await calls.update(call, id, { traffic_mirror_sources: after }, '/add-sources');
  },

  delete: calls.delete,
};
