import { z } from 'zod';
import { invalid } from '../../errors';
import { route } from '../../http/route';
import { endJob, startJob } from '../../jobs';
import { newTags, vpcTags } from '../../schema';
import { oldTags } from '../tags';
import { performanceProblems } from './bought-disk';

const volume = '/{project_id}/cloudvolumes/{volume_id}';

/** What of a disk is changed by calls of its own. */
export const volumeSettingRoutes = [
  route({
    service: 'evs',
    method: 'POST',
    path: `/v2${volume}/tags/action`,
    summary: 'Add or remove tags of a disk',
    errors: 'wrapped',
    status: 204,
    body: z.discriminatedUnion('action', [
      z.strictObject({ action: z.literal('create'), tags: newTags(vpcTags) }),
      z.strictObject({ action: z.literal('delete'), tags: oldTags }),
    ]),
    change: ({ region, params, body }) => {
      const { tags } = region.store.volumes.need(params.volume_id);
      const gone = new Set(body.action === 'delete' ? body.tags.map(({ key }) => key) : []);
      const kept = Object.entries(tags).filter(([key]) => !gone.has(key));
      const added = body.action === 'create' ? body.tags.map(({ key, value }) => [key, value] as const) : [];
      const changed = Object.fromEntries([...kept, ...added]);
      region.store.volumes.update(params.volume_id, { tags: changed, updatedAt: region.clock() });
    },
  }),
  route({
    service: 'evs',
    method: 'PUT',
    path: `/v5${volume}/qos`,
    summary: 'Give a disk other iops and throughput, where its type has them, by a job',
    errors: 'wrapped',
    status: 202,
    body: z.strictObject({
      qos_modify: z.strictObject({
        iops: z.number().int('not a whole number'),
        throughput: z.number().int('not a whole number').optional(),
      }),
    }),
    change: ({ region, params, body: { qos_modify: wanted } }) => {
      const { id, volumeType: volumetype, size, throughput } = region.store.volumes.need(params.volume_id);
      const [problem] = performanceProblems({ throughput, ...wanted, volumetype, size });
      if (problem) throw invalid(`qos_modify.${problem[0]}`, problem[1]);
      region.store.volumes.update(id, { ...wanted, updatedAt: region.clock() });
      const job = startJob(region, 'modifyVolume', [{ volume_id: id }]);
      endJob(region, job.id);
      return { job_id: job.id };
    },
  }),
];
