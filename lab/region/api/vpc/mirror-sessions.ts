import { z } from 'zod';
import { type Region } from '../../context';
import { conflict } from '../../errors';
import { route } from '../../http/route';
import { checkQuota } from '../../quotas';
import { NUMBERS } from '../../limits';
import { description, numberOf, resourceName, wholeNumber } from '../../schema';
import { type MirrorSession } from '../../store/mirror';
import { deleteRoute, searchRoute, showRoute, type V3Resource } from '../v3-resource';
import { mirrorSessionForm } from './mirror-session-form';
import {
  checkSources,
  checkTargetIsNoSource,
  mirrorSourceRoutes,
  serverOf,
  someSources,
} from './mirror-session-sources';

/** What the cloud mirrors from and to beside network interfaces, or may: each is refused by its name. */
const onlyEni = (end: 'source' | 'target') =>
  z.string().transform((type, context): 'eni' => {
    if (type !== 'eni') {
      context.addIssue({
        code: 'custom',
        message: `${end}s of type ${type} are not emulated by the lab, only eni is`,
        input: type,
      });
    }
    return 'eni';
  });

const fields = {
  name: resourceName,
  description,
  traffic_mirror_filter_id: z.string(),
  traffic_mirror_target_id: z.string(),
  traffic_mirror_target_type: onlyEni('target'),
  virtual_network_id: wholeNumber(NUMBERS.vni),
  packet_length: wholeNumber(NUMBERS.packetLength),
  priority: numberOf(NUMBERS.sessionPriority),
  enabled: z.union([z.boolean(), z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] })], {
    error: 'true or false',
  }),
  type: onlyEni('source'),
};

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
/**
 * No two sessions of the region have the same priority: so the console's help, as Huawei's site search quotes it. What the
 * API answers is not documented.
 */
function checkPriority({ store }: Region, priority: number, ownId?: string): void {
  const other = store.mirrorSessions.find((session) => session.priority === priority && session.id !== ownId);
  if (other) throw conflict(`priority ${priority} is that of the traffic mirror session ${other.name} (${other.id})`);
}

const collection = '/v3/{project_id}/vpc/traffic-mirror-sessions';
const sessions: V3Resource<MirrorSession> = {
  ...{ service: 'vpc', collection, one: 'traffic_mirror_session', form: mirrorSessionForm },
  table: (store) => store.mirrorSessions,
};

const searched = [
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
    summary: 'Create a mirror session; it is disabled unless `enabled` says otherwise; 409 if another has its priority',
    errors: 'v3',
    status: 201,
    body: createBody,
    change: ({ region, body: { traffic_mirror_session: wanted } }) => {
      const { store } = region;
      const sources = wanted.traffic_mirror_sources;
      store.mirrorFilters.refer('traffic_mirror_session.traffic_mirror_filter_id', wanted.traffic_mirror_filter_id);
      serverOf(region, 'traffic_mirror_session.traffic_mirror_target_id', wanted.traffic_mirror_target_id);
      checkSources(region, sources, sources, wanted.traffic_mirror_target_id);
      checkPriority(region, wanted.priority);
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
      return { traffic_mirror_session: mirrorSessionForm(session, region) };
    },
  }),
  searchRoute(sessions, 'List mirror sessions', Object.fromEntries(searched.map((name) => [name, z.string()]))),
  showRoute(sessions, 'Show a mirror session'),
  route({
    service: 'vpc',
    method: 'PUT',
    path: `${collection}/{traffic_mirror_session_id}`,
    summary: 'Change a mirror session, all but its sources; 409 if another has its priority',
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
        serverOf(region, 'traffic_mirror_session.traffic_mirror_target_id', targetId);
        checkTargetIsNoSource(session.sources, targetId);
      }
      if (wanted.priority !== undefined) checkPriority(region, wanted.priority, session.id);
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
      return { traffic_mirror_session: mirrorSessionForm(updated, region) };
    },
  }),
  ...mirrorSourceRoutes,
  deleteRoute(sessions, 'Delete a mirror session'),
];
