import { parseArgs } from 'node:util';
import { isScenario, SCENARIO_NAMES, type Scenario } from '../../lib/settings/scenario-names';
import { DEFAULT_LAB } from './workspace';

export type Command =
  | { readonly name: 'help' }
  | {
      readonly name: 'run';
      readonly keep: boolean;
      readonly provider: 'stand-in' | 'registry';
      readonly settings?: string;
      readonly scenario?: Scenario;
      /** Folder for the report of the deploy. */
      readonly report?: string;
    }
  | { readonly name: 'ssh'; readonly server: string; readonly command: readonly string[] }
  | { readonly name: 'shell'; readonly command: readonly string[] }
  | { readonly name: 'status' }
  | { readonly name: 'stop' };

export interface CommandLine {
  readonly command: Command;
  /** Which lab: several can run side by side. */
  readonly lab: string;
}

export const HELP = `Deploys the stack to an emulated Huawei Cloud region on this machine, proves with real packets that the mirror
works, and takes everything down again. Needs Linux, root, Terraform and a few Debian packages; no cloud account.

usage: npm run lab                             deploy, verify, destroy
       npm run lab -- --keep                   deploy, verify, and leave it running
       npm run lab -- ssh SERVER [COMMAND…]    log in to a server, such as ECS-target
       npm run lab -- shell [COMMAND…]         a shell in which cdktf, Terraform and ssh reach the lab
       npm run lab -- status                   what runs
       npm run lab -- stop                     take it down

options:
  --keep              leave the lab running after the verification
  --scenario NAME     which mirror: ${SCENARIO_NAMES.join(', ')};
                      with the settings of cdktf.json if they are this scenario's, or else with its defaults
  --settings FILE     settings, such as {"listeningPort": 8080}, instead of those in cdktf.json
  --provider WHICH    stand-in (default): providers that come with the lab, nothing is downloaded
                      registry: the real providers, found the way Terraform is configured to find them
  --report FOLDER     write a report of the deploy there: JSON, JUnit XML, HTML, and the packets that prove it
  --lab NAME          which lab, when several run side by side (default: main); its files are in .lab/NAME
  --help              this text

Options go before the command.`;

/** A mistake on the command line: the message is shown with a hint at --help, and the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const OPTIONS = {
  keep: { type: 'boolean' },
  settings: { type: 'string' },
  scenario: { type: 'string' },
  report: { type: 'string' },
  provider: { type: 'string' },
  lab: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const HELPS: readonly string[] = ['--help', '-h'];

/**
 * Splits off what belongs to the command that `ssh SERVER` or `shell` runs. The first word that is neither an option nor
 * an option's value says which command of the lab's it is; what follows those is not looked at, `--help` behind them
 * excepted.
 */
function split(argv: readonly string[]): { readonly own: readonly string[]; readonly rest: readonly string[] } {
  const { tokens } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const first = tokens.find(({ kind }) => kind === 'positional');
  const name = argv[first?.index ?? argv.length];
  if (first === undefined || (name !== 'ssh' && name !== 'shell')) return { own: argv, rest: [] };
  const [next, ...others] = argv.slice(first.index + 1);
  const upToName = argv.slice(0, first.index + 1);
  if (next === undefined || HELPS.includes(next))
    return { own: [...upToName, ...(next === undefined ? [] : [next])], rest: [] };
  const rest = name === 'ssh' ? others : [next, ...others];
  return {
    own: name === 'ssh' ? [...upToName, '--', next] : upToName,
    rest: rest[0] === '--' ? rest.slice(1) : rest,
  };
}

/** @throws UsageError */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const { own, rest } = split(argv);
  const { values, positionals } = parsed(own);

  const lab = values.lab ?? DEFAULT_LAB;
  if (!/^[a-z0-9][a-z0-9-]{0,30}$/.test(lab)) {
    throw new UsageError(`--lab must be 1 to 31 small letters, digits or "-", got: "${lab}"`);
  }
  if (values.help === true || positionals[0] === 'help') return { lab, command: { name: 'help' } };
  const [name, ...operands] = positionals;
  const onlyForRun = (['keep', 'settings', 'scenario', 'provider', 'report'] as const).find(
    (option) => values[option] !== undefined,
  );
  if (name !== undefined && onlyForRun !== undefined)
    throw new UsageError(`--${onlyForRun} does not go with "${name}"`);

  switch (name) {
    case undefined:
      return { lab, command: { name: 'run', keep: values.keep === true, ...runOptions(values) } };
    case 'ssh': {
      const [server] = operands;
      if (server?.startsWith('-') === true) throw new UsageError(`options go before ssh, got: "ssh ${server}"`);
      if (server === undefined) throw new UsageError('ssh needs the name of a server, such as ECS-target');
      return { lab, command: { name, server, command: rest } };
    }
    case 'shell':
      return { lab, command: { name, command: rest } };
    case 'status':
    case 'stop':
      if (operands.length > 0) throw new UsageError(`"${name}" takes nothing, got: "${operands.join(' ')}"`);
      return { lab, command: { name } };
    default:
      throw new UsageError(`there is no command "${name}"; there are: ssh, shell, status, stop`);
  }
}

/**
 * Options that npm has taken for its own, as in `npm run lab --keep`: the lab would do without them in silence.
 * @throws UsageError
 */
export function refuseOptionsOfNpm(env: NodeJS.ProcessEnv): void {
  if (env['npm_lifecycle_event'] !== 'lab') return;
  const taken = Object.keys(OPTIONS).find((option) => option !== 'help' && env[`npm_config_${option}`] !== undefined);
  if (taken !== undefined) throw new UsageError(`npm has taken --${taken} for itself: npm run lab -- --${taken} …`);
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0] ?? '');
  }
}

interface RunValues {
  readonly settings?: string | undefined;
  readonly scenario?: string | undefined;
  readonly provider?: string | undefined;
  readonly report?: string | undefined;
}

function runOptions(values: RunValues) {
  const provider = values.provider ?? 'stand-in';
  if (provider !== 'stand-in' && provider !== 'registry') {
    throw new UsageError(`--provider must be stand-in or registry, got: "${provider}"`);
  }
  const { settings, scenario, report } = values;
  if (report === '') throw new UsageError('--report must be a folder, got: ""');
  if (scenario !== undefined && settings !== undefined) {
    throw new UsageError('--scenario does not go with --settings: the file names its scenario');
  }
  if (scenario !== undefined && !isScenario(scenario)) {
    throw new UsageError(`--scenario must be one of ${SCENARIO_NAMES.join(', ')}, got: "${scenario}"`);
  }
  return { provider, settings, scenario, report } as const;
}
