import { parseCommandLine, refuseOptionsOfNpm, UsageError } from '../../../lab/cli/arguments';

describe('the command line of npm run lab', () => {
  test('nothing means deploy, verify, destroy with the stand-in providers', () => {
    expect(parseCommandLine([])).toEqual({ lab: 'main', command: { name: 'run', keep: false, provider: 'stand-in' } });
  });

  test('the options of a run', () => {
    const argv = ['--keep', '--provider', 'registry', '--settings', 'mine.json', '--lab', 'two'];
    expect(parseCommandLine(argv)).toEqual({
      lab: 'two',
      command: { name: 'run', keep: true, provider: 'registry', settings: 'mine.json' },
    });
  });

  test.each([[['status', '--help']], [['-h']], [['help']], [['ssh', '--help']], [['shell', '-h']]])(
    '%j shows the help',
    (argv) => {
      expect(parseCommandLine(argv).command).toEqual({ name: 'help' });
    },
  );

  test('what follows ssh SERVER is the command to run there, options and all', () => {
    expect(parseCommandLine(['--lab', 'two', 'ssh', 'ECS-target', 'ip', '-4', 'addr'])).toEqual({
      lab: 'two',
      command: { name: 'ssh', server: 'ECS-target', command: ['ip', '-4', 'addr'] },
    });
  });

  test.each([
    [['--lab', 'shell', 'stop'], { lab: 'shell', command: { name: 'stop' } }],
    [['--lab=ssh', 'status'], { lab: 'ssh', command: { name: 'status' } }],
    [
      ['--settings', 'ssh', '--keep'],
      { lab: 'main', command: { name: 'run', keep: true, provider: 'stand-in', settings: 'ssh' } },
    ],
  ])('%j: the value of an option is no command', (argv, commandLine) => {
    expect(parseCommandLine(argv)).toEqual(commandLine);
  });

  test.each([
    [['ssh', 'ECS-target', '--help'], { name: 'ssh', server: 'ECS-target', command: ['--help'] }],
    [['ssh', 'ECS-target', 'ip', '-h'], { name: 'ssh', server: 'ECS-target', command: ['ip', '-h'] }],
    [['ssh', 'shell', 'ssh'], { name: 'ssh', server: 'shell', command: ['ssh'] }],
    [['shell', 'npx', 'cdktf', '--help'], { name: 'shell', command: ['npx', 'cdktf', '--help'] }],
    [['shell', '--', '--help'], { name: 'shell', command: ['--help'] }],
    [['shell', 'terraform', '--lab'], { name: 'shell', command: ['terraform', '--lab'] }],
    [['ssh', 'help'], { name: 'ssh', server: 'help', command: [] }],
  ])('%j: what follows is not the lab’s, whatever it is', (argv, command) => {
    expect(parseCommandLine(argv)).toEqual({ lab: 'main', command });
  });

  test('what follows shell is run in the operator’s place', () => {
    expect(parseCommandLine(['shell', '--', 'npx', 'cdktf', 'diff']).command).toEqual({
      name: 'shell',
      command: ['npx', 'cdktf', 'diff'],
    });
  });

  test.each([
    [['foo'], 'there is no command "foo"; there are: ssh, shell, status, stop'],
    [['ssh'], 'ssh needs the name of a server, such as ECS-target'],
    [['ssh', '--lab', 'two', 'ECS-target'], 'options go before ssh, got: "ssh --lab"'],
    [['stop', 'now'], '"stop" takes nothing, got: "now"'],
    [['--provider', 'real'], '--provider must be stand-in or registry, got: "real"'],
    [['--lab', '../x'], '--lab must be 1 to 31 small letters, digits or "-", got: "../x"'],
    [['--keep', 'status'], '--keep does not go with "status"'],
    [['--kep'], "Unknown option '--kep'"],
  ])('%j is refused with a sentence', (argv, sentence) => {
    expect(() => parseCommandLine(argv)).toThrow(UsageError);
    expect(() => parseCommandLine(argv)).toThrow(sentence);
  });

  test('GIVEN npm has taken an option for itself THEN it says how to give it', () => {
    const env = { npm_lifecycle_event: 'lab', npm_config_keep: 'true' };
    expect(() => {
      refuseOptionsOfNpm(env);
    }).toThrow('npm has taken --keep for itself: npm run lab -- --keep …');
    expect(() => {
      refuseOptionsOfNpm({ ...env, npm_lifecycle_event: 'test' });
    }).not.toThrow();
  });
});
