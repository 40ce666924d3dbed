import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithTerraform } from './terraform-project';
import { type TerraformState } from './terraform-state';

jest.setTimeout(120_000);

const recorded = (name: string): string => readFileSync(join(__dirname, 'plans', name), 'utf8');

/**
 * Every attribute by the resource's address, with ids, times, MAC addresses and the EIP replaced by their kind: those
 * differ from run to run. So are the key's fingerprint and the image's version, in which the two regions differ.
 */
function normalized(text: string): Record<string, unknown> {
  const plain = text
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-(?!000000000001)[0-9a-f]{12}\b/g, 'UUID')
    .replaceAll(/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?=[Z."])/g, 'TIME')
    .replaceAll(/\b203\.0\.113\.\d+\b/g, 'EIP')
    .replaceAll(/\bfa:16:3e(:[0-9a-f]{2}){3}\b/g, 'MAC')
    .replaceAll(/("fingerprint": ?)"([0-9a-f]{2}:){15}[0-9a-f]{2}"/g, '$1"MD5"')
    .replaceAll(/("os_version": ?)"[^"]+"/g, '$1"VERSION"');
  const state = JSON.parse(plain) as TerraformState;
  return Object.fromEntries(
    state.resources.flatMap(({ mode, type, name, instances }) =>
      instances.map(({ index_key: index, attributes }) => [[mode, type, name, index].join('.'), sorted(attributes)]),
    ),
  );
}

/** A group's rules come in no particular order. */
const sorted = (attributes: Readonly<Record<string, unknown>>): unknown =>
  Array.isArray(attributes['rules'])
    ? { ...attributes, rules: attributes['rules'].map((rule) => JSON.stringify(rule)).sort() }
    : attributes;

describeWithTerraform(
  'GIVEN the configuration that the real provider 1.97.1 was recorded with',
  recorded('main.tf'),
  (project) => {
    beforeAll(() => project().apply());

    const expected = normalized(recorded('applied-state.json'));

    test.each(Object.keys(expected))('WHEN applied THEN the state of %s is what the real provider wrote', (address) => {
      expect(normalized(project().read('terraform.tfstate'))[address]).toEqual(expected[address]);
    });
  },
);
