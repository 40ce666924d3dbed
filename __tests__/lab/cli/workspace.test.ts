import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ROOT, Workspace } from '../../../lab/cli/workspace';
import { startTime } from '../../../lab/processes';

// On a busy machine, the reader of a record and its writer get little time.
jest.setTimeout(30_000);

/** In the place of the project's, which may be read-only. */
const place = mkdtempSync(join(tmpdir(), 'workspace-'));
const parent = join(place, '.lab');
afterAll(() => {
  rmSync(place, { recursive: true });
});

describe('the folder of a lab', () => {
  const workspace = new Workspace('test', parent);
  afterEach(() => {
    workspace.remove();
  });

  test('is in the project, unless it is told otherwise', () => {
    expect(new Workspace('main').folder).toBe(join(ROOT, '.lab', 'main'));
  });

  test('its cdktf.json has the settings, and starts the project’s app', () => {
    workspace.write({ listeningPort: 4321 });
    expect(JSON.parse(readFileSync(join(workspace.folder, 'cdktf.json'), 'utf8'))).toMatchObject({
      app: `node --no-deprecation --require tsx/cjs ${relative(workspace.folder, join(ROOT, 'main.ts'))}`,
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
    const runner = { pid: process.pid, started: startTime(process.pid) ?? '', padding: 'x'.repeat(1 << 18) };
    // Ends by itself with the folder.
    const script = 'while [ -e cdktf.json ]; do cat runner.json | tail -c 2; done 2>/dev/null';
    const reader = spawn('sh', ['-c', script], { cwd: workspace.folder, stdio: ['ignore', 'pipe', 'ignore'] });
    let ends = '';
    reader.stdout.on('data', (chunk: Buffer) => {
      ends += chunk.toString();
    });
    for (let turn = 0; turn < 100; turn += 1) {
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
  const [one, other] = [new Workspace('one', parent), new Workspace('other', parent)];
  one.write({});
  other.write({});
  one.remove();
  expect([existsSync(one.folder), existsSync(parent)]).toEqual([false, true]);
  other.remove();
  expect([existsSync(other.folder), existsSync(parent)]).toEqual([false, false]);
});
