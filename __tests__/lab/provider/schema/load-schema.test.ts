import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { dataSources } from '../../../../lab/provider/huaweicloud/data-sources/data-sources';
import { resources } from '../../../../lab/provider/huaweicloud/resources/resources';
import { loadSchema } from '../../../../lab/provider/schema/load-schema';

const root = resolve(__dirname, '../../../..');
const schema = loadSchema();

test('every resource and data source of the schema has a handler, and the other way round', () => {
  expect(Object.keys(resources).sort()).toEqual(Object.keys(schema.resources).sort());
  expect(Object.keys(dataSources).sort()).toEqual(Object.keys(schema.dataSources).sort());
});

test('every resource that has a binding is known, so the stack can use whatever it can import', () => {
  for (const type of [...Object.keys(schema.resources)]) {
    const folder = type.replace('huaweicloud_', '').replaceAll('_', '-');
    expect([type, existsSync(resolve(root, '.gen/providers/huaweicloud', folder))]).toEqual([type, true]);
  }
});

test('the attributes that a resource names exist in its schema', () => {
  for (const [type, resource] of Object.entries(resources)) {
    const block = schema.resources[type]?.block;
    const known = Object.keys({ ...block?.attributes, ...block?.blocks });
    const named = [
      ...(resource.unsupported ?? []),
      ...Object.keys(resource.stateFunctions ?? {}),
      ...Object.values(resource.fieldNames ?? {}),
    ];
    expect([type, named.filter((name) => !known.includes(name))]).toEqual([type, []]);
  }
});

test('traits join the schema: ForceNew, defaults and computed blocks, also of nested ones', () => {
  const instance = schema.resources['huaweicloud_compute_instance']?.block;
  expect(instance?.attributes['availability_zone']?.forceNew).toBe(true);
  expect(instance?.attributes['flavor_id']?.defaultValue).toBeUndefined();
  expect(instance?.blocks['network']?.block.attributes['source_dest_check']?.defaultValue).toBe(true);
  expect(instance?.blocks['enclave_options']?.computed).toBe(true);
});

test('a page tells what the stand-in does not do: every attribute that it refuses is on it', () => {
  const page = readFileSync(resolve(root, 'docs/lab-provider.md'), 'utf8');
  const lines = Object.entries(resources).map(([type, { unsupported = [] }]) => [
    `\`${type}\``,
    ...unsupported.map((name) => `\`${name}\``),
  ]);
  const missing = lines.flatMap(([type, ...names]) => {
    const line = page.split('\n').find((text) => text.startsWith(`| ${type ?? ''} `));
    return names.filter((name) => !line?.includes(name)).concat(line === undefined ? [type ?? ''] : []);
  });
  expect(missing).toEqual([]);
});
