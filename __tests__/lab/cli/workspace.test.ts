import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, ROOT, Workspace } from '../../../lab/cli/workspace';
import { startTime } from '../../../lab/processes';
import { parseSettings } from '../../../lib/settings/settings';

describe('the folder of a lab', () => {
  const workspace = new Workspace(`test-${process.pid}`);
  afterEach(() => {
    workspace.remove();
  });

  function settingsWritten(): Record<string, unknown> {
    const project = JSON.parse(readFileSync(join(workspace.folder, 'cdktf.json'), 'utf8')) as {
      context: { trafficMirroring: Record<string, unknown> };
    };
    return project.context.trafficMirroring;
  }

  test('the user’s settings lead to the lab’s region, and are still valid', () => {
    workspace.write({ listeningPort: 4321, stateBackend: { type: 'cloud', organization: 'o' } });
    const settings = parseSettings(settingsWritten());
    expect(settings.listeningPort).toBe(4321);
    expect(settings.region).toBe('lab-region-1');
    expect(settings.provider.endpoints?.vpc).toBe('http://127.0.0.1:9191/vpc/');
    // State in a cloud workspace would outlive the lab.
    expect(settings.stateBackend).toEqual({ type: 'local' });
  });

  test('GIVEN the process of a record is gone THEN no lab runs', () => {
    workspace.write({});
    const record = { operatorPid: 1, keyFile: '/k', publicKey: 'p' };
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

describe('settings from a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'settings-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('without a file, they are those of cdktf.json', () => {
    expect(readSettings(undefined)).toEqual({});
  });

  test.each([{ listeningPort: 8080 }, { context: { trafficMirroring: { listeningPort: 8080 } } }])(
    'they may be given as %j',
    (json) => {
      const file = join(folder, 'mine.json');
      writeFileSync(file, JSON.stringify(json));
      expect(readSettings(file)).toEqual({ listeningPort: 8080 });
    },
  );

  test.each([
    ['missing.json', undefined, /^settings cannot be read from .*missing\.json: ENOENT/],
    ['broken.json', '{', /broken\.json is not JSON: /],
    ['list.json', '[]', /list\.json must hold settings as \{"listeningPort": 8080\}, or /],
    ['no-object.json', '{"context":{"trafficMirroring":7}}', /no-object\.json must hold settings as /],
    ['misspelled.json', '{"context":{"trafficMirorring":{}}}', /did you mean context\.trafficMirroring/],
  ])('%s is refused with a sentence', (name, text, sentence) => {
    const file = join(folder, name);
    if (text !== undefined) writeFileSync(file, text);
    expect(() => readSettings(file)).toThrow(sentence);
  });
});
