import { z } from 'zod';
import { type Values } from '../../codec/value';

/** A security group rule as v3 shows it. */
export const rule3 = z.object({
  id: z.string(),
  direction: z.string(),
  ethertype: z.string(),
  description: z.string().default(''),
  protocol: z.string().nullish(),
  multiport: z.string().nullish(),
  remote_ip_prefix: z.string().nullish(),
  remote_group_id: z.string().nullish(),
  remote_address_group_id: z.string().nullish(),
  action: z.string().default(''),
  priority: z.number().default(0),
});

/** An element of a group's `rules`. What v3 does not say is zero. */
export const ruleAttributes = (rule: z.infer<typeof rule3>): Values => ({
  id: rule.id,
  direction: rule.direction,
  ethertype: rule.ethertype,
  description: rule.description,
  protocol: rule.protocol ?? '',
  ports: rule.multiport ?? '',
  port_range_min: 0,
  port_range_max: 0,
  remote_ip_prefix: rule.remote_ip_prefix ?? '',
  remote_group_id: rule.remote_group_id ?? '',
  remote_address_group_id: rule.remote_address_group_id ?? '',
  action: rule.action,
  priority: rule.priority,
});
