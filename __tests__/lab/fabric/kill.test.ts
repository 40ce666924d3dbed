import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { hostState, living, livingAfter, sleep, treeBelow } from '../../process-tree';
import { describeUnless } from './prerequisites';
import { missing } from './test-lab';

jest.setTimeout(120_000);

const LAB = join(__dirname, 'killed-lab.ts');

function startLab(): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', LAB], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
}

describeUnless(missing, 'a fabric whose owner is killed', () => {
  test('GIVEN a lab with servers and mirrored traffic WHEN its owner gets SIGKILL THEN all is gone', async () => {
    const host = hostState();
    const lab = startLab();
    await once(lab.stdout as NodeJS.ReadableStream, 'data');
    const snapshot = treeBelow(lab.pid ?? 0);
    // Three guests, their sshd, the places and the taps; if this is empty, the test looks in the wrong place.
    expect(snapshot.processes.size).toBeGreaterThan(12);
    expect(snapshot.namespaces.size).toBeGreaterThan(12);
    expect(living(snapshot).length).toBeGreaterThan(12);

    lab.kill('SIGKILL');
    expect(await livingAfter(snapshot, 10_000)).toEqual([]);
    expect(hostState()).toEqual(host);
  });

  test('GIVEN ten random moments WHEN the owner gets SIGKILL THEN nothing is left each time', async () => {
    const host = hostState();
    for (let round = 0; round < 10; round += 1) {
      const lab = startLab();
      const moment = Math.round(200 + Math.random() * 2800);
      await sleep(moment);
      const snapshot = treeBelow(lab.pid ?? 0);
      lab.kill('SIGKILL');
      expect({ moment, left: await livingAfter(snapshot, 10_000) }).toEqual({ moment, left: [] });
    }
    expect(hostState()).toEqual(host);
  });
});
