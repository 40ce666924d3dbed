import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import LongestFirst from './longest-first';

const FILES = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));

/** As Jest gives them, as far as the order needs it. */
const sorted = (...tests: readonly (readonly [string, string])[]): readonly string[] =>
  new LongestFirst({ contextConfig: {}, globalConfig: {} })
    .sort(
      tests.map(([name, file]) => ({ path: join(__dirname, file), context: { config: { displayName: { name } } } })),
    )
    .map(({ path }) => basename(path));

test('GIVEN files of all levels THEN the longest start first, and the units last, of both the long ones and then the larger', () => {
  expect(
    sorted(
      ['unit', 'problems.ts'],
      ['unit', 'synth.ts'],
      ['unit', 'lab/provider/arguments/arguments.test.ts'],
      ['integration', 'integration/project.ts'],
      ['e2e', 'e2e/keys.machine.test.ts'],
      ['e2e', 'e2e/command-line-killed.machine.test.ts'],
    ),
  ).toEqual([
    'command-line-killed.machine.test.ts',
    'keys.machine.test.ts',
    'project.ts',
    'arguments.test.ts',
    'synth.ts',
    'problems.ts',
  ]);
});

test('each file that is called long is there', () => {
  const names = FILES.map((file) => basename(file).replace(/(\.machine)?\.test\.ts$/, ''));
  for (const name of LongestFirst.LONGEST) expect(names).toContain(name);
});
