import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../lab/cli/workspace';
import { livingAfter, together, treeBelow } from '../process-tree';
import { describeUnless } from '../needs';
import { missing } from './fabric/test-lab';

jest.setTimeout(60_000);

/** A mistake of the lab's, a moment after its process has begun to start it. */
const MISTAKE = "setTimeout(() => void Promise.reject(new Error('a mistake')), 1000)";

describeUnless(missing, 'the process that holds a lab', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'daemon-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('GIVEN an error that nobody catches THEN it tells that in a sentence, notes where, and takes the lab down', async () => {
    const logFile = join(folder, 'lab.log');
    const log = openSync(logFile, 'a');
    const lab = fork(join(ROOT, 'lab', 'daemon.ts'), ['{}'], {
      execArgv: ['--import', 'tsx', '--import', `data:text/javascript,${MISTAKE}`],
      stdio: ['ignore', log, log, 'ipc'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const told: unknown[] = [];
    let tree = treeBelow(lab.pid ?? 0);
    lab.on('message', (message) => {
      told.push(message);
      tree = together([tree, treeBelow(lab.pid ?? 0)]);
    });
    expect(await once(lab, 'exit')).toEqual([1, null]);
    expect(told).toContainEqual({ type: 'over', message: 'the lab has failed by itself: a mistake' });
    expect(readFileSync(logFile, 'utf8')).toMatch(/^\S+Z Error: a mistake\n {4}at /);
    expect(tree.processes.size).toBeGreaterThan(0);
    expect(await livingAfter(tree, 5_000)).toEqual([]);
  });
});
