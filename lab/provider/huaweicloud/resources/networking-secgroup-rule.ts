import { z } from 'zod';
import { type Values } from '../../codec/value';
import { segment } from '../api';
import { apiOf, type HuaweicloudCall, type HuaweicloudResource } from '../huaweicloud';
import { rule3 } from './security-group-rule-form';

const made = z.object({ security_group_rule: z.object({ id: z.string() }) });
const shown1 = z.object({
  security_group_rule: z.object({
    security_group_id: z.string(),
    direction: z.string(),
    ethertype: z.string(),
    description: z.string().nullish(),
    protocol: z.string().nullish(),
    port_range_min: z.number().nullish(),
    port_range_max: z.number().nullish(),
    remote_ip_prefix: z.string().nullish(),
    remote_group_id: z.string().nullish(),
  }),
});
const shown3 = z.object({ security_group_rule: rule3 });

const at1 = (id: string) => ({ service: 'vpc', path: `v1/{p}/security-group-rules/${segment(id)}` }) as const;
const at3 = (id: string) => ({ service: 'vpc', path: `v3/{p}/vpc/security-group-rules/${segment(id)}` }) as const;

/** A rule cannot be changed, only replaced. */
export const networkingSecgroupRule: HuaweicloudResource = {
  stateFunctions: { remote_ip_prefix: (text) => text.toLowerCase() },
  fieldNames: { multiport: 'ports' },

  async create(call, wanted, haveMade) {
    const rule = {
      security_group_id: wanted.text('security_group_id'),
      direction: wanted.text('direction'),
      ethertype: wanted.text('ethertype'),
      description: wanted.text('description'),
      protocol: wanted.text('protocol'),
      remote_ip_prefix: wanted.text('remote_ip_prefix'),
      remote_group_id: wanted.text('remote_group_id'),
    };
    const onlyThird = {
      multiport: wanted.text('ports'),
      action: wanted.text('action'),
      priority: wanted.number('priority') || undefined,
      remote_address_group_id: wanted.text('remote_address_group_id'),
    };
    const isThird = Object.values(onlyThird).some((value) => value !== undefined);
    const path = isThird ? 'v3/{p}/vpc/security-group-rules' : 'v1/{p}/security-group-rules';
    const security_group_rule = isThird
      ? { ...rule, ...onlyThird }
      : {
          ...rule,
          port_range_min: wanted.number('port_range_min') || undefined,
          port_range_max: wanted.number('port_range_max') || undefined,
        };
    const answer = await apiOf(call).read(
      { service: 'vpc', method: 'POST', path, body: { security_group_rule } },
      made,
    );
    haveMade(answer.security_group_rule.id);
  },

  async read(call, id) {
    const first = await apiOf(call).find({ ...at1(id), method: 'GET' }, shown1);
    if (!first) return undefined;
    const rule = first.security_group_rule;
    return {
      security_group_id: rule.security_group_id,
      direction: rule.direction,
      ethertype: rule.ethertype,
      description: rule.description ?? '',
      protocol: rule.protocol ?? '',
      port_range_min: rule.port_range_min ?? 0,
      port_range_max: rule.port_range_max ?? 0,
      remote_ip_prefix: rule.remote_ip_prefix ?? '',
      remote_group_id: rule.remote_group_id ?? '',
      ...(await thirdPart(call, id)),
    };
  },

  delete: (call, id) => apiOf(call).remove(at1(id)),
};

/** The provider does without what v3 alone knows, when v3 does not tell. */
async function thirdPart(call: HuaweicloudCall, id: string): Promise<Values> {
  try {
    const { security_group_rule: third } = await apiOf(call).read({ ...at3(id), method: 'GET' }, shown3);
    return {
      ports: third.multiport ?? '',
      action: third.action,
      priority: third.priority,
      remote_address_group_id: third.remote_address_group_id ?? '',
    };
  } catch {
    return {};
  }
}
