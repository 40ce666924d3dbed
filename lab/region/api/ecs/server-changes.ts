import { z } from 'zod';
import { conflict, danglingReference, invalid } from '../../errors';
import { route } from '../../http/route';
import { aboutServers, runJob, startJob } from '../../jobs';
import { ipv4 } from '../../schema';
import { attachmentTo, isSystemDisk } from '../../store/volume';
import { flavorsOf } from './flavors';
import { movePort } from './nics';
import { groupReferences, groupsOf, userData } from './server-creation';
import { portsOf } from './server-form';

const resize = (
  path: '/v1/{project_id}/cloudservers/{server_id}/resize' | '/v1.1/{project_id}/cloudservers/{server_id}/resize',
  version: string,
) =>
  route({
    service: 'ecs',
    method: 'POST',
    path,
    summary: `Give a server another flavor by a job; one that runs is stopped for it if the mode says so (${version})`,
    errors: 'wrapped',
    status: 200,
    body: z.strictObject({
      resize: z.strictObject({
        flavorRef: z.string(),
        mode: z.literal('withStopServer').optional(),
        // What it costs is nothing here.
        extendparam: z.strictObject({ isAutoPay: z.enum(['', 'true', 'false']).optional() }).optional(),
      }),
    }),
    handle: async ({ region, params: { server_id: id }, body: { resize: wanted } }) => {
      const { servers } = region.store;
      const { job, wasOn } = await region.changes.run(() => {
        const server = servers.need(id);
        if (!flavorsOf(region.settings).some((flavor) => flavor.id === wanted.flavorRef)) {
          throw danglingReference('resize.flavorRef', 'flavor', wanted.flavorRef);
        }
        if (server.flavorId === wanted.flavorRef) throw invalid('resize.flavorRef', 'that is its flavor already');
        if (server.power === 'on' && wanted.mode === undefined) {
          throw conflict(`server ${server.name} runs: stop it, or let resize.mode be withStopServer`);
        }
        return { job: startJob(region, 'resizeServer', aboutServers([id])), wasOn: server.power === 'on' };
      });
      const become = (patch: Parameters<typeof servers.update>[1]) => () => {
        servers.update(id, { ...patch, updatedAt: region.clock() });
      };
      const [off, on] = [become({ power: 'off' }), become({ power: 'on' })];
      const change = become({ flavorId: wanted.flavorRef });
      runJob(region, job, wasOn ? [off, change, on] : [change]);
      return { job_id: job.id };
    },
  });

/** Of a system disk that is made anew. */
const systemDisk = z.strictObject({
  user_data: userData.optional(),
  __system__encrypted: z.literal('0', { error: 'encrypted disks are not emulated' }).optional(),
  // Of a disk that is not encrypted it means nothing.
  __system__cmkid: z.string().optional(),
});

const changeOs = (
  path: '/v1/{project_id}/cloudservers/{server_id}/changeos' | '/v2/{project_id}/cloudservers/{server_id}/changeos',
  title: string,
) =>
  route({
    service: 'ecs',
    method: 'POST',
    path,
    summary: `Give a server another image by a job: a new system disk, booted for the first time (${title})`,
    errors: 'wrapped',
    status: 200,
    body: z.strictObject({
      'os-change': z.strictObject({
        imageid: z.string(),
        keyname: z.string().optional(),
        // Taken and dropped: the lab's servers know keys alone.
        adminpass: z.string().optional(),
        userid: z.string().optional(),
        mode: z.literal('withStopServer').optional(),
        isAutoPay: z.enum(['true', 'false']).optional(),
        metadata: systemDisk.optional(),
      }),
    }),
    handle: async ({ region, params: { server_id: id }, body: { 'os-change': wanted } }) => {
      const { store } = region;
      const { job, key } = await region.changes.run(() => {
        const server = store.servers.need(id);
        store.images.refer('os-change.imageid', wanted.imageid);
        if (server.power === 'on' && wanted.mode === undefined) {
          throw conflict(`server ${server.name} runs: stop it, or let os-change.mode be withStopServer`);
        }
        const pair =
          wanted.keyname === undefined ? undefined : store.keypairs.refer('os-change.keyname', wanted.keyname);
        return { job: startJob(region, 'changeOS', aboutServers([id])), key: pair };
      });
      const leave = () => {
        store.servers.update(id, { phase: 'queued' });
      };
      const boot = () => {
        const data = wanted.metadata?.user_data;
        store.servers.update(id, {
          imageId: wanted.imageid,
          withoutYum: !store.images.need(wanted.imageid).hasYum,
          ...(key && { keyName: key.id, authorizedKey: key.publicKey }),
          ...(data !== undefined && data !== '' && { userData: data }),
          phase: 'booting',
          power: 'on',
          updatedAt: region.clock(),
        });
        const disk = store.volumes.find((volume) => attachmentTo(volume, id) !== undefined && isSystemDisk(volume));
        if (disk) store.volumes.update(disk.id, { imageId: wanted.imageid, updatedAt: region.clock() });
      };
      const be = (patch: Parameters<typeof store.servers.update>[1]) => () => {
        if (store.servers.get(id)) store.servers.update(id, patch);
      };
      runJob(region, job, [leave, boot, be({ phase: 'present' })], be({ phase: 'present', power: 'off' }));
      return { job_id: job.id };
    },
  });

export const serverChangeRoutes = [
  resize('/v1.1/{project_id}/cloudservers/{server_id}/resize', 'v1.1'),
  resize('/v1/{project_id}/cloudservers/{server_id}/resize', 'v1'),
  changeOs('/v1/{project_id}/cloudservers/{server_id}/changeos', 'v1: images without cloud-init'),
  changeOs('/v2/{project_id}/cloudservers/{server_id}/changeos', 'v2: images with cloud-init'),
  route({
    service: 'ecs',
    method: 'POST',
    path: '/v1/{project_id}/cloudservers/{server_id}/changevpc',
    summary:
      'Move a server with one network interface to another network or address by a job; the id of its port stays',
    errors: 'wrapped',
    status: 200,
    body: z.strictObject({
      vpc_id: z.string(),
      nic: z.strictObject({
        subnet_id: z.string(),
        ip_address: z.union([ipv4, z.literal('')]).optional(),
        security_groups: groupReferences.optional(),
      }),
    }),
    handle: async ({ region, params: { server_id: id }, body }) => {
      const job = await region.changes.run(() => {
        region.store.servers.need(id);
        const { id: vpcId } = region.store.vpcs.refer('vpc_id', body.vpc_id);
        const [port, second] = portsOf(region, id);
        if (!port || second) throw conflict(`server ${id} has several network interfaces: take all but the first away`);
        const groups = body.nic.security_groups && groupsOf(region, 'nic.security_groups', body.nic.security_groups);
        const place = { vpcId, subnetId: body.nic.subnet_id, ipv4: body.nic.ip_address, groups };
        movePort(region, port, place, 'nic.');
        region.store.servers.update(id, { vpcId, updatedAt: region.clock() });
        return startJob(region, 'changeVpc', aboutServers([id]));
      });
      runJob(region, job, []);
      return { job_id: job.id };
    },
  }),
];
