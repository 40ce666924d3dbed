import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { labSettings, readSettings } from '../../lab/cli/settings';
import { SCENARIOS } from '../../lib/settings/schema';
import { type SettingsInput } from '../../lib/settings/settings';
import { settingRows } from '../../tools/settings-table';
import { resource, resources, synth } from '../synth';
import { ROOT } from './pages';

const FOLDER = join(ROOT, 'docs/examples');
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));

/** As `npm run lab -- --settings` reads it, which is how a cdktf.json is read. */
const settingsOf = (file: string): SettingsInput => readSettings(join(FOLDER, file));

test('there are examples, and the index has each of them', () => {
  const index = readFileSync(join(FOLDER, 'README.md'), 'utf8');
  expect(FILES.length).toBeGreaterThanOrEqual(10);
  expect(FILES.filter((file) => !index.includes(`[${file}](${file})`))).toEqual([]);
});

test.each(FILES)('%s is a context that can be copied, and synthesizes a stack that is not the default one', (file) => {
  const { context, ...rest } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as { context: object };
  expect(rest).toEqual({});
  expect(Object.keys(context)).toEqual(['trafficMirroring']);

  const template = synth(settingsOf(file));
  expect(Object.keys(resources(template, 'huaweicloud_vpc_traffic_mirror_session'))).not.toEqual([]);
  expect(template).not.toEqual(synth());
});

test.each(FILES)('%s can be tried in the lab', (file) => {
  expect(() => labSettings(readSettings(join(FOLDER, file)))).not.toThrow();
});

test('each group of settings is in an example', () => {
  const shown = new Set(FILES.flatMap((file) => Object.keys(settingsOf(file))));
  const groups = settingRows(SCENARIOS['inbound-tcp']).map(({ path }) => path.split(/[.[]/)[0] ?? '');
  // One value each, whose row in docs/settings.md says all.
  const plain = [
    'image',
    'systemDisk',
    'listeningPort',
    'mirrorSourceFlavorFamilies',
    'keyPairName',
    'elasticIp',
    'planChecks',
  ];
  expect([...new Set(groups)].filter((group) => !shown.has(group) && !plain.includes(group))).toEqual([]);
});

test('the disabled session of the example is disabled', () => {
  expect(
    resource(synth(settingsOf('without-verification.json')), 'huaweicloud_vpc_traffic_mirror_session.mirror_session'),
  ).toMatchObject({
    enabled: false,
  });
});
