import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { dataSources } from '../../../../lab/provider/huaweicloud/data-sources/data-sources';
import { resources } from '../../../../lab/provider/huaweicloud/resources/resources';
import { type Block } from '../../../../lab/provider/schema/schema';
import { type NotEmulated } from '../../../../lab/provider/validation/not-emulated';
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

test('what a resource or data source names exists in its schema', () => {
  for (const [type, resource] of Object.entries(resources)) {
    const named = [
      ...limitedBy(resource),
      ...Object.keys(resource.stateFunctions ?? {}),
      ...Object.values(resource.fieldNames ?? {}),
    ];
    expect([type, named.filter((name) => !isIn(schema.resources[type]?.block, name))]).toEqual([type, []]);
  }
  for (const [type, source] of Object.entries(dataSources)) {
    const unknown = limitedBy(source).filter((name) => !isIn(schema.dataSources[type]?.block, name));
    expect([type, unknown]).toEqual([type, []]);
  }
});

const limitedBy = ({ unsupported = [], fixed = {} }: NotEmulated): readonly string[] => [
  ...unsupported,
  ...Object.keys(fixed),
];

function isIn(block: Block | undefined, path: string): boolean {
  const [name = '', ...rest] = path.split('.');
  if (rest.length > 0) return isIn(block?.blocks[name]?.block, rest.join('.'));
  return block?.attributes[name] !== undefined || block?.blocks[name] !== undefined;
}

test('traits join the schema: ForceNew, defaults and computed blocks, also of nested ones', () => {
  const instance = schema.resources['huaweicloud_compute_instance']?.block;
  expect(instance?.attributes['availability_zone']?.forceNew).toBe(true);
  expect(instance?.attributes['flavor_id']?.defaultValue).toBeUndefined();
  expect(instance?.blocks['network']?.block.attributes['source_dest_check']?.defaultValue).toBe(true);
  expect(instance?.blocks['enclave_options']?.computed).toBe(true);
});

test('a page tells what the stand-in does not do: all that it refuses is on it, and nothing else', () => {
  const page = readFileSync(resolve(root, 'docs/lab-provider.md'), 'utf8');
  const rows = Object.entries<NotEmulated>({ ...resources, ...dataSources }).map(
    ([type, { unsupported = [], fixed = {} }]) => {
      const only = Object.entries(fixed).map(([name, value]) => `\`${name} = ${JSON.stringify(value)}\``);
      return [`\`${type}\``, unsupported.map((name) => `\`${name}\``).join(', '), only.join(', ')];
    },
  );
  const written = page
    .split('\n')
    .filter((line) => line.startsWith('| `huaweicloud_'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(written).toEqual(rows);
});
