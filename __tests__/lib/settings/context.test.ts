import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsOfContext } from '../../../lib/settings/context';

const NO_FILE = join(tmpdir(), 'no-such-folder', 'cdktf.json');
const settingsOf = (context: unknown): unknown =>
  settingsOfContext({ contextJson: JSON.stringify(context), projectFile: NO_FILE });

test('the settings are what stands under trafficMirroring, as it stands there', () => {
  expect(settingsOf({ trafficMirroring: { region: 1 }, cdktfRelativeModules: [] })).toEqual({ region: 1 });
});

test.each([
  ['context without settings', '{}'],
  ['context', undefined],
  ['text of a context', ''],
])('no %s is the same as no settings', (_, contextJson) => {
  expect(settingsOfContext({ contextJson, projectFile: NO_FILE })).toEqual({});
});

// A setting that is null is as wrong as any other: parseSettings says so.
test('settings that are null are not the same as none', () => {
  expect(settingsOf({ trafficMirroring: null })).toBeNull();
});

test.each([
  'trafficMirorring',
  'traffic_mirroring',
  'traffic-mirroring',
  'TrafficMirroring',
  'trafficMirror',
  'mirroring',
  'Mirroring',
  'mirror',
])('a key that was meant to be trafficMirroring is refused: %s', (key) => {
  expect(() => settingsOf({ [key]: {} })).toThrow(
    new Error(`context.${key} is not a setting; did you mean context.trafficMirroring`),
  );
});

test.each(['mirrorSession', 'region', 'publicAccess'])(
  'a setting that stands one level too high is refused: %s',
  (key) => {
    expect(() => settingsOf({ [key]: {}, trafficMirroring: {} })).toThrow(
      new Error(`context.${key} is not read there; did you mean context.trafficMirroring.${key}`),
    );
  },
);

test.each(['excludeStackIdFromLogicalIds', 'cdktfRelativeModules', 'team'])(
  "another's key is left alone: %s",
  (key) => {
    expect(settingsOf({ [key]: {} })).toEqual({});
  },
);

test.each([
  ['null', 'must hold an object, got: null'],
  ['[]', 'must hold an object, got: []'],
  ['"text"', 'must hold an object, got: "text"'],
  ['{', 'must be JSON, got: "{"'],
])('a context that is %s is refused', (contextJson, message) => {
  expect(() => settingsOfContext({ contextJson, projectFile: NO_FILE })).toThrow(
    new Error(`CDKTF_CONTEXT_JSON ${message}`),
  );
});

describe('cdktf.json', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'context-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const settingsBeside = (project: unknown): unknown => {
    const projectFile = join(folder, 'cdktf.json');
    writeFileSync(projectFile, JSON.stringify(project));
    return settingsOfContext({ contextJson: '{}', projectFile });
  };

  test.each(['trafficMirroring', 'trafficMirorring', 'traffic_mirroring'])(
    'must not have %s beside the context',
    (key) => {
      expect(() => settingsBeside({ language: 'typescript', context: {}, [key]: {} })).toThrow(
        new Error(
          `${key} beside "context" in ${join(folder, 'cdktf.json')} is not a setting; did you mean context.trafficMirroring`,
        ),
      );
    },
  );

  test('may have what is cdktf’s own', () => {
    expect(settingsBeside({ language: 'typescript', terraformModules: [], context: { trafficMirroring: {} } })).toEqual(
      {},
    );
  });

  const refusalOf = (project: unknown, contextJson?: string): string => {
    const projectFile = join(folder, 'cdktf.json');
    writeFileSync(projectFile, typeof project === 'string' ? project : JSON.stringify(project));
    try {
      settingsOfContext({ contextJson, projectFile });
      return 'accepted';
    } catch (error) {
      return (error as Error).message.replaceAll(projectFile, 'cdktf.json');
    }
  };

  test.each(['contxt', 'Context', 'contex', 'contexts', 'CONTEXT'])('must not have its context under %s', (key) => {
    expect(refusalOf({ language: 'typescript', [key]: { trafficMirroring: {} } })).toBe(
      `${key} in cdktf.json is not read; did you mean context`,
    );
  });

  // cdktf hands such a context on as it is.
  test.each(['text', ['trafficMirroring'], null, 7, true])('must not have %j as its context', (context) => {
    expect(refusalOf({ context }, JSON.stringify(context))).toBe(
      `context in cdktf.json must be an object, got: ${JSON.stringify(context)}`,
    );
  });

  test.each(['listeningPort', 'servers'])('must not have the setting %s beside the context', (key) => {
    expect(refusalOf({ context: {}, [key]: 1 })).toBe(
      `${key} beside "context" in cdktf.json is not read there; did you mean context.trafficMirroring.${key}`,
    );
  });

  test('must not give a setting twice, of which cdktf would take the last', () => {
    expect(refusalOf('{"context":{"trafficMirroring":{\n"listeningPort":1,\n"listeningPort":2}}}', '{}')).toBe(
      'cdktf.json: context.trafficMirroring.listeningPort is given twice, in line 2 and in line 3',
    );
  });

  test('must be JSON, and the sentence says where it is not', () => {
    expect(refusalOf('{\n  "context": {},\n}')).toBe(
      'cdktf.json must be JSON, but at line 3, column 1 a key in double quotes is missing, or a "," is too many',
    );
  });

  test.each(['null', '[]', '"text"'])('must not be %s', (text) => {
    expect(refusalOf(text)).toBe(`cdktf.json must hold an object, got: ${text}`);
  });

  test('may have more than one mistake, all told at once', () => {
    expect(refusalOf({ contxt: {}, trafficMiroring: {}, context: 'x' }, '"x"').split('\n')).toHaveLength(3);
    expect(
      refusalOf({ contxt: {}, context: { mirroring: {}, region: 'x' } }, '{"mirroring":{},"region":"x"}').split('\n'),
    ).toHaveLength(3);
  });
});
