import { isoTime } from '../../clock';
import { type Region } from '../../context';
import { route } from '../../http/route';
import { type Job } from '../../store/job';

/** Starts a job for work on `serverIds`; it runs until {@link endJob}. */
export const startJob = (region: Region, type: Job['type'], serverIds: readonly string[]): Job =>
  region.store.jobs.insert({
    id: region.ids.hex(),
    type,
    status: 'RUNNING',
    serverIds,
    beginTime: region.clock(),
  });

/** Ends a job, as a failure when there is a `failReason`. */
export const endJob = (region: Region, id: string, failReason?: string): void => {
  region.store.jobs.update(id, {
    status: failReason === undefined ? 'SUCCESS' : 'FAIL',
    failReason,
    endTime: region.clock(),
  });
};

const subJobTypes = {
  createServer: 'createSingleServer',
  deleteServer: 'deleteSingleServer',
  startServer: 'startSingleServer',
  stopServer: 'stopSingleServer',
  rebootServer: 'rebootSingleServer',
} as const;

function form(job: Job) {
  const outcome = {
    status: job.status,
    begin_time: isoTime(job.beginTime),
    end_time: job.endTime ? isoTime(job.endTime) : '',
    error_code: job.failReason === undefined ? null : 'Lab.500',
    fail_reason: job.failReason ?? null,
  };
  return {
    ...outcome,
    job_id: job.id,
    job_type: job.type,
    entities: {
      sub_jobs_total: job.serverIds.length,
      sub_jobs: job.serverIds.map((serverId, index) => ({
        ...outcome,
        job_id: `${job.id.slice(0, -4)}${index.toString(16).padStart(4, '0')}`,
        job_type: subJobTypes[job.type],
        entities: { server_id: serverId },
      })),
    },
  };
}

export const jobRoutes = [
  route({
    service: 'ecs',
    method: 'GET',
    path: '/v1/{project_id}/jobs/{job_id}',
    summary: 'Show a job: SUCCESS when the data plane has followed, FAIL with its reason otherwise',
    errors: 'wrapped',
    status: 200,
    handle: ({ region, params }) => form(region.store.jobs.need(params.job_id)),
  }),
];
