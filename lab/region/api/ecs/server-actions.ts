import { z } from 'zod';
import { type Region } from '../../context';
import { invalid } from '../../errors';
import { route } from '../../http/route';
import { metadata, serverReferences } from '../../schema';
import { type Job } from '../../store/job';
import { type Server } from '../../store/server';
import { endJob, startJob } from './jobs';
import { portsOf } from './server-form';

const withType = z.strictObject({ servers: serverReferences, type: z.enum(['SOFT', 'HARD']).default('SOFT') });

const actions = {
  'os-start': { type: 'startServer', steps: ['on'] },
  'os-stop': { type: 'stopServer', steps: ['off'] },
  reboot: { type: 'rebootServer', steps: ['off', 'on'] },
} as const satisfies Record<string, { type: Job['type']; steps: readonly Server['power'][] }>;

const actionBody = z.strictObject({
  'os-start': z.strictObject({ servers: serverReferences }).optional(),
  'os-stop': withType.optional(),
  reboot: withType.optional(),
});

/** Brings the servers through `steps` one after the other, each time waiting for the data plane. */
function switchPower(region: Region, job: Job, steps: readonly Server['power'][]): void {
  const [power, ...rest] = steps;
  if (power === undefined) {
    endJob(region, job.id);
    return;
  }
  region.changes.runInBackground({
    change: () => {
      for (const id of job.serverIds) region.store.servers.update(id, { power, updatedAt: region.clock() });
    },
    done: () => {
      switchPower(region, job, rest);
    },
    failed: (reason) => {
      endJob(region, job.id, reason);
    },
  });
}

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
        return startJob(region, actions[name].type, ids);
      });
      switchPower(region, job, actions[name].steps);
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
  route({
    service: 'ecs',
    method: 'GET',
    path: '/v1/{project_id}/cloudservers/{server_id}/os-interface',
    summary: 'List the network interfaces of a server',
    errors: 'wrapped',
    status: 200,
    handle: ({ region, params }) => {
      region.store.servers.need(params.server_id);
      return {
        interfaceAttachments: portsOf(region, params.server_id).map((port) => ({
          port_id: port.id,
          port_state: 'ACTIVE',
          net_id: port.subnetId,
          mac_addr: port.mac,
          fixed_ips: [
            { ip_address: port.ipv4, subnet_id: region.store.subnets.get(port.subnetId)?.neutronSubnetId ?? '' },
          ],
        })),
      };
    },
  }),
];
