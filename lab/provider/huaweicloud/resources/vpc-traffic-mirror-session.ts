import { z } from 'zod';
import { isEqual } from '../../codec/value';
import { type Attributes } from '../../engine/attributes';
import { segment } from '../api';
import { apiOf, type HuaweicloudCall, type HuaweicloudResource } from '../huaweicloud';
import { hasChanged } from './has-changed';

const made = z.object({ traffic_mirror_session: z.object({ id: z.string() }) });
const shown = z.object({
  traffic_mirror_session: z.object({
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
  }),
});

const collection = { service: 'vpc', path: 'v3/{p}/vpc/traffic-mirror-sessions' } as const;
const at = (id: string) => ({ ...collection, path: `${collection.path}/${segment(id)}` });

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
    const traffic_mirror_session = {
      ...described(wanted),
      traffic_mirror_sources: wanted.texts('traffic_mirror_sources'),
      // Zero is left out, so a VNI of 0 becomes 1 here, and 0 by the next apply: the provider is so [run].
      virtual_network_id: wanted.number('virtual_network_id') || undefined,
      packet_length: wanted.number('packet_length') || undefined,
      type: wanted.text('type'),
    };
    const answer = await apiOf(call).read(
      { ...collection, method: 'POST', body: { traffic_mirror_session }, success: [201] },
      made,
    );
    haveMade(answer.traffic_mirror_session.id);
  },

  async read(call, id) {
    const answer = await apiOf(call).find({ ...at(id), method: 'GET' }, shown);
    return answer?.traffic_mirror_session;
  },

  async update(call, id, prior, wanted) {
    if (hasChanged(prior, wanted, direct)) {
      const traffic_mirror_session = {
        ...described(wanted),
        type: wanted.text('type'),
        virtual_network_id: wanted.number('virtual_network_id'),
        packet_length: wanted.number('packet_length'),
      };
      await apiOf(call).send({ ...at(id), method: 'PUT', body: { traffic_mirror_session }, success: [200] });
    }
    const [before, after] = [prior.texts('traffic_mirror_sources'), wanted.texts('traffic_mirror_sources')];
    if (isEqual(before, after)) return;
    // All old ones go and all new ones come: in between, nothing is mirrored [run].
    if (before.length > 0) await changeSources(call, id, 'remove-sources', before);
    if (after.length > 0) await changeSources(call, id, 'add-sources', after);
  },

  async delete(call, id) {
    await apiOf(call).send({ ...at(id), method: 'DELETE', success: [204] });
  },
};

async function changeSources(
  call: HuaweicloudCall,
  id: string,
  action: 'add-sources' | 'remove-sources',
  sources: readonly string[],
): Promise<void> {
  const { service, path } = at(id);
  const body = { traffic_mirror_session: { traffic_mirror_sources: sources } };
  await apiOf(call).send({ service, method: 'PUT', path: `${path}/${action}`, body, success: [200] });
}
