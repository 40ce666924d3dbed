import { spawn } from 'node:child_process';
import { announcedPid } from '../../../lab/fabric/lab-namespaces';

function start(script: string): Promise<number> {
  return announcedPid(spawn('sh', ['-c', script], { stdio: ['pipe', 'pipe', 'pipe'] }), 'the lab namespaces');
}

test('a first process says which it is', async () => {
  expect(await start('echo pid 42')).toBe(42);
});

test.each([
  ['is killed', 'kill -9 $$', 'it was killed'],
  [
    'is killed below unshare',
    'echo "unshare: sigprocmask unblock failed: Invalid argument" >&2; exit 1',
    'its first process was killed',
  ],
  ['fails', 'echo "mount: no room" >&2; exit 32', 'mount: no room'],
  ['ends in silence', 'exit 3', 'ended with status 3'],
])('one that %s before that: the reason in a sentence', async (_, script, reason) => {
  await expect(start(script)).rejects.toThrow(`cannot make the lab namespaces: ${reason}`);
});
