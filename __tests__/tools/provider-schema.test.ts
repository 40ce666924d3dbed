import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pruneSchema, pruneTraits, type SchemaTypes } from '../../tools/provider-schema';

const TYPES: SchemaTypes = {
  provider: 'huaweicloud/huaweicloud',
  version: '1.2.3',
  resources: ['b', 'a'],
  dataSources: ['d'],
  standIn: { dataSources: ['s'] },
};
const ADDRESS = 'registry.terraform.io/huaweicloud/huaweicloud';
const PROSE = { description: 'words of the provider', description_kind: 'plain' };

/** A schema with an attribute that is itself called description, in a block and in an object type. */
const resource = (type: string): object => ({
  version: 0,
  block: {
    ...PROSE,
    attributes: {
      type: { ...PROSE, type: 'string', required: true },
      description: { ...PROSE, type: ['object', { description: 'string' }], optional: true },
      [type]: { ...PROSE, type: 'bool', optional: true },
    },
    block_types: { description: { nesting_mode: 'list', block: { ...PROSE, attributes: {} } } },
  },
});
const FULL = {
  format_version: '1.0',
  provider_schemas: {
    [ADDRESS]: {
      provider: resource('provider'),
      resource_schemas: { c: resource('c'), b: resource('b'), a: resource('a') },
      data_source_schemas: { d: resource('d'), e: resource('e') },
    },
  },
};

interface Pruned {
  readonly provider_schemas: Readonly<
    Record<string, { readonly resource_schemas: object; readonly data_source_schemas: object }>
  >;
}

test('only the listed types are kept, in the same order each time', () => {
  const pruned = pruneSchema(FULL, TYPES) as Pruned;
  expect(Object.keys(pruned.provider_schemas[ADDRESS]?.resource_schemas ?? {})).toEqual(['a', 'b']);
  expect(Object.keys(pruned.provider_schemas[ADDRESS]?.data_source_schemas ?? {})).toEqual(['d']);
  expect(pruned).toHaveProperty('provider_versions', { [ADDRESS]: '1.2.3' });
});

test('the provider’s prose is dropped; attributes and blocks that are called description stay', () => {
  const pruned = pruneSchema(FULL, TYPES) as Pruned;
  expect(JSON.stringify(pruned)).not.toContain('words of the provider');
  expect(pruned.provider_schemas[ADDRESS]?.resource_schemas).toHaveProperty('a', {
    version: 0,
    block: {
      attributes: {
        a: { type: 'bool', optional: true },
        description: { type: ['object', { description: 'string' }], optional: true },
        type: { type: 'string', required: true },
      },
      block_types: { description: { nesting_mode: 'list', block: { attributes: {} } } },
    },
  });
});

test.each<[string, unknown, string]>([
  ['a type', { ...TYPES, resources: ['missing'] }, 'the provider has no resource missing'],
  ['a data source', { ...TYPES, dataSources: ['missing'] }, 'the provider has no data source missing'],
  [
    'the provider',
    { ...TYPES, provider: 'a/b' },
    `the schema has no provider registry.terraform.io/a/b, only ${ADDRESS}`,
  ],
])('GIVEN %s is missing THEN it is named', (_, types, message) => {
  expect(() => pruneSchema(FULL, types as SchemaTypes)).toThrow(new Error(message));
});

test('of the traits, those of the bindings and of the stand-in are kept', () => {
  const traits = {
    provider: 1,
    'resource a': 2,
    'resource b': 3,
    'resource c': 4,
    'data d': 5,
    'data s': 6,
    'data e': 7,
  };
  expect(pruneTraits(traits, TYPES)).toEqual({
    provider: 1,
    'resource a': 2,
    'resource b': 3,
    'data d': 5,
    'data s': 6,
  });
  expect(() => pruneTraits({ provider: 1 }, TYPES)).toThrow(new Error('the traits document has no data d'));
});

test('the committed schema is pruned: pruned once more, it is the same', () => {
  const folder = join(__dirname, '../../schemas');
  const types = JSON.parse(readFileSync(join(folder, 'types.json'), 'utf8')) as SchemaTypes;
  const text = readFileSync(join(folder, `huaweicloud@${types.version}.json`), 'utf8');
  expect(`${JSON.stringify(pruneSchema(JSON.parse(text), types), null, 1)}\n`).toBe(text);
});
