import { z } from 'zod';
import { type Region } from '../../context';
import { conflict, invalid } from '../../errors';
import { pageInfo, pageOf, paging } from '../../http/paging';
import { route } from '../../http/route';
import { TEXTS } from '../../limits';
import { checkQuota } from '../../quotas';
import { textOf } from '../../schema';
import { type ServerGroup } from '../../store/server-group';

const collection = '/v1/{project_id}/cloudservers/os-server-groups';
const single = `${collection}/{server_group_id}` as const;

const form = (group: ServerGroup, region: Region) => ({
  id: group.id,
  name: group.name,
  policies: group.policies,
  members: group.members.filter((id) => region.store.servers.get(id) !== undefined),
  metadata: {},
});

const member = z.strictObject({ instance_uuid: z.string() });

/** Puts a server into a group. Throws 400 when there is no such group, 409 when the server is in it. */
export function joinGroup({ store }: Pick<Region, 'store'>, field: string, groupId: string, serverId: string): void {
  const group = store.serverGroups.refer(field, groupId);
  if (group.members.includes(serverId)) throw conflict(`server ${serverId} is in the group ${group.name} already`);
  store.serverGroups.update(groupId, { members: [...group.members, serverId] });
}

export const serverGroupRoutes = [
  route({
    service: 'ecs',
    method: 'POST',
    path: collection,
    summary: 'Create a server group',
    errors: 'wrapped',
    status: 200,
    body: z.strictObject({
      server_group: z.strictObject({
        name: textOf(TEXTS.serverGroupName),
        policies: z.array(z.literal('anti-affinity', { error: 'only anti-affinity' })).length(1, 'exactly one policy'),
      }),
    }),
    change: ({ region, body }) => {
      checkQuota(region.settings.quotas, 'serverGroups', region.store.serverGroups.size);
      const group = { ...body.server_group, id: region.ids.uuid(), members: [] };
      return { server_group: form(region.store.serverGroups.insert(group), region) };
    },
  }),
  route({
    service: 'ecs',
    method: 'GET',
    path: collection,
    summary: 'List server groups',
    errors: 'wrapped',
    status: 200,
    query: z.strictObject(paging),
    handle: ({ region, query }) => {
      const all = region.store.serverGroups.all();
      const page = pageOf(all, query);
      return { server_groups: page.map((group) => form(group, region)), page_info: pageInfo(all, page) };
    },
  }),
  route({
    service: 'ecs',
    method: 'GET',
    path: single,
    summary: 'Show a server group with its servers',
    errors: 'wrapped',
    status: 200,
    handle: ({ region, params }) => ({
      server_group: form(region.store.serverGroups.need(params.server_group_id), region),
    }),
  }),
  route({
    service: 'ecs',
    method: 'DELETE',
    path: single,
    summary: 'Delete a server group; its servers stay',
    errors: 'wrapped',
    status: 204,
    change: ({ region, params }) => {
      region.store.serverGroups.delete(params.server_group_id);
    },
  }),
  route({
    service: 'ecs',
    method: 'POST',
    path: `${single}/action`,
    summary: 'Put a server into a server group, or take it out',
    errors: 'wrapped',
    status: 200,
    body: z.union([z.strictObject({ add_member: member }), z.strictObject({ remove_member: member })]),
    change: ({ region, params, body }) => {
      const group = region.store.serverGroups.need(params.server_group_id);
      if ('add_member' in body) {
        const { id } = region.store.servers.refer('add_member.instance_uuid', body.add_member.instance_uuid);
        joinGroup(region, 'server_group_id', group.id, id);
        return {};
      }
      const { instance_uuid: id } = body.remove_member;
      if (!group.members.includes(id)) throw invalid('remove_member.instance_uuid', `${id} is not in ${group.name}`);
      region.store.serverGroups.update(group.id, { members: group.members.filter((one) => one !== id) });
      return {};
    },
  }),
];
