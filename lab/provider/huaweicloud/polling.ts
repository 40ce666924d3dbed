import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { segment } from './api';
import { apiOf, type HuaweicloudCall } from './huaweicloud';

/** Between two looks; the lab is on this machine, so a short one does no harm. */
const firstPauseMs = 20;
const longestPauseMs = 500;

/**
 * Looks until `look` finds something. It looks at once: unlike the real provider, the stand-in waits for nothing but
 * the region.
 *
 * @throws Error naming `what` when the operation's time is over, or when Terraform was interrupted
 */
export async function poll<Found>(
  { signal, timeoutMs }: HuaweicloudCall,
  what: string,
  look: () => Promise<Found | undefined>,
): Promise<Found> {
  const deadline = performance.now() + timeoutMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() + pauseMs > deadline) throw new Error(`${what} took longer than ${timeoutMs / 1000} s`);
    await wait(pauseMs, undefined, { signal }).catch(() => {
      throw signal.reason instanceof Error ? signal.reason : new Error('stopped');
    });
  }
}

const job = z.object({
  status: z.string(),
  error_code: z.string().nullish(),
  fail_reason: z.string().nullish(),
  entities: z
    .object({
      sub_jobs: z.array(z.object({ entities: z.object({ server_id: z.string().optional() }).nullish() })).optional(),
    })
    .nullish(),
});

/**
 * Waits for an ECS job, also when Terraform is told to stop: the provider waits for jobs without a look at that (provider
 * source: golangsdk, WaitForJobSuccess), so that a server which is being made is made. Resolves with the first server
 * that the job is about; rejects with the reason when it fails.
 */
export function waitForJob(call: HuaweicloudCall, jobId: string): Promise<string> {
  return poll({ ...call, signal: new AbortController().signal }, `job ${jobId}`, async () => {
    const path = `v1/{p}/jobs/${segment(jobId)}`;
    const state = await apiOf(call).read({ service: 'ecs', method: 'GET', path }, job);
    if (state.status === 'FAIL') {
      throw new Error(`the job failed: ${[state.error_code, state.fail_reason].filter(Boolean).join(': ')}`);
    }
    if (state.status !== 'SUCCESS') return undefined;
    return state.entities?.sub_jobs?.[0]?.entities?.server_id ?? '';
  });
}
