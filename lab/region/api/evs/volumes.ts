import { z } from 'zod';
import { availabilityZones, type Region } from '../../context';
import { conflict, invalid } from '../../errors';
import { pageOf } from '../../http/paging';
import { route } from '../../http/route';
import { endJob, startJob } from '../../jobs';
import { NUMBERS, TEXTS } from '../../limits';
import { checkQuota } from '../../quotas';
import { newEnterpriseProjectId, numberOf, textOf } from '../../schema';
import { type JobType } from '../../store/job';
import { isSystemDisk, type Volume } from '../../store/volume';
import { performanceProblems, volumeType } from './bought-disk';
import { attach, createVolume } from './new-volume';
import { volumeForm } from './volume-form';
import { searched, volumeQuery } from './volume-search';

const name = textOf(TEXTS.volumeName);
const description = textOf(TEXTS.volumeDescription);

const createBody = z.strictObject({
  volume: z.strictObject({
    availability_zone: z.string(),
    volume_type: volumeType,
    size: numberOf(NUMBERS.dataDisk),
    name: name.default(''),
    description: description.default(''),
    iops: z.number().int('not a whole number').optional(),
    throughput: z.number().int('not a whole number').optional(),
    count: z.literal(1, { error: 'one disk at a time' }).optional(),
    multiattach: z.boolean().optional(),
    enterprise_project_id: newEnterpriseProjectId.optional(),
    tags: z.record(z.string(), z.string()).default({}),
    metadata: z
      .strictObject({
        create_for_volume_id: z.enum(['true', 'false']).optional(),
        'hw:passthrough': z.enum(['true', 'false']).optional(),
      })
      .default({}),
  }),
  server_id: z.string().optional(),
});

function create(region: Region, { volume: wanted, server_id: serverId }: z.infer<typeof createBody>): Volume {
  const { store, settings } = region;
  const { availability_zone: availabilityZone, volume_type: volumetype } = wanted;
  if (!availabilityZones(settings).includes(availabilityZone)) {
    const zones = availabilityZones(settings).join(', ');
    throw invalid('volume.availability_zone', `${availabilityZone} is none of ${zones}`);
  }
  const [problem] = performanceProblems({ ...wanted, volumetype });
  if (problem) throw invalid(`volume.${problem[0]}`, problem[1]);
  checkQuota(settings.quotas, 'volumes', store.volumes.size);
  const { name: called, description: about, size, iops, throughput, tags } = wanted;
  const volume = createVolume(region, {
    ...{ name: called, description: about, volumetype, size, iops, throughput, availabilityZone, tags },
    multiattach: wanted.multiattach,
    'hw:passthrough': wanted.metadata['hw:passthrough'] === 'true',
    enterpriseProjectId: wanted.enterprise_project_id ?? '0',
  });
  if (serverId === undefined) return volume;
  const server = store.servers.refer('server_id', serverId);
  checkZone(volume, server);
  return attach(region, volume.id, server.id, { deleteOnTermination: false });
}

/** Throws 400 unless a disk and a server are in one zone. */
export function checkZone(volume: Volume, server: { readonly id: string; readonly availabilityZone: string }): void {
  if (volume.availabilityZone === server.availabilityZone) return;
  const zones = `${volume.availabilityZone}, and the server ${server.id} in ${server.availabilityZone}`;
  throw invalid('volume', `disk ${volume.id} is in ${zones}`);
}

/** Disks are nothing to the data plane, so a job about one has ended when it is asked for. */
function doneAtOnce(region: Region, type: JobType, volumeId: string): string {
  const job = startJob(region, type, [{ volume_id: volumeId }]);
  endJob(region, job.id);
  return job.id;
}

const extension = (
  path: '/v2/{project_id}/cloudvolumes/{volume_id}/action' | '/v2.1/{project_id}/cloudvolumes/{volume_id}/action',
  version: string,
) =>
  route({
    service: 'evs',
    method: 'POST',
    path,
    summary: `Make a disk larger, also one that is in use (${version})`,
    errors: 'wrapped',
    status: 202,
    body: z.strictObject({ 'os-extend': z.strictObject({ new_size: z.number().int('not a whole number') }) }),
    change: ({ region, params, body }) => {
      const volume = region.store.volumes.need(params.volume_id);
      const size = body['os-extend'].new_size;
      const { max } = isSystemDisk(volume) ? NUMBERS.systemDisk : NUMBERS.dataDisk;
      if (size <= volume.size || size > max) {
        throw invalid(
          'os-extend.new_size',
          `${size} is not more than the ${volume.size} GiB it has, and at most ${max}`,
        );
      }
      region.store.volumes.update(volume.id, { size, updatedAt: region.clock() });
      return { job_id: doneAtOnce(region, 'extendVolume', volume.id) };
    },
  });

const creation = (path: '/v2/{project_id}/cloudvolumes' | '/v2.1/{project_id}/cloudvolumes', version: string) =>
  route({
    service: 'evs',
    method: 'POST',
    path,
    summary: `Create a data disk, and attach it where a server is named (${version})`,
    errors: 'wrapped',
    status: 202,
    body: createBody,
    change: ({ region, body }) => {
      const volume = create(region, body);
      return { job_id: doneAtOnce(region, 'createVolume', volume.id), volume_ids: [volume.id] };
    },
  });

export const volumeRoutes = [
  creation('/v2.1/{project_id}/cloudvolumes', 'v2.1'),
  creation('/v2/{project_id}/cloudvolumes', 'v2'),
  route({
    service: 'evs',
    method: 'GET',
    path: '/v2/{project_id}/cloudvolumes/detail',
    summary: 'List disks',
    errors: 'wrapped',
    status: 200,
    query: volumeQuery,
    handle: ({ region, query: { offset, ...query } }) => {
      const all = searched(region, query);
      return { count: all.length, volumes: pageOf(all.slice(Number(offset ?? '0')), query), volumes_links: [] };
    },
  }),
  route({
    service: 'evs',
    method: 'GET',
    path: '/v2/{project_id}/cloudvolumes/{volume_id}',
    summary: 'Show a disk',
    errors: 'wrapped',
    status: 200,
    handle: ({ region, params }) => ({ volume: volumeForm(region.store.volumes.need(params.volume_id), region) }),
  }),
  route({
    service: 'evs',
    method: 'PUT',
    path: '/v2/{project_id}/cloudvolumes/{volume_id}',
    summary: 'Rename or describe a disk',
    errors: 'wrapped',
    status: 200,
    body: z.strictObject({
      volume: z.strictObject({ name: name.optional(), description: description.optional() }),
    }),
    change: ({ region, params, body }) => {
      const patch = { ...body.volume, updatedAt: region.clock() };
      return volumeForm(region.store.volumes.update(params.volume_id, patch), region);
    },
  }),
  route({
    service: 'evs',
    method: 'DELETE',
    path: '/v2/{project_id}/cloudvolumes/{volume_id}',
    summary: 'Delete a disk; 409 while it is attached',
    errors: 'wrapped',
    status: 200,
    query: z.strictObject({ cascade: z.enum(['true', 'false']).optional() }),
    change: ({ region, params }) => {
      const volume = region.store.volumes.need(params.volume_id);
      const [attachment] = volume.attachments;
      if (attachment) throw conflict(`disk ${volume.id} is attached to the server ${attachment.serverId}`);
      region.store.volumes.delete(volume.id);
      return { job_id: doneAtOnce(region, 'deleteVolume', volume.id) };
    },
  }),
  extension('/v2.1/{project_id}/cloudvolumes/{volume_id}/action', 'v2.1'),
  extension('/v2/{project_id}/cloudvolumes/{volume_id}/action', 'v2'),
];
