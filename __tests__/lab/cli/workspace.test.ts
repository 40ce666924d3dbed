import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, Workspace } from '../../../lab/cli/workspace';
import { startTime } from '../../../lab/processes';

// On a busy machine, the reader of a record and its writer get little time.
jest.setTimeout(30_000);

describe('the folder of a lab', () => {
  const workspace = new Workspace(`test-${process.pid}`);
  afterEach(() => {
    workspace.remove();
  });

  test('its cdktf.json has the settings, and starts the project’s app', () => {
    workspace.write({ listeningPort: 4321 });
    expect(JSON.parse(readFileSync(join(workspace.folder, 'cdktf.json'), 'utf8'))).toMatchObject({
      app: 'node --no-deprecation --import tsx ../../main.ts',
      context: { trafficMirroring: { listeningPort: 4321 } },
    });
  });

  test('GIVEN files of an earlier lab WHEN it is made THEN they are gone', () => {
    workspace.write({});
    writeFileSync(join(workspace.folder, 'old'), '');
    workspace.write({});
    expect(existsSync(join(workspace.folder, 'old'))).toBe(false);
  });

  test.each(['', '{"pid": 1', 'null', '{"pid": "1"}', '[]'])(
    'GIVEN %j where a record should be THEN there is none, and another can be written',
    (text) => {
      workspace.write({});
      for (const name of ['lab.json', 'runner.json']) writeFileSync(join(workspace.folder, name), text);
      expect([workspace.record(), workspace.runner()]).toEqual([undefined, undefined]);
      const runner = { pid: process.pid, started: startTime(process.pid) ?? '' };
      workspace.writeRunner(runner);
      expect(workspace.runner()).toEqual(runner);
    },
  );

  test('GIVEN a reader at any time THEN a record is there whole or not at all', async () => {
    workspace.write({});
    const runner = { pid: process.pid, started: startTime(process.pid) ?? '', padding: 'x'.repeat(1 << 20) };
    // Ends by itself with the folder.
    const script = 'while [ -e cdktf.json ]; do cat runner.json | tail -c 2; done 2>/dev/null';
    const reader = spawn('sh', ['-c', script], { cwd: workspace.folder, stdio: ['ignore', 'pipe', 'ignore'] });
    let ends = '';
    reader.stdout.on('data', (chunk: Buffer) => {
      ends += chunk.toString();
    });
    for (let turn = 0; turn < 200; turn += 1) {
      workspace.writeRunner(runner);
      await new Promise(setImmediate);
    }
    reader.kill('SIGKILL');
    await once(reader, 'close');
    expect(ends.replaceAll('}\n', '')).toBe('');
    expect(ends).not.toBe('');
  });

  test('GIVEN the process of a record is gone THEN no lab runs', () => {
    workspace.write({});
    const record = { operatorPid: 1, agentSocket: '/k', publicKey: 'p' };
    workspace.writeRecord({ ...record, pid: process.pid, started: startTime(process.pid) ?? '' });
    expect(workspace.record()?.pid).toBe(process.pid);
    workspace.writeRecord({ ...record, pid: process.pid, started: 'another time' });
    expect(workspace.record()).toBeUndefined();
  });

  test('commands name the lab, unless it is the one that needs no name', () => {
    expect(workspace.commandLine('stop')).toBe(`npm run lab -- --lab ${workspace.name} stop`);
    expect(new Workspace('main').commandLine('stop')).toBe('npm run lab -- stop');
  });
});

test('GIVEN the last lab is removed THEN its folder is gone, and the folder of all labs with it', () => {
  const parent = join(ROOT, '.lab');
  const others = existsSync(parent);
  const workspace = new Workspace(`test-remove-${process.pid}`);
  workspace.write({});
  workspace.remove();
  expect(existsSync(workspace.folder)).toBe(false);
  if (!others) expect(existsSync(parent)).toBe(false);
});
