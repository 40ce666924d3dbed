import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { SCENARIOS } from '../../lib/settings/schema';
import { parseSettings } from '../../lib/settings/settings';
import { settingRows } from '../../tools/settings-table';
import { synth, type Template } from '../synth';
import { codeSpans, pages, ROOT } from './pages';

const all = pages();
const templates: readonly Template[] = [synth(), synth({ securityGroups: { mode: 'split' } })];

/** Spans of a page for which `isKnown` is false, as "page: span". */
function unknown(looksLike: RegExp, isKnown: (span: string) => boolean): string[] {
  return all.flatMap(({ path, text }) =>
    codeSpans(text)
      .filter((span) => looksLike.test(span) && !isKnown(span))
      .map((span) => `${path}: ${span}`),
  );
}

test('links lead to files that exist, and the index of each folder has every page of it', () => {
  const links = all.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => ({
      path,
      to: normalize(join(dirname(path), match[1] ?? '')),
    })),
  );
  expect(links.filter(({ to }) => !existsSync(join(ROOT, to)))).toEqual([]);

  const lost = all
    .map(({ path }) => path)
    .filter((path) => {
      const index = join(dirname(path), 'README.md');
      return path !== index && !links.some((link) => link.path === index && link.to === path);
    });
  expect(lost).toEqual([]);
});

test('files that pages name exist', () => {
  const folders = /^(lib|docs|tools|schemas|__tests__|\.ci|\.gen)\/[\w@./-]+$|^main\.ts$/;
  expect(unknown(folders, (span) => existsSync(join(ROOT, span)))).toEqual([]);
});

test('what pages say to be in a file of code is there', () => {
  const placed = all.flatMap(({ path, text }) =>
    [...text.matchAll(/`(\w+)` in `([\w/-]+\.(?:ts|sh))`/g)].map(([, name = '', file = '']) => ({ path, name, file })),
  );
  const isThere = (name: string, file: string): boolean =>
    new RegExp(`\\b${name}\\b`).test(readFileSync(join(ROOT, file), 'utf8'));
  expect(placed.length).toBeGreaterThan(3);
  expect(placed.filter(({ name, file }) => !isThere(name, file))).toEqual([]);
});

test('addresses that pages name are in the synthesized JSON', () => {
  const address = /^(data\.)?(huaweicloud_\w+|null_resource|check)\.\w+$/;
  const exists = (span: string): boolean =>
    templates.some((template) => {
      const [name = '', type = '', kind] = span.split('.').reverse();
      if (type === 'check') return Object.hasOwn((template as unknown as { check: object }).check, name);
      return (kind === 'data' ? template.data : template.resource)?.[type]?.[name] !== undefined;
    });
  // The one with a hash is there to show what the addresses are not.
  const isCounterexample = (span: string): boolean => span === 'huaweicloud_vpc.network_vpc_7A3C1F20';
  expect(unknown(address, (span) => exists(span) || isCounterexample(span))).toEqual([]);
});

test('the map of the guide names every resource of the stack, and of the split groups those of Tables 3 and 4', () => {
  const map = all.find(({ path }) => path === 'docs/guide-map.md')?.text ?? '';
  const isNamed = (address: string): boolean => map.includes(`\`${address}\``);
  const addresses = Object.entries(synth().resource).flatMap(([type, blocks]) =>
    Object.keys(blocks).map((name) => `${type}.${name}`),
  );
  // The binding is the guide's step 3, which docs/elastic-ip.md tells.
  const elsewhere = ['huaweicloud_compute_eip_associate.elastic_ip_association'];
  expect(addresses.filter((address) => !isNamed(address))).toEqual(elsewhere);

  const rules = 'huaweicloud_networking_secgroup_rule';
  const split = synth({ securityGroups: { mode: 'split' } }).resource[rules] ?? {};
  for (const name of ['security_group_source_ingress_traffic', 'security_group_target_ingress_vxlan']) {
    expect(split).toHaveProperty(name);
    expect(isNamed(`${rules}.${name}`)).toBe(true);
  }
});

test('settings that pages name exist', () => {
  const paths = Object.values(SCENARIOS).flatMap((schema) => settingRows(schema).map(({ path }) => path));
  const groups = new Set(paths.map((path) => path.split(/[.[]/)[0] ?? ''));
  const setting = new RegExp(`^(${[...groups].join('|')})\\.[a-zA-Z.]+$`);
  // An argument of Terraform's, not a setting.
  const isArgument = (span: string): boolean => span === 'network.port';
  expect(unknown(setting, (span) => paths.includes(span) || isArgument(span))).toEqual([]);
});

test('settings in JSON examples are accepted', () => {
  const examples = all.flatMap(({ path, text }) =>
    [...text.matchAll(/^ *```json\n([\s\S]*?)^ *```/gm)].map((match) => ({
      path,
      value: JSON.parse(match[1] ?? '') as Record<string, unknown>,
    })),
  );
  const settings = examples.flatMap(({ path, value }) => {
    const context = value['context'] as { trafficMirroring: unknown } | undefined;
    // What is neither a context nor a group of settings is part of a package.json.
    if (context === undefined && 'dependencies' in value) return [];
    return [{ path, value: context === undefined ? value : context.trafficMirroring }];
  });
  expect(settings.length).toBeGreaterThanOrEqual(5);
  for (const { value } of settings) expect(() => parseSettings(value)).not.toThrow();
});

test('npm scripts that pages name exist', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const named = /^npm (?:run )?([a-z][a-z:]*)$/;
  const isKnown = (span: string): boolean => {
    const name = named.exec(span)?.[1] ?? '';
    return ['install', 'ci'].includes(name) || name in scripts;
  };
  expect(unknown(named, isKnown)).toEqual([]);
});
