import { z } from 'zod';
import { type HuaweicloudDataSource } from '../huaweicloud';
import { rule3, ruleAttributes } from '../resources/security-group-rule-form';
import { filtersOf } from './filters';
import { readPages } from './marker-pages';

const group = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().default(''),
  created_at: z.string().default(''),
  updated_at: z.string().default(''),
});

/** Exactly one group must match. */
export const networkingSecgroupSource: HuaweicloudDataSource = {
  async read(call, config) {
    const query = {
      enterprise_project_id: config.text('enterprise_project_id') ?? 'all_granted_eps',
      ...filtersOf(config, { secgroup_id: 'id', name: 'name' }),
    };
    const at = { service: 'vpc', path: 'v3/{p}/vpc/security-groups', query } as const;
    const groups = await readPages(call, at, 'security_groups', group);
    const [found] = groups;
    if (found === undefined || groups.length > 1) {
      throw new Error(`${groups.length} security groups match, not one: change the search criteria`);
    }
    const ofGroup = {
      service: 'vpc',
      path: 'v3/{p}/vpc/security-group-rules',
      query: { security_group_id: found.id },
    } as const;
    const rules = await readPages(call, ofGroup, 'security_group_rules', rule3);
    return { ...found, rules: rules.map(ruleAttributes) };
  },
};
