import { z } from 'zod';
import { type Region } from '../../context';
import { invalid } from '../../errors';
import { route } from '../../http/route';
import { isDistinct } from '../../schema';
import { type Server } from '../../store/server';
import { canBeMirrorSource } from '../ecs/flavors';
import { mirrorSessionForm } from './mirror-session-form';

export const someSources = z.array(z.string()).min(1, 'at least one source');

const sourcesBody = <T extends z.ZodType>(sources: T) =>
  z.strictObject({ traffic_mirror_session: z.strictObject({ traffic_mirror_sources: sources }) });

const sourcesField = 'traffic_mirror_session.traffic_mirror_sources';

/** Throws 400 unless the sources that come new exist, belong to servers that can be mirrored, and none is the target. */
export function checkSources(region: Region, added: readonly string[], all: readonly string[], targetId: string): void {
  const { settings } = region;
  for (const id of added) {
    const server = serverOf(region, sourcesField, id);
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

/** The server that a network interface is of. Throws 400 naming `field` when it is a port of nobody's, or of another kind. */
export function serverOf({ store }: Region, field: string, portId: string): Server {
  const { serverId } = store.ports.refer(field, portId);
  if (serverId === undefined) throw invalid(field, `${portId} is no network interface of a server`);
  return store.servers.need(serverId);
}

/** Throws 400 when the target is one of `sources`. */
export function checkTargetIsNoSource(sources: readonly string[], targetId: string): void {
  if (!sources.includes(targetId)) return;
  throw invalid('traffic_mirror_session.traffic_mirror_target_id', `${targetId} is a source of the session, too`);
}

/** A session's sources change by calls of their own, whatever PUT says of it. */
export const mirrorSourceRoutes = [
  route({
    service: 'vpc',
    method: 'PUT',
    path: '/v3/{project_id}/vpc/traffic-mirror-sessions/{traffic_mirror_session_id}/add-sources',
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
      return { traffic_mirror_session: mirrorSessionForm(updated, region) };
    },
  }),
  route({
    service: 'vpc',
    method: 'PUT',
    path: '/v3/{project_id}/vpc/traffic-mirror-sessions/{traffic_mirror_session_id}/remove-sources',
    summary: 'Remove sources from a mirror session; ports that are none of its sources, or gone, are ignored',
    errors: 'v3',
    status: 200,
    body: sourcesBody(z.array(z.string())),
    change: ({ region, params, body }) => {
      const session = region.store.mirrorSessions.need(params.traffic_mirror_session_id);
      const removed = body.traffic_mirror_session.traffic_mirror_sources;
      const sources = session.sources.filter((source) => !removed.includes(source));
      const updated = region.store.mirrorSessions.update(session.id, { sources, updatedAt: region.clock() });
      return { traffic_mirror_session: mirrorSessionForm(updated, region) };
    },
  }),
];
