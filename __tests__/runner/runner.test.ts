import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as zod from 'zod';
import LongestFirst from '../longest-first';
import OneScope from './environment';

/** Node's own `require`: Jest has put its own in the place of all others. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other way to it from here
const { mainModule } = process;
const ofNode = (name: string): unknown => mainModule?.require(name);

test('a package is the one that Node has loaded, whichever test file asks', () => {
  const { z } = ofNode('zod') as typeof zod;
  expect(zod.z).toBe(z);
});

test('a file of the project is evaluated anew for each test file', () => {
  const { LONGEST: others } = ofNode(join(__dirname, '../longest-first')) as { readonly LONGEST: readonly string[] };
  expect(others).toEqual(LongestFirst.LONGEST);
  expect(others).not.toBe(LongestFirst.LONGEST);
});

test('V8 is told how code of tests runs, in whichever process', () => {
  expect(process.execArgv.filter((option) => option === '--max-lazy')).toHaveLength(1);
});

test('GIVEN Jest prints to a terminal THEN what a test starts prints no colors', async () => {
  // Jest's workers have the first of them then, and Node.js warns of two.
  for (const name of ['FORCE_COLOR', 'NO_COLOR', 'CLICOLOR_FORCE']) process.env[name] = '1';
  const environment = new OneScope({ projectConfig: { fakeTimers: {} } });
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', 'console.log([7])'], { encoding: 'utf8' });
  await environment.teardown();
  expect([stdout, stderr]).toEqual(['[ 7 ]\n', '']);
});

test('an error of Node is an error, as it is outside of tests', () => {
  const read = (): unknown => {
    try {
      return readFileSync('/no/such/file');
    } catch (error) {
      return error;
    }
  };
  expect(read() instanceof Error).toBe(true);
});

describe('GIVEN a test file that changes what others see too WHEN it has ended THEN that is as before', () => {
  const ended = (change: () => void): Promise<void> => {
    const environment = new OneScope({ projectConfig: { fakeTimers: {} } });
    change();
    return environment.teardown();
  };

  test('variables', async () => {
    process.env['RUNNER_TEST_KEPT'] = 'as it was';
    await ended(() => {
      process.env['RUNNER_TEST_KEPT'] = 'changed';
      process.env['RUNNER_TEST_NEW'] = 'new';
    });
    expect(process.env['RUNNER_TEST_KEPT']).toBe('as it was');
    expect(process.env).not.toHaveProperty('RUNNER_TEST_NEW');
  });

  test('the console, and what ends the process', async () => {
    const now = (): readonly unknown[] => [console, Object.getOwnPropertyDescriptor(process, 'exit')?.value];
    const before = now();
    await ended(() => {
      globalThis.console = Object.create(console) as Console;
      process.exit = () => undefined as never;
    });
    expect(now().map((each, index) => each === before[index])).toEqual([true, true]);
  });

  test('what jest-circus knows of its tests', async () => {
    const key = Symbol('JEST_STATE_SYMBOL');
    await ended(() => Object.defineProperty(globalThis, key, { value: {}, configurable: true }));
    expect(Object.getOwnPropertySymbols(globalThis)).not.toContain(key);
    expect(Object.getOwnPropertySymbols(globalThis).map(({ description }) => description)).toContain(
      'JEST_STATE_SYMBOL',
    );
  });

  test('how long its tests may take', async () => {
    await ended(() => {
      jest.setTimeout(180_000);
    });
    expect(Object.getOwnPropertySymbols(globalThis)).not.toContain(Symbol.for('TEST_TIMEOUT_SYMBOL'));
  });

  test('functions of packages and of Node that it has taken the place of', async () => {
    const util = ofNode('node:util') as { format: (text: string, ...values: unknown[]) => string };
    const environment = new OneScope({ projectConfig: { fakeTimers: {} } });
    environment.moduleMocker.spyOn(util, 'format').mockReturnValue('taken');
    expect(util.format('%d', 1)).toBe('taken');
    await environment.teardown();
    expect(util.format('%d', 1)).toBe('1');
  });
});
