import { z } from 'zod';
import { invalid } from '../../errors';
import { route } from '../../http/route';
import { aboutServers, runJob, startJob } from '../../jobs';
import { metadata, serverReferences } from '../../schema';
import { type JobType } from '../../store/job';
import { type Server } from '../../store/server';

const withType = z.strictObject({ servers: serverReferences, type: z.enum(['SOFT', 'HARD']).default('SOFT') });

const actions = {
  'os-start': { type: 'startServer', steps: ['on'] },
  'os-stop': { type: 'stopServer', steps: ['off'] },
  reboot: { type: 'rebootServer', steps: ['off', 'on'] },
} as const satisfies Record<string, { type: JobType; steps: readonly Server['power'][] }>;

const actionBody = z.strictObject({
  'os-start': z.strictObject({ servers: serverReferences }).optional(),
  'os-stop': withType.optional(),
  reboot: withType.optional(),
});

export const serverActionRoutes = [
  route({
    service: 'ecs',
    method: 'POST',
    path: '/v1/{project_id}/cloudservers/action',
    summary: 'Start, stop or reboot servers by a job',
    errors: 'wrapped',
    status: 200,
    body: actionBody,
    handle: async ({ region, body }) => {
      const wanted = (['os-start', 'os-stop', 'reboot'] as const).filter((name) => body[name] !== undefined);
      const [name] = wanted;
      if (name === undefined || wanted.length > 1) {
        throw invalid('body', `exactly one of ${Object.keys(actions).join(', ')} is expected`);
      }
      const ids = body[name]?.servers.map((server) => server.id) ?? [];
      const job = await region.changes.run(() => {
        ids.forEach((id) => region.store.servers.need(id));
        return startJob(region, actions[name].type, aboutServers(ids));
      });
      const steps = actions[name].steps.map((power) => () => {
        for (const id of ids) region.store.servers.update(id, { power, updatedAt: region.clock() });
      });
      runJob(region, job, steps);
      return { job_id: job.id };
    },
  }),
  route({
    service: 'ecs',
    method: 'POST',
    path: '/v1/{project_id}/cloudservers/{server_id}/metadata',
    summary: 'Set metadata of a server',
    errors: 'wrapped',
    status: 200,
    body: z.strictObject({ metadata }),
    change: ({ region, params, body }) => {
      const server = region.store.servers.need(params.server_id);
      const merged = { ...server.metadata, ...body.metadata };
      region.store.servers.update(server.id, { metadata: merged, updatedAt: region.clock() });
      return { metadata: merged };
    },
  }),
  route({
    service: 'ecs',
    method: 'DELETE',
    path: '/v1/{project_id}/cloudservers/{server_id}/metadata/{key}',
    summary: 'Remove a metadata key of a server',
    errors: 'wrapped',
    status: 204,
    change: ({ region, params }) => {
      const server = region.store.servers.need(params.server_id);
      const rest = Object.fromEntries(Object.entries(server.metadata).filter(([key]) => key !== params.key));
      region.store.servers.update(server.id, { metadata: rest, updatedAt: region.clock() });
    },
  }),
];
