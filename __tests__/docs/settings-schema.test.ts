import Ajv, { type ValidateFunction } from 'ajv';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCHEMA_FILE, settingsJsonSchema } from '../../tools/settings-schema';
import { SCENARIOS } from '../../lib/settings/schema';
import { settingRows } from '../../tools/settings-table';
import { at, problemsOf } from '../problems';
import { VARIANT_NAMES, VARIANTS } from '../variants';
import { ROOT } from './pages';
import { WRONG_SETTINGS } from './wrong-settings';

const SCENARIO = 'inbound-tcp';
const FOLDER = join(ROOT, 'docs/examples');
// To optimize what it makes of the schema takes longer than all that it is used for here.
const ajv = new Ajv({ allowUnionTypes: true, strictTypes: false, code: { optimize: false } });
const validate: ValidateFunction = ajv.compile(JSON.parse(settingsJsonSchema()) as object);

/** What an editor would underline; nothing if it is content. */
function complaints(file: unknown): string[] {
  // Through JSON, which has no undefined.
  validate(JSON.parse(JSON.stringify(file)));
  return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}
const inContext = (settings: unknown): unknown => ({ context: { trafficMirroring: settings } });

test('the file is what the code says: npm run docs', () => {
  expect(readFileSync(join(ROOT, SCHEMA_FILE), 'utf8')).toBe(settingsJsonSchema());
});

test('the project file names it, so that an editor finds it without being told', () => {
  const project = JSON.parse(readFileSync(join(ROOT, 'cdktf.json'), 'utf8')) as Record<string, unknown>;
  expect(join(ROOT, String(project['$schema']))).toBe(join(ROOT, SCHEMA_FILE));
  expect(complaints(project)).toEqual([]);
});

test.each(readdirSync(FOLDER).filter((file) => file.endsWith('.json')))('docs/examples/%s is right', (file) => {
  expect(complaints(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')))).toEqual([]);
});

test.each(VARIANT_NAMES)('the settings of the stack "%s" are right', (variant) => {
  expect(complaints(inContext(VARIANTS[variant]))).toEqual([]);
});

describe('it refuses what synth refuses, as far as JSON Schema can say it', () => {
  const named = WRONG_SETTINGS.map((wrong) => [JSON.stringify(wrong.settings), wrong] as const);

  test.each(named)('%s', (_, { settings, told, editorCannot }) => {
    expect(problemsOf(settings).join('\n')).toContain(told);
    const seen = complaints(inContext(settings)).length > 0;
    expect(seen).toBe(editorCannot === undefined);
  });
});

/** What the schema refuses, synth refuses; to find the sentences for it takes most of the time. */
const isAccepted = (settings: object): boolean =>
  SCENARIOS[SCENARIO].safeParse({ scenario: SCENARIO, ...settings }).success && problemsOf(settings).length === 0;

describe('it never refuses what synth accepts', () => {
  const VALUES = [
    '镜像_A-1.2',
    '0',
    'az1.dc0',
    'c7t.large.2',
    '2001:db8::/64',
    '10.1.0.0/16',
    '10.1.2.3',
    '80-200',
    ' 80 ',
  ]
    .concat(['https://[2001:db8::1]:65535/v3', 'tfe.example.com:8443', 'büro.example', '../x.tfstate', 'a, b', 'key_1'])
    .map((text): unknown => text)
    .concat([1, 2, 40, 65535, 16777215, true, ['8.8.8.8'], { owner: '团队.a' }]);
  // Lists of objects are gone through by their entries.
  const rows = settingRows(SCENARIOS[SCENARIO]).map(({ path }) => path);
  const paths = rows
    .filter((path) => !/^(additionalMirrors|.*\.?rules)$/.test(path))
    .map((path) => path.replaceAll('[]', '.0'));

  test.each(paths.filter((path) => !path.startsWith('stateBackend.')))('%s', (path) => {
    const accepted = VALUES.map((value) => at(path, value)).filter(isAccepted);
    expect(accepted.flatMap((settings) => complaints(inContext(settings)))).toEqual([]);
  });
});

test('each setting says to an editor what it is', () => {
  const mute = (schema: Schema, path: string): string[] =>
    [schema, schema.then, schema.else].flatMap((part) =>
      Object.entries(part?.properties ?? {}).flatMap(([name, member]) => [
        ...(member.description === undefined && member.properties === undefined ? [`${path}.${name}`] : []),
        ...mute(member, `${path}.${name}`),
      ]),
    );
  expect(mute(JSON.parse(settingsJsonSchema()) as Schema, '')).toEqual([]);
});

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly then?: Schema;
  readonly else?: Schema;
}
