import { isoTime } from '../../clock';
import { route } from '../../http/route';
import { type Job, JOB_TYPES } from '../../store/job';

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
      // IMS has them at the top.
      ...(job.type === 'createImage' && {
        ...job.entities[0],
        sub_jobs_result: job.entities.map((entities) => ({ ...outcome, job_id: job.id, entities })),
      }),
      sub_jobs_total: job.entities.length,
      sub_jobs: job.entities.map((entities, index) => ({
        ...outcome,
        job_id: `${job.id.slice(0, -4)}${index.toString(16).padStart(4, '0')}`,
        job_type: JOB_TYPES[job.type],
        entities,
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
