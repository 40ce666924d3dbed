import { z } from 'zod';
import { segment } from '../api';
import { apiOf, type HuaweicloudResource } from '../huaweicloud';
import { createTags, mergeDefaultTags, readTags, replaceTags } from '../tags';
import { hasChanged } from './has-changed';
import { rule3, ruleAttributes } from './security-group-rule-form';

const made = z.object({
  security_group: z.object({ id: z.string(), security_group_rules: z.array(z.object({ id: z.string() })) }),
});
const shown1 = z.object({ security_group: z.object({ enterprise_project_id: z.string().default('') }) });
const shown3 = z.object({
  security_group: z.object({
    name: z.string(),
    description: z.string().default(''),
    created_at: z.string().default(''),
    updated_at: z.string().default(''),
    security_group_rules: z.array(rule3).default([]),
  }),
});

const at1 = (id: string) => ({ service: 'vpc', path: `v1/{p}/security-groups/${segment(id)}` }) as const;
const at3 = (id: string) => ({ service: 'vpc', path: `v3/{p}/vpc/security-groups/${segment(id)}` }) as const;

export const networkingSecgroup: HuaweicloudResource = {
  customizePlan: mergeDefaultTags,

  async create(call, wanted, haveMade) {
    const api = apiOf(call);
    const security_group = {
      name: wanted.text('name'),
      enterprise_project_id: wanted.text('enterprise_project_id'),
    };
    const path = 'v3/{p}/vpc/security-groups';
    const answer = await api.read({ service: 'vpc', method: 'POST', path, body: { security_group } }, made);
    const { id, security_group_rules: defaultRules } = answer.security_group;
    haveMade(id);
    const description = wanted.text('description');
    if (description !== undefined) {
      // Creation does not take a description.
      await api.send({ ...at3(id), method: 'PUT', body: { security_group: { description } } });
    }
    if (wanted.flag('delete_default_rules') === true) {
      for (const rule of defaultRules) {
        await api.send({
          service: 'vpc',
          method: 'DELETE',
          path: `v3/{p}/vpc/security-group-rules/${segment(rule.id)}`,
        });
      }
    }
    await createTags(call, 'security-groups', id, wanted.map('tags'));
  },

  async read(call, id) {
    const first = await apiOf(call).find({ ...at1(id), method: 'GET' }, shown1);
    if (!first) return undefined;
    const { security_group: group } = await apiOf(call).read({ ...at3(id), method: 'GET' }, shown3);
    return {
      name: group.name,
      description: group.description,
      created_at: group.created_at,
      updated_at: group.updated_at,
      enterprise_project_id: first.security_group.enterprise_project_id,
      rules: group.security_group_rules.map(ruleAttributes),
      ...(await readTags(call, 'security-groups', id)),
    };
  },

  async update(call, id, prior, wanted) {
    if (hasChanged(prior, wanted, ['name', 'description'])) {
      const security_group = { name: wanted.text('name'), description: wanted.text('description') ?? '' };
      await apiOf(call).send({ ...at3(id), method: 'PUT', body: { security_group } });
    }
    await replaceTags(call, 'security-groups', id, prior, wanted);
  },

  delete: (call, id) => apiOf(call).remove(at1(id)),
};
