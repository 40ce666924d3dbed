import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { apiOf, type HuaweicloudCall, type HuaweicloudDataSource } from '../huaweicloud';
import { filtersOf } from './filters';

const session = z.object({
  id: z.string(),
  project_id: z.string(),
  name: z.string(),
  description: z.string(),
  type: z.string(),
  enabled: z.boolean(),
  priority: z.number(),
  packet_length: z.number(),
  virtual_network_id: z.number(),
  traffic_mirror_filter_id: z.string(),
  traffic_mirror_sources: z.array(z.string()),
  traffic_mirror_target_id: z.string(),
  traffic_mirror_target_type: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});
const page = z.object({
  traffic_mirror_sessions: z.array(session),
  page_info: z.object({ next_marker: z.string().optional() }).optional(),
});

/** Filters of the API, by attribute; all are texts. */
const filters = {
  traffic_mirror_session_id: 'id',
  name: 'name',
  traffic_mirror_filter_id: 'traffic_mirror_filter_id',
  traffic_mirror_target_id: 'traffic_mirror_target_id',
  traffic_mirror_target_type: 'traffic_mirror_target_type',
  virtual_network_id: 'virtual_network_id',
  packet_length: 'packet_length',
  priority: 'priority',
  enabled: 'enabled',
  type: 'type',
} as const;

async function listSessions(call: HuaweicloudCall, query: Readonly<Record<string, string>>) {
  const all: z.infer<typeof session>[] = [];
  let marker: string | undefined;
  do {
    const marked = marker === undefined ? query : { ...query, marker };
    const request = {
      service: 'vpc',
      method: 'GET',
      path: 'v3/{p}/vpc/traffic-mirror-sessions',
      query: marked,
    } as const;
    const { traffic_mirror_sessions, page_info } = await apiOf(call).read(request, page);
    all.push(...traffic_mirror_sessions);
    marker = page_info?.next_marker;
  } while (marker !== undefined);
  return all;
}

/** Filtered by the API; none is no error. */
export const trafficMirrorSessions: HuaweicloudDataSource = {
  async read(call, config) {
    const query = filtersOf(config, filters);
    return { id: randomUUID(), traffic_mirror_sessions: await listSessions(call, query) };
  },
};
