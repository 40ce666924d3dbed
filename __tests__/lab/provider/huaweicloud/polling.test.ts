import { type HuaweicloudCall } from '../../../../lab/provider/huaweicloud/huaweicloud';
import { poll, waitForJob } from '../../../../lab/provider/huaweicloud/polling';

function call(answers: readonly unknown[], more: Partial<HuaweicloudCall> = {}): HuaweicloudCall {
  const left = [...answers];
  const api = { read: () => Promise.resolve(left.length > 1 ? left.shift() : left[0]) };
  const meta = { api } as unknown as HuaweicloudCall['meta'];
  return { meta, signal: new AbortController().signal, timeoutMs: 10_000, ...more };
}

test('GIVEN a job that is done later THEN its server is what comes back', async () => {
  const done = { status: 'SUCCESS', entities: { sub_jobs: [{ entities: { server_id: 'id-1' } }] } };
  expect(await waitForJob(call([{ status: 'INIT' }, { status: 'RUNNING' }, done]), 'job-1')).toBe('id-1');
});

test('GIVEN a job that fails THEN code and reason are told', async () => {
  const failed = { status: 'FAIL', error_code: 'Ecs.0319', fail_reason: 'no room' };
  await expect(waitForJob(call([failed]), 'job-1')).rejects.toThrow('the job failed: Ecs.0319: no room');
});

test('GIVEN an operation whose time is over THEN what took so long is named', async () => {
  const late = call([{ status: 'RUNNING' }], { timeoutMs: 1 });
  await expect(waitForJob(late, 'job-1')).rejects.toThrow('job job-1 took longer than 0.001 s');
});

test('GIVEN an interruption THEN a wait ends with its reason', async () => {
  const controller = new AbortController();
  const waiting = poll(call([], { signal: controller.signal }), 'it', () => {
    controller.abort(new Error('stopped'));
    return Promise.resolve(undefined);
  });
  await expect(waiting).rejects.toThrow('stopped');
});

test('GIVEN an interruption WHEN a job is waited for THEN it is waited for to its end', async () => {
  const done = { status: 'SUCCESS', entities: { sub_jobs: [{ entities: { server_id: 'id-1' } }] } };
  const signal = AbortSignal.abort(new Error('stopped'));
  expect(await waitForJob(call([{ status: 'RUNNING' }, done], { signal }), 'job-1')).toBe('id-1');
});
