import { z } from 'zod';
import { type Region } from '../../context';
import { conflict } from '../../errors';
import { pageOf, paging } from '../../http/paging';
import { route } from '../../http/route';
import { checkQuota } from '../../quotas';
import { description, enterpriseProjectId, newEnterpriseProjectId, newTags, resourceName, vpcTags } from '../../schema';
import { defaultRules, type SecurityGroup } from '../../store/security-group';
import { type Tag, withTags } from '../../store/tag';
import { classicGroup, group3, groupWithRules3 } from './security-group-forms';
import { deleteRoute, listRoute, showRoute, type V3Resource } from '../v3-resource';

interface NewGroup {
  readonly name: string;
  readonly description: string;
  readonly enterpriseProjectId: string;
  readonly tags: readonly Tag[];
  readonly isDefault: boolean;
}

/** Makes a group with its four default rules. */
export function createGroup(region: Pick<Region, 'store' | 'clock' | 'ids'>, wanted: NewGroup): SecurityGroup {
  const now = region.clock();
  const group = region.store.securityGroups.insert({
    ...wanted,
    id: region.ids.uuid(),
    createdAt: now,
    updatedAt: now,
  });
  for (const rule of defaultRules(group.id)) {
    region.store.securityGroupRules.insert({
      ...rule,
      id: region.ids.uuid(),
      securityGroupId: group.id,
      createdAt: now,
      updatedAt: now,
    });
  }
  return group;
}

interface CreateBody {
  readonly security_group: {
    readonly name: string;
    readonly description?: string;
    readonly vpc_id?: string;
    readonly enterprise_project_id?: string;
    readonly tags?: readonly Tag[];
  };
}

function create(region: Region, { security_group: wanted }: CreateBody): SecurityGroup {
  // A group belongs to no VPC, yet one that is named has to be there.
  if (wanted.vpc_id !== undefined) region.store.vpcs.refer('security_group.vpc_id', wanted.vpc_id);
  checkQuota(region.settings.quotas, 'securityGroups', region.store.securityGroups.size);
  return createGroup(region, {
    name: wanted.name,
    description: wanted.description ?? '',
    enterpriseProjectId: wanted.enterprise_project_id ?? '0',
    tags: withTags([], wanted.tags ?? []),
    isDefault: false,
  });
}

/** 409 while a server uses the group, while another group's rule names it, and always for the default group. */
function remove({ store }: Region, id: string): void {
  const group = store.securityGroups.need(id);
  if (group.isDefault) throw conflict('the default security group cannot be deleted');
  const user = store.ports.find((port) => port.securityGroupIds.includes(id));
  if (user) {
    const owner = user.serverId === undefined ? '' : ` of server ${user.serverId}`;
    throw conflict(`security group ${id} is in use by the port ${user.id}${owner}`, {
      neutronType: 'SecurityGroupInUse',
    });
  }
  const naming = store.securityGroupRules.find((rule) => rule.remoteGroupId === id && rule.securityGroupId !== id);
  if (naming) {
    const message = `security group ${id} is named by the rule ${naming.id} of group ${naming.securityGroupId}`;
    throw conflict(message, { neutronType: 'SecurityGroupInUse' });
  }
  for (const rule of store.securityGroupRules.filter((one) => one.securityGroupId === id)) {
    store.securityGroupRules.delete(rule.id);
  }
  store.securityGroups.delete(id);
}

const updateBody = z.strictObject({
  security_group: z.strictObject({ name: resourceName.optional(), description: description.optional() }),
});

const listQuery = z.strictObject({
  ...paging,
  id: z.string().optional(),
  name: z.string().optional(),
  vpc_id: z.string().optional(),
  enterprise_project_id: enterpriseProjectId.optional(),
});

/** Groups belong to no VPC, so `vpc_id` filters nothing. */
const listed = (region: Region, query: z.infer<typeof listQuery>): SecurityGroup[] =>
  region.store.securityGroups.filter(
    (group) => (query.id ?? group.id) === group.id && (query.name ?? group.name) === group.name,
  );

const v1Body = z.strictObject({
  security_group: z.strictObject({
    name: resourceName,
    description: description.optional(),
    vpc_id: z.string().optional(),
    enterprise_project_id: newEnterpriseProjectId.optional(),
  }),
});

const v2Body = z.strictObject({
  security_group: z.strictObject({ name: resourceName, description: description.optional() }),
});

/** v1 and v2.0 differ in the path and in how they write errors. */
const classicRoutes = (
  [
    { version: 'v1', base: '/v1/{project_id}/security-groups', errors: 'plain', body: v1Body, created: 200 },
    { version: 'v2.0', base: '/v2.0/security-groups', errors: 'neutron', body: v2Body, created: 201 },
  ] as const
).flatMap(({ version, base, errors, body, created }) => {
  const shared = { service: 'vpc', errors } as const;
  return [
    route({
      ...shared,
      method: 'POST',
      path: base,
      summary: `Create a security group with its four default rules (${version})`,
      status: created,
      body: body,
      change: (call) => ({ security_group: classicGroup(create(call.region, call.body), call.region) }),
    }),
    route({
      ...shared,
      method: 'GET',
      path: base,
      summary: `List security groups (${version})`,
      status: 200,
      query: listQuery,
      handle: ({ region, query }) => ({
        security_groups: pageOf(listed(region, query), query).map((group) => classicGroup(group, region)),
      }),
    }),
    route({
      ...shared,
      method: 'GET',
      path: `${base}/{security_group_id}` as `${string}{security_group_id}`,
      summary: `Show a security group (${version})`,
      status: 200,
      handle: ({ region, params }) => ({
        security_group: classicGroup(region.store.securityGroups.need(params.security_group_id), region),
      }),
    }),
    route({
      ...shared,
      method: 'DELETE',
      path: `${base}/{security_group_id}` as `${string}{security_group_id}`,
      summary: `Delete a security group; 409 while it is in use (${version})`,
      status: 204,
      change: ({ region, params }) => {
        remove(region, params.security_group_id);
      },
    }),
  ];
});

const v3Groups: V3Resource<SecurityGroup> = {
  ...{
    service: 'vpc',
    collection: '/v3/{project_id}/vpc/security-groups',
    one: 'security_group',
    form: groupWithRules3,
  },
  table: (store) => store.securityGroups,
};

export const securityGroupRoutes = [
  ...classicRoutes,
  route({
    service: 'vpc',
    method: 'PUT',
    path: '/v2.0/security-groups/{security_group_id}',
    summary: 'Rename or describe a security group (v2.0)',
    errors: 'neutron',
    status: 200,
    body: updateBody,
    change: ({ region, params, body }) => {
      const patch = { ...body.security_group, updatedAt: region.clock() };
      return {
        security_group: classicGroup(region.store.securityGroups.update(params.security_group_id, patch), region),
      };
    },
  }),
  route({
    service: 'vpc',
    method: 'POST',
    path: '/v3/{project_id}/vpc/security-groups',
    summary: 'Create a security group with its four default rules (v3)',
    errors: 'v3',
    status: 201,
    body: z.strictObject({
      security_group: z.strictObject({
        name: resourceName,
        description: description.optional(),
        enterprise_project_id: newEnterpriseProjectId.optional(),
        tags: newTags(vpcTags).optional(),
      }),
    }),
    change: ({ region, body }) => ({ security_group: groupWithRules3(create(region, body), region) }),
  }),
  // A list leaves the rules out.
  listRoute({ ...v3Groups, form: group3 }, 'List security groups (v3)', listQuery, listed),
  showRoute(v3Groups, 'Show a security group (v3)'),
  route({
    service: 'vpc',
    method: 'PUT',
    path: '/v3/{project_id}/vpc/security-groups/{security_group_id}',
    summary: 'Rename or describe a security group (v3)',
    errors: 'v3',
    status: 200,
    body: updateBody,
    change: ({ region, params, body }) => {
      const patch = { ...body.security_group, updatedAt: region.clock() };
      return {
        security_group: groupWithRules3(region.store.securityGroups.update(params.security_group_id, patch), region),
      };
    },
  }),
  deleteRoute(v3Groups, 'Delete a security group; 409 while it is in use (v3)', remove),
];
