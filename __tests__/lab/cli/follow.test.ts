import { spawn } from 'node:child_process';
import { follow } from '../../../lab/cli/follow';

describe('a child that is followed to its end', () => {
  const never = new AbortController().signal;
  const sh = (script: string) => spawn('sh', ['-c', script], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });

  test('its lines are told as they come, and are there at the end with its status', async () => {
    const told: string[] = [];
    const { status, lines } = await follow(sh('echo one; echo two >&2; exit 7'), {
      signal: never,
      onLine: (line) => told.push(line),
    });
    expect([...lines].sort()).toEqual(['one', 'two']);
    expect(told).toEqual(lines);
    expect(status).toBe(7);
  });

  test('GIVEN a signal ended it THEN its status is what a shell would say', async () => {
    expect(await follow(sh('kill -TERM $$'), { signal: never })).toMatchObject({ status: 128 + 15 });
  });

  test('WHEN it is aborted THEN it ends with all that it has started', async () => {
    const abort = new AbortController();
    // The pipe is open, and so the wait goes on, as long as any process of the two lives.
    const ended = follow(sh('trap "" TERM INT; sleep 1000 & echo started; wait'), {
      signal: abort.signal,
      onLine: () => {
        abort.abort();
      },
    });
    expect(await ended).toEqual({ status: 128 + 9, lines: ['started'] });
  });

  test('GIVEN it was aborted before it began THEN it ends', async () => {
    const abort = new AbortController();
    abort.abort();
    expect(await follow(sh('sleep 1000'), { signal: abort.signal })).toMatchObject({ status: 128 + 9 });
  });

  test('GIVEN a program that is not there THEN it rejects', async () => {
    await expect(follow(spawn('/nonexistent/program'), { signal: never })).rejects.toThrow('ENOENT');
  });
});
