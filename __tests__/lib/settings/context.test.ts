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

test.each(['trafficMirorring', 'traffic_mirroring', 'traffic-mirroring', 'TrafficMirroring', 'trafficMirror'])(
  'a key that was meant to be trafficMirroring is refused: %s',
  (key) => {
    expect(() => settingsOf({ [key]: {} })).toThrow(
      new Error(`context.${key} is not a setting; did you mean context.trafficMirroring`),
    );
  },
);

test.each(['mirrorSession', 'region', 'publicAccess'])(
  'a setting that stands one level too high is refused: %s',
  (key) => {
    expect(() => settingsOf({ [key]: {}, trafficMirroring: {} })).toThrow(
      new Error(`context.${key} is not read there; did you mean context.trafficMirroring.${key}`),
    );
  },
);

test.each(['excludeStackIdFromLogicalIds', 'cdktfRelativeModules', 'mirroring', 'team'])(
  "another's key is left alone: %s",
  (key) => {
    expect(settingsOf({ [key]: {} })).toEqual({});
  },
);

test.each([
  ['null', 'must be an object, got: null'],
  ['[]', 'must be an object, got: []'],
  ['"text"', 'must be an object, got: "text"'],
  ['{', 'must be JSON, got: {'],
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

  test.each(['trafficMirroring', 'trafficMirorring'])('must not have %s beside the context', (key) => {
    expect(() => settingsBeside({ language: 'typescript', context: {}, [key]: {} })).toThrow(
      new Error(`${key} beside "context" in cdktf.json is not a setting; did you mean context.trafficMirroring`),
    );
  });

  test('may have what is cdktf’s own', () => {
    expect(settingsBeside({ language: 'typescript', terraformModules: [], context: { trafficMirroring: {} } })).toEqual(
      {},
    );
  });
});
