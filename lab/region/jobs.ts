import { type Region } from './context';
import { type Job, type JobType } from './store/job';

/** Starts a job about `entities`, such as `{ server_id }`; it runs until {@link endJob}. */
export const startJob = (region: Region, type: JobType, entities: Job['entities']): Job =>
  region.store.jobs.insert({
    id: region.ids.hex(),
    type,
    status: 'RUNNING',
    entities,
    beginTime: region.clock(),
  });

export const aboutServers = (ids: readonly string[]): Job['entities'] => ids.map((server_id) => ({ server_id }));

/** Ends a job, as a failure when there is a `failReason`. */
export const endJob = (region: Region, id: string, failReason?: string): void => {
  region.store.jobs.update(id, {
    status: failReason === undefined ? 'SUCCESS' : 'FAIL',
    failReason,
    endTime: region.clock(),
  });
};

/**
 * Takes what a job is about through `steps`, one after the other, each time waiting for the data plane. The job ends with
 * the last one, or fails with the first that cannot be made, which is taken back; those before it stay.
 */
export function runJob(region: Region, job: Job, steps: readonly (() => void)[], whenFailed?: () => void): void {
  const [step, ...rest] = steps;
  if (step === undefined) {
    endJob(region, job.id);
    return;
  }
  region.changes.runInBackground({
    change: step,
    done: () => {
      runJob(region, job, rest, whenFailed);
    },
    failed: (reason) => {
      whenFailed?.();
      endJob(region, job.id, reason);
    },
  });
}
