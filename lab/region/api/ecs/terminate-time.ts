import { z } from 'zod';
import { route } from '../../http/route';

/** `2026-10-10T11:11:00Z`; empty for never (API reference of ECS: UpdateServerAutoTerminateTime). */
export const terminateTime = z
  .string()
  .refine(
    (text) => text === '' || (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text) && !Number.isNaN(Date.parse(text))),
    'a time in UTC such as 2026-10-10T11:11:00Z, or empty',
  );

export const terminateTimeRoutes = [
  route({
    service: 'ecs',
    method: 'POST',
    path: '/v1/{project_id}/cloudservers/{server_id}/actions/update-auto-terminate-time',
    summary: 'Set when a server is to be deleted, or that it is not to be; it is shown, and nothing happens then',
    errors: 'wrapped',
    status: 204,
    body: z.strictObject({ auto_terminate_time: terminateTime }),
    change: ({ region, params, body }) => {
      const patch = { autoTerminateTime: body.auto_terminate_time, updatedAt: region.clock() };
      region.store.servers.update(params.server_id, patch);
    },
  }),
];
