import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labSettings, readSettings } from '../../../lab/cli/settings';
import { parseSettings, SettingsError, type SettingsInput } from '../../../lib/settings/settings';

const guideSettings = (settings: object) => parseSettings(settings as SettingsInput);

describe('the settings of a lab', () => {
  test('the user’s settings lead to the lab’s region, and are still valid', () => {
    const given = { listeningPort: 4321, stateBackend: { type: 'cloud', organization: 'o' }, region: 'cn-north-4' };
    const settings = guideSettings(labSettings(given).context);
    expect(settings.listeningPort).toBe(4321);
    expect(settings.region).toBe('lab-region-1');
    expect(settings.provider.endpoints?.vpc).toBe('http://127.0.0.1:9191/vpc/');
    // State in a cloud workspace would outlive the lab.
    expect(settings.stateBackend).toEqual({ type: 'local' });
  });

  test.each([
    [{ provider: { maxRetries: 'nonsense' } }, 'provider.maxRetries'],
    [{ stateBackend: { type: 'clod' } }, 'stateBackend'],
    [{ region: 7 }, 'region'],
  ])('GIVEN %j THEN what the lab would replace is checked all the same', (settings, path) => {
    expect(() => labSettings(settings)).toThrow(SettingsError);
    expect(() => labSettings(settings)).toThrow(path);
  });

  test('GIVEN servers in zones of a real region THEN those of one zone stay together, in the lab’s zones', () => {
    const servers = {
      source: { availabilityZone: 'cn-north-4c', name: 'one' },
      target: { availabilityZone: 'cn-north-4a' },
      test: { availabilityZone: 'cn-north-4c' },
    };
    const settings = guideSettings(labSettings({ region: 'cn-north-4', servers }).context);
    expect(settings.servers.source).toMatchObject({ availabilityZone: 'lab-region-1a', name: 'one' });
    expect(settings.servers.target.availabilityZone).toBe('lab-region-1b');
    expect(settings.servers.test.availabilityZone).toBe('lab-region-1a');
  });

  test('GIVEN servers in three zones THEN the third is the first again', () => {
    const servers = Object.fromEntries(
      ['source', 'target', 'test'].map((role, index) => [role, { availabilityZone: `zone-${index}` }]),
    );
    const settings = guideSettings(labSettings({ servers }).context);
    expect(settings.servers.test.availabilityZone).toBe('lab-region-1a');
  });

  test('the families of mirror sources are the region’s, too', () => {
    expect(labSettings({}).region.mirrorSourceFamilies).toEqual(['c7t']);
    const settings = { mirrorSourceFlavorFamilies: ['c9'], servers: { source: { flavor: 'c9.large.2' } } };
    expect(labSettings(settings).region.mirrorSourceFamilies).toEqual(['c9']);
  });

  test('the name of the mirror target is the user’s', () => {
    expect(labSettings({ servers: { target: { name: 'sniffer' } } }).targetName).toBe('sniffer');
  });
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
    ['broken.json', '{\n', /broken\.json must be JSON, but at line 2, column 1 a "}" is missing$/],
    ['bom.json', '\ufeff{}', /bom\.json must be UTF-8 without a byte order mark, which is at line 1, column 1/],
    ['twice.json', '{"tags":{},\n"tags":{}}', /twice\.json: tags is given twice, in line 1 and in line 2$/],
    ['contxt.json', '{"app":"x","contxt":{}}', /contxt in .*contxt\.json is not read; did you mean context$/],
    ['text.json', '{"context":"text"}', /context in .*text\.json must be an object, got: "text"$/],
    ['null.json', '{"context":null}', /context in .*null\.json must be an object, got: null$/],
    ['list.json', '[]', /list\.json must hold settings as \{"listeningPort": 8080\}, or /],
    ['no-object.json', '{"context":{"trafficMirroring":7}}', /no-object\.json must hold settings as /],
    ['misspelled.json', '{"context":{"trafficMirorring":{}}}', /did you mean context\.trafficMirroring/],
  ])('%s is refused with a sentence', (name, text, sentence) => {
    const file = join(folder, name);
    if (text !== undefined) writeFileSync(file, text);
    expect(() => readSettings(file)).toThrow(sentence);
  });
});
