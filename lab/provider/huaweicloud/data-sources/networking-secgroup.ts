import { z } from 'zod';
import { apiOf, type HuaweicloudDataSource } from '../huaweicloud';
import { rule3, ruleAttributes } from '../resources/security-group-rule-form';
import { filtersOf } from './filters';

const groups = z.object({
  security_groups: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      description: z.string().default(''),
      created_at: z.string().default(''),
      updated_at: z.string().default(''),
    }),
  ),
});
const rules = z.object({ security_group_rules: z.array(rule3) });

/** Exactly one group must match. */
export const networkingSecgroupSource: HuaweicloudDataSource = {
  async read(call, config) {
    const query = {
      enterprise_project_id: config.text('enterprise_project_id') ?? 'all_granted_eps',
      ...filtersOf(config, { secgroup_id: 'id', name: 'name' }),
    };
    const at = { service: 'vpc', method: 'GET' } as const;
    const answer = await apiOf(call).read({ ...at, path: 'v3/{p}/vpc/security-groups', query }, groups);
    const [found, ...others] = answer.security_groups;
    if (found === undefined || others.length > 0) {
      throw new Error(`${answer.security_groups.length} security groups match, not one: change the search criteria`);
    }
    const listed = await apiOf(call).read(
      { ...at, path: 'v3/{p}/vpc/security-group-rules', query: { security_group_id: found.id } },
      rules,
    );
    return { ...found, rules: listed.security_group_rules.map(ruleAttributes) };
  },
};
