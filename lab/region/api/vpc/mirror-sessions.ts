import { z } from 'zod';
import { offsetTime } from '../../clock';
import { type Region } from '../../context';
import { invalid } from '../../errors';
import { pageInfo, pageOf, paging } from '../../http/paging';
import { route } from '../../http/route';
import { checkQuota } from '../../quotas';
import { NUMBERS } from '../../limits';
import { description, isDistinct, numberOf, resourceName, wholeNumber } from '../../schema';
import { type MirrorSession } from '../../store/mirror';
import { canBeMirrorSource } from '../ecs/flavors';

const form = (session: MirrorSession, region: Region) => ({
  id: session.id,
  project_id: region.settings.projectId,
  name: session.name,
  description: session.description,
  traffic_mirror_filter_id: session.filterId,
  traffic_mirror_sources: session.sources,
  traffic_mirror_target_id: session.targetId,
  traffic_mirror_target_type: session.targetType,
  virtual_network_id: session.vni,
  packet_length: session.packetLength,
  priority: session.priority,
  enabled: session.enabled,
  type: 'eni',
  created_at: offsetTime(session.createdAt),
  updated_at: offsetTime(session.updatedAt),
});

const fields = {
  name: resourceName,
  description,
  traffic_mirror_filter_id: z.string(),
  traffic_mirror_target_id: z.string(),
  traffic_mirror_target_type: z.literal('eni', { error: 'only eni is emulated, elb is not' }),
  virtual_network_id: wholeNumber(NUMBERS.vni),
  packet_length: wholeNumber(NUMBERS.packetLength),
  priority: numberOf(NUMBERS.sessionPriority),
  enabled: z.union([z.boolean(), z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] })], {
    error: 'true or false',
  }),
  type: z.literal('eni', { error: 'only eni is emulated' }),
};

const someSources = z.array(z.string()).min(1, 'at least one source');

/** Defaults of the API, where `enabled` is false; the provider's default is true, and it always sends it. */
const createBody = z.strictObject({
  traffic_mirror_session: z.strictObject({
    ...fields,
    description: description.default(''),
    traffic_mirror_sources: someSources,
    virtual_network_id: fields.virtual_network_id.default(1),
    packet_length: fields.packet_length.default(96),
    enabled: fields.enabled.default(false),
    type: fields.type.default('eni'),
  }),
});
const updateBody = z.strictObject({ traffic_mirror_session: z.strictObject(fields).partial() });
const sourcesBody = <T extends z.ZodType>(sources: T) =>
  z.strictObject({ traffic_mirror_session: z.strictObject({ traffic_mirror_sources: sources }) });

const sourcesField = 'traffic_mirror_session.traffic_mirror_sources';

/** Sources that come new must exist, belong to a server that can be mirrored and not be the target. */
function checkSources(region: Region, added: readonly string[], all: readonly string[], targetId: string): void {
  const { store, settings } = region;
  for (const id of added) {
    const port = store.ports.refer(sourcesField, id);
    const server = store.servers.need(port.serverId);
    if (!canBeMirrorSource(server.flavorId, settings)) {
      throw invalid(
        sourcesField,
        `${id} belongs to ${server.name} of flavor ${server.flavorId}, only ${settings.mirrorSourceFamilies.join(', ')} can be mirrored`,
      );
    }
  }
  if (!isDistinct(all)) throw invalid(sourcesField, 'a port is listed twice');
  if (all.length > settings.quotas.mirrorSources) {
    throw invalid(sourcesField, `${all.length} sources, at most ${settings.quotas.mirrorSources}`);
  }
  checkTargetIsNoSource(all, targetId);
}

function checkTargetIsNoSource(sources: readonly string[], targetId: string): void {
  if (!sources.includes(targetId)) return;
  throw invalid('traffic_mirror_session.traffic_mirror_target_id', `${targetId} is a source of the session, too`);
}

const collection = '/v3/{project_id}/vpc/traffic-mirror-sessions';
const single = `${collection}/{traffic_mirror_session_id}` as const;

const filterNames = [
  'id',
  'name',
  'description',
  'traffic_mirror_filter_id',
  'traffic_mirror_target_id',
  'traffic_mirror_target_type',
  'virtual_network_id',
  'packet_length',
  'priority',
  'enabled',
  'type',
] as const;

export const mirrorSessionRoutes = [
  route({
    service: 'vpc',
    method: 'POST',
    path: collection,
    summary: 'Create a mirror session; it is disabled unless `enabled` says otherwise',
    errors: 'v3',
    status: 201,
    body: createBody,
    change: ({ region, body: { traffic_mirror_session: wanted } }) => {
      const { store } = region;
      const sources = wanted.traffic_mirror_sources;
      store.mirrorFilters.refer('traffic_mirror_session.traffic_mirror_filter_id', wanted.traffic_mirror_filter_id);
      store.ports.refer('traffic_mirror_session.traffic_mirror_target_id', wanted.traffic_mirror_target_id);
      checkSources(region, sources, sources, wanted.traffic_mirror_target_id);
      checkQuota(region.settings.quotas, 'mirrorSessions', store.mirrorSessions.size);
      const now = region.clock();
      const session = store.mirrorSessions.insert({
        id: region.ids.uuid(),
        name: wanted.name,
        description: wanted.description,
        filterId: wanted.traffic_mirror_filter_id,
        sources,
        targetId: wanted.traffic_mirror_target_id,
        targetType: wanted.traffic_mirror_target_type,
        vni: wanted.virtual_network_id,
        packetLength: wanted.packet_length,
        priority: wanted.priority,
        enabled: wanted.enabled,
        createdAt: now,
        updatedAt: now,
      });
      return { traffic_mirror_session: form(session, region) };
    },
  }),
  route({
    service: 'vpc',
    method: 'GET',
    path: collection,
    summary: 'List mirror sessions',
    errors: 'v3',
    status: 200,
    query: z.strictObject({
      ...paging,
      ...(Object.fromEntries(filterNames.map((name) => [name, z.string().optional()])) as Record<
        (typeof filterNames)[number],
        z.ZodOptional<z.ZodString>
      >),
    }),
    handle: ({ region, query }) => {
      const all = region.store.mirrorSessions.filter((session) => {
        const shown = form(session, region);
        return filterNames.every((name) => query[name] === undefined || String(shown[name]) === query[name]);
      });
      const page = pageOf(all, query);
      return { traffic_mirror_sessions: page.map((session) => form(session, region)), page_info: pageInfo(all, page) };
    },
  }),
  route({
    service: 'vpc',
    method: 'GET',
    path: single,
    summary: 'Show a mirror session',
    errors: 'v3',
    status: 200,
    handle: ({ region, params }) => ({
      traffic_mirror_session: form(region.store.mirrorSessions.need(params.traffic_mirror_session_id), region),
    }),
  }),
  route({
    service: 'vpc',
    method: 'PUT',
    path: single,
    summary: 'Change a mirror session, all but its sources',
    errors: 'v3',
    status: 200,
    body: updateBody,
    change: ({ region, params, body: { traffic_mirror_session: wanted } }) => {
      const { store } = region;
      const session = store.mirrorSessions.need(params.traffic_mirror_session_id);
      const { traffic_mirror_filter_id: filterId, traffic_mirror_target_id: targetId } = wanted;
      if (filterId !== undefined)
        store.mirrorFilters.refer('traffic_mirror_session.traffic_mirror_filter_id', filterId);
      // A target that is gone may be named again: the provider sends the whole object to change any part of it.
      if (targetId !== undefined && targetId !== session.targetId) {
        store.ports.refer('traffic_mirror_session.traffic_mirror_target_id', targetId);
        checkTargetIsNoSource(session.sources, targetId);
      }
      const updated = store.mirrorSessions.update(session.id, {
        name: wanted.name,
        description: wanted.description,
        filterId,
        targetId,
        vni: wanted.virtual_network_id,
        packetLength: wanted.packet_length,
        priority: wanted.priority,
        enabled: wanted.enabled,
        updatedAt: region.clock(),
      });
      return { traffic_mirror_session: form(updated, region) };
    },
  }),
  route({
    service: 'vpc',
    method: 'PUT',
    path: `${single}/add-sources`,
    summary: 'Add sources to a mirror session',
    errors: 'v3',
    status: 200,
    body: sourcesBody(someSources),
    change: ({ region, params, body }) => {
      const session = region.store.mirrorSessions.need(params.traffic_mirror_session_id);
      const added = body.traffic_mirror_session.traffic_mirror_sources;
      const sources = [...session.sources, ...added];
      checkSources(region, added, sources, session.targetId);
      const updated = region.store.mirrorSessions.update(session.id, { sources, updatedAt: region.clock() });
      return { traffic_mirror_session: form(updated, region) };
    },
  }),
  route({
    service: 'vpc',
    method: 'PUT',
    path: `${single}/remove-sources`,
    summary: 'Remove sources from a mirror session; ports that are none of its sources, or gone, are ignored',
    errors: 'v3',
    status: 200,
    body: sourcesBody(z.array(z.string())),
    change: ({ region, params, body }) => {
      const session = region.store.mirrorSessions.need(params.traffic_mirror_session_id);
      const removed = body.traffic_mirror_session.traffic_mirror_sources;
      const sources = session.sources.filter((source) => !removed.includes(source));
      const updated = region.store.mirrorSessions.update(session.id, { sources, updatedAt: region.clock() });
      return { traffic_mirror_session: form(updated, region) };
    },
  }),
  route({
    service: 'vpc',
    method: 'DELETE',
    path: single,
    summary: 'Delete a mirror session',
    errors: 'v3',
    status: 204,
    change: ({ region, params }) => {
      region.store.mirrorSessions.delete(params.traffic_mirror_session_id);
    },
  }),
];
