import { runTool } from '../../tools/command';

/** Runs a tool that takes --from and --to, and does nothing or fails. */
function run(argv: string[], failure?: Error) {
  const body = jest.fn(() => {
    if (failure !== undefined) throw failure;
  });
  const log = jest.spyOn(console, 'log').mockImplementation();
  const error = jest.spyOn(console, 'error').mockImplementation();
  try {
    runTool({ name: 'copy', help: 'Copies.', options: ['from', 'to'], run: body }, argv);
    return {
      calls: body.mock.calls as unknown[],
      printed: log.mock.calls.flat() as unknown[],
      complaints: error.mock.calls.flat() as unknown[],
      exitCode: process.exitCode,
    };
  } finally {
    log.mockRestore();
    error.mockRestore();
    process.exitCode = undefined;
  }
}

test('GIVEN its options THEN a tool runs with their values', () => {
  expect(run(['--from', 'a', '--to=b'])).toEqual({
    calls: [[{ from: 'a', to: 'b' }]],
    printed: [],
    complaints: [],
    exitCode: undefined,
  });
});

test('GIVEN nothing THEN it runs without values', () => {
  expect(run([]).calls).toEqual([[{}]]);
});

test('GIVEN --help THEN it says what it is and does nothing', () => {
  expect(run(['--help', '--from', 'a'])).toEqual({
    calls: [],
    printed: ['Copies.'],
    complaints: [],
    exitCode: undefined,
  });
});

test.each([
  [['--form', 'a'], "unknown option '--form'"],
  [['a'], "unexpected argument 'a'"],
  [['--from'], "option '--from <value>' argument missing"],
])('GIVEN %j THEN it refuses it with a sentence and does nothing', (argv, sentence) => {
  expect(run(argv)).toEqual({
    calls: [],
    printed: [],
    complaints: [`copy: ${sentence}; allowed: --from, --to, --help`],
    exitCode: 1,
  });
});

test('GIVEN what it cannot do THEN its sentence is printed, not its stack', () => {
  expect(run([], new Error('there is no a'))).toMatchObject({ complaints: ['copy: there is no a'], exitCode: 1 });
});
