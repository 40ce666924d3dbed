import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { propRows } from '../../tools/props-table';
import { LIBRARY_PAGE, refreshed, refreshedLibrary, SETTINGS_PAGE } from '../../tools/settings-page';
import { settingRows } from '../../tools/settings-table';
import { synth } from '../synth';
import { VARIANT_NAMES, VARIANTS } from '../variants';

const page = readFileSync(join(__dirname, '../..', SETTINGS_PAGE), 'utf8');

test('the tables of settings, variables and outputs are what the code says: npm run docs', () => {
  expect(refreshed(page)).toBe(page);
});

test.each(VARIANT_NAMES)('every variable and output of the stack "%s" has its row', (variant) => {
  const { variable, output } = synth(VARIANTS[variant]);
  const rows = [...page.matchAll(/^\| `([a-z_]+)` \|/gm)].map((match) => match[1]);
  expect(rows).toEqual(expect.arrayContaining([...Object.keys(variable), ...Object.keys(output)]));
});

test('the table of props of constructs is what the code says: npm run docs', () => {
  const library = readFileSync(join(__dirname, '../..', LIBRARY_PAGE), 'utf8');
  expect(refreshedLibrary(library)).toBe(library);
});

test('each prop of a construct says what it takes, and most are limited as a setting is', () => {
  const rows = propRows();
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter(({ source }) => source.startsWith('as `')).length).toBeGreaterThan(45);
  expect(rows).toContainEqual({
    prop: 'NetworkProps.vpcCidr',
    limit: 'a block within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16',
    source: 'as `network.vpcCidr`',
  });
});

test('a page without the markers is refused, not overwritten', () => {
  expect(() => refreshed('# Settings\n')).toThrow('docs/settings.md lacks the markers');
});

describe('the rows of a schema', () => {
  const word = z.string().meta({ description: 'A word.' });

  test('the default is the one that comes to be: a default inside an optional group does not', () => {
    const schema = z.strictObject({
      given: word.default('a'),
      left: word.optional(),
      needed: word,
      group: z.strictObject({ inner: word.optional() }).optional().meta({ unset: 'as `given`' }),
    });
    expect(settingRows(schema).map(({ path, defaultValue }) => [path, defaultValue])).toEqual([
      ['given', '`a`'],
      ['left', 'none'],
      ['needed', '_required_'],
      ['group.inner', 'as `given`'],
    ]);
  });

  test('what the outer schema says counts more than what the inner one says', () => {
    const schema = z.strictObject({
      a: word
        .meta({ allowed: 'any', source: 'nobody', description: 'Inner.' })
        .default('x')
        .meta({ description: 'Outer.' }),
    });
    expect(settingRows(schema)[0]).toMatchObject({ description: 'Outer.', allowed: 'any' });
  });

  test('entries of a list have rows of their own, once', () => {
    const entry = z.strictObject({ name: word });
    const list = z.array(entry).meta({ description: 'Some.' });
    const rows = settingRows(z.strictObject({ first: list, second: list.min(1).meta({ description: 'More.' }) }));
    expect(rows.map(({ path }) => path)).toEqual(['first', 'first[].name', 'second']);
    expect(rows[2]?.description).toBe('More. Entries as those of `first`.');
  });

  test('the members of a variant say which one they are of', () => {
    const schema = z.strictObject({
      kind: z
        .discriminatedUnion('type', [
          z.strictObject({ type: z.literal('a') }),
          z.strictObject({ type: z.literal('b'), of: word }),
        ])
        .default({ type: 'a' })
        .meta({ description: 'Which.', source: 'us' }),
    });
    expect(settingRows(schema)).toMatchObject([
      { path: 'kind.type', allowed: '`a`, `b`', defaultValue: '`a`' },
      { path: 'kind.of', description: 'With type `b`. A word.' },
    ]);
  });

  test('a limit without a source is an error', () => {
    expect(() => settingRows(z.strictObject({ a: word.meta({ allowed: '1 to 3' }) }))).toThrow(
      'setting a has no source of its limits in the schema',
    );
    expect(() => settingRows(z.strictObject({ a: z.enum(['x']).meta({ description: 'A.' }) }))).toThrow(
      'setting a has no source',
    );
  });

  test('a setting without a description is an error', () => {
    expect(() => settingRows(z.strictObject({ a: z.string() }))).toThrow('setting a has no description in the schema');
  });
});
