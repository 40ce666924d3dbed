import { z } from 'zod';
import { type Region } from '../../context';
import { invalid } from '../../errors';
import { type Paging } from '../../http/paging';
import { route } from '../../http/route';
import { aboutServers, endJob, runJob, startJob } from '../../jobs';
import { TEXTS } from '../../limits';
import { enterpriseProjectId, serverReferences, textOf } from '../../schema';
import { type Job } from '../../store/job';
import { type Server } from '../../store/server';
import { tagText } from '../../store/tag';
import { createServer, serverCreation, serverDescription, serverName } from './server-creation';
import { releasePublicip } from './server-publicip';
import { removeServer } from './server-removal';
import { portsOf, serverForm, serverStatus } from './server-form';

/** Boots a server that the store has; takes it out of the store again if it can't be booted. */
function boot(region: Region, job: Job, server: Server): void {
  region.changes.runInBackground({
    change: () => {
      region.store.servers.update(server.id, { phase: 'booting' });
    },
    done: () => {
      // A deletion that waited with the boot may have taken it away in the same go.
      if (region.store.servers.get(server.id)) region.store.servers.update(server.id, { phase: 'present' });
      endJob(region, job.id);
    },
    failed: (reason) => {
      if (region.store.servers.get(server.id)) {
        releasePublicip(region, server.id);
        removeServer(region, server.id, { releaseEips: false, deleteDataDisks: true });
      }
      endJob(region, job.id, reason);
    },
  });
}

const creation = (path: '/v1.1/{project_id}/cloudservers' | '/v1/{project_id}/cloudservers', version: string) =>
  route({
    service: 'ecs',
    method: 'POST',
    path,
    summary: `Create a server; a job boots it (${version})`,
    errors: 'wrapped',
    status: 200,
    body: serverCreation,
    handle: async ({ region, body }) => {
      const { server, job } = await region.changes.run(() => {
        const created = createServer(region, body.server);
        return { server: created, job: startJob(region, 'createServer', aboutServers([created.id])) };
      });
      boot(region, job, server);
      return { job_id: job.id, serverIds: [server.id] };
    },
  });

const listQuery = z.strictObject({
  limit: z
    .string()
    .regex(/^\d{1,4}$/, 'a number from 0 to 1000')
    .optional(),
  offset: z
    .string()
    .regex(/^\d{1,6}$/, 'a page number, counted from 1')
    .optional(),
  name: z.string().optional(),
  status: z.string().optional(),
  flavor: z.string().optional(),
  ip: z.string().optional(),
  ip_eq: z.string().optional(),
  server_id: z.string().optional(),
  tags: z.string().optional(),
  enterprise_project_id: enterpriseProjectId.optional(),
});

/** As the API has it, `name` and `ip` match parts, the others match whole values; of several tags a server has all. */
function matches(server: Server, query: z.infer<typeof listQuery>, region: Region): boolean {
  const addresses = portsOf(region, server.id).map((port) => port.ipv4);
  const { ip, ip_eq: ipEqual } = query;
  return (
    (query.name === undefined || server.name.includes(query.name)) &&
    (query.status ?? serverStatus(server)) === serverStatus(server) &&
    (query.flavor ?? server.flavorId) === server.flavorId &&
    (ip === undefined || addresses.some((address) => address.includes(ip))) &&
    (ipEqual === undefined || addresses.includes(ipEqual)) &&
    (query.server_id === undefined || query.server_id.split(',').includes(server.id)) &&
    (query.tags === undefined ||
      query.tags.split(',').every((wanted) => server.tags.some((tag) => tagText(tag) === wanted)))
  );
}

/** This list alone counts pages: `offset` 2 with `limit` 25 gives the 26th to the 50th. */
function numberedPage<T>(all: readonly T[], query: Paging & { readonly offset?: string | undefined }): T[] {
  const limit = Number(query.limit ?? '25');
  if (limit > 1000) throw invalid('limit', `${limit} is more than 1000`);
  const page = Math.max(1, Number(query.offset ?? '1'));
  return all.slice((page - 1) * limit, page * limit);
}

const deletion = z.strictObject({
  servers: serverReferences,
  delete_publicip: z.boolean().default(false),
  delete_volume: z.boolean().default(false),
});

export const serverRoutes = [
  creation('/v1.1/{project_id}/cloudservers', 'v1.1'),
  creation('/v1/{project_id}/cloudservers', 'v1'),
  route({
    service: 'ecs',
    method: 'GET',
    path: '/v1/{project_id}/cloudservers/detail',
    summary: 'List servers',
    errors: 'wrapped',
    status: 200,
    query: listQuery,
    handle: ({ region, query }) => {
      const all = region.store.servers.filter((server) => matches(server, query, region));
      return { count: all.length, servers: numberedPage(all, query).map((server) => serverForm(server, region)) };
    },
  }),
  route({
    service: 'ecs',
    method: 'GET',
    path: '/v1/{project_id}/cloudservers/{server_id}',
    summary: 'Show a server',
    errors: 'wrapped',
    status: 200,
    handle: ({ region, params }) => ({ server: serverForm(region.store.servers.need(params.server_id), region) }),
  }),
  route({
    service: 'ecs',
    method: 'PUT',
    path: '/v1/{project_id}/cloudservers/{server_id}',
    summary:
      'Rename or describe a server, or give it a host name, which it has from its next boot on; `user_data` is ignored, since the provider sends a hash of it',
    errors: 'wrapped',
    status: 200,
    body: z.strictObject({
      server: z.strictObject({
        name: serverName.optional(),
        description: serverDescription.optional(),
        hostname: textOf(TEXTS.hostname).optional(),
        user_data: z.string().optional(),
      }),
    }),
    change: ({ region, params, body: { server: wanted } }) => {
      const updated = region.store.servers.update(params.server_id, {
        name: wanted.name,
        description: wanted.description,
        ...(wanted.hostname !== undefined && { hostname: wanted.hostname, isHostnameChosen: true }),
        updatedAt: region.clock(),
      });
      return { server: serverForm(updated, region) };
    },
  }),
  route({
    service: 'ecs',
    method: 'POST',
    path: '/v1/{project_id}/cloudservers/delete',
    summary:
      'Delete servers by a job, also such as are mirrored; with `delete_publicip` their EIPs are released, with `delete_volume` all their data disks deleted',
    errors: 'wrapped',
    status: 200,
    body: deletion,
    handle: async ({ region, body }) => {
      const ids = body.servers.map((server) => server.id);
      const job = await region.changes.run(() => {
        ids.forEach((id) => region.store.servers.need(id));
        return startJob(region, 'deleteServer', aboutServers(ids));
      });
      const removal = { releaseEips: body.delete_publicip, deleteDataDisks: body.delete_volume };
      const remove = () => {
        ids.forEach((id) => {
          removeServer(region, id, removal);
        });
      };
      runJob(region, job, [remove]);
      return { job_id: job.id };
    },
  }),
];
