/** The schedules of docs/day-two.md, as the page has them: a line of a crontab, and a job of GitHub Actions. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Operator } from '../../lab/fabric/operator';
import { withLabRegion } from '../../lab/cli/settings';

const ROOT = resolve(__dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/day-two.md'), 'utf8');
const STATE = 'terraform.inbound-tcp.tfstate';
/** What a folder of the project's has of its own; all else is the checkout's. */
const OWN = ['cdktf.json', 'cdktf.out', '.git', '.lab'];

const COLOURS = new RegExp(String.raw`\u001b\[[0-9;]*m`, 'g');

export interface Ran {
  readonly status: number;
  readonly output: string;
}

/** What of the page's job a test runs. */
interface Job {
  readonly env: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly run: string; readonly shell: string }[];
  /** The folder that it keeps. */
  readonly kept: string;
}

/** The command of the page's crontab, as cron hands it to a shell; it turns `\%` into `%`. */
function cronCommand(): string {
  const line = /^```text\n(?:\S+ +){5}(.*)\n```$/m.exec(PAGE)?.[1];
  if (line === undefined || /(?<!\\)%/.test(line))
    throw new Error('docs/day-two.md has no line of a crontab, or a bare %');
  return line.replaceAll('\\%', '%');
}

/** The job is written a line for each thing, so that no reader of YAML is needed. */
function ciJob(): Job {
  const text = /^```yaml\n([^]*?)^```$/m.exec(PAGE)?.[1] ?? '';
  const env = [...text.matchAll(/^ {6}(\w+): (.*)$/gm)].map(([, name = '', value = '']) => [name, value]);
  const steps = [...text.matchAll(/^ {6}- run: (.*)\n(?: {8}shell: (.*)\n)?/gm)];
  const kept = /actions\/upload-artifact[^]*path: ([^ }]+)/.exec(text)?.[1];
  if (env.length === 0 || steps.length === 0 || kept === undefined)
    throw new Error('docs/day-two.md has no job of a CI');
  return {
    env: Object.fromEntries(env) as Job['env'],
    steps: steps.map(([, run = '', shell = '']) => ({ run, shell })),
    kept,
  };
}

/** A folder of the project's with a state, as it would stand on the machine of somebody who has deployed. */
export class ScheduledProject {
  private readonly folder = mkdtempSync(join(tmpdir(), 'scheduled-'));
  private readonly project = join(this.folder, 'project');
  private readonly home = join(this.folder, 'home');

  /**
   * @param environment how cdktf and Terraform reach the lab
   * @param key with which the servers are logged in to; there is no agent where these run
   */
  constructor(
    private readonly operator: Operator,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly key: { readonly privateKey: string; readonly publicKey: string },
    state: string,
  ) {
    mkdirSync(this.project);
    mkdirSync(join(this.home, '.ssh'), { recursive: true, mode: 0o700 });
    for (const name of readdirSync(ROOT).filter((each) => !OWN.includes(each))) {
      symlinkSync(join(ROOT, name), join(this.project, name));
    }
    const cdktf = JSON.parse(readFileSync(join(ROOT, 'cdktf.json'), 'utf8')) as object;
    this.write('cdktf.json', JSON.stringify({ ...cdktf, context: { trafficMirroring: withLabRegion({}) } }));
    this.write(STATE, state);
  }

  /** Runs the line of the crontab as cron does: from the home folder, with next to no variables. */
  cron(): Promise<Ran> {
    const { publicKey, privateKey } = this.key;
    const variables = { ...this.reaching(() => true), TF_VAR_ssh_public_key: publicKey };
    const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'\n`);
    this.write('mirror.env', lines.join(''));
    writeFileSync(join(this.home, '.ssh/mirror-key'), `${privateKey}\n`, { mode: 0o600 });
    const command = cronCommand();
    const place = /^cd (\S+) /.exec(command)?.[1] ?? '';
    return this.run(place, this.home, {}, ['/bin/sh', '-c', command]);
  }

  /** Runs the steps of the job that are commands, with the variables that the job has and no others of the stack's. */
  async ci(): Promise<Ran> {
    const { publicKey, privateKey } = this.key;
    const given: Readonly<Record<string, string | undefined>> = {
      'secrets.HW_ACCESS_KEY': this.environment['HW_ACCESS_KEY'],
      'secrets.HW_SECRET_KEY': this.environment['HW_SECRET_KEY'],
      'secrets.TF_TOKEN': 'of nobody',
      'secrets.SSH_PRIVATE_KEY': privateKey,
      'vars.SSH_PUBLIC_KEY': publicKey,
      'vars.TRUSTED_CIDR': this.environment['TF_VAR_trusted_cidr'],
      'github.run_id': String(Date.now()),
    };
    const job = ciJob();
    const env = Object.fromEntries(Object.entries(job.env).map(([name, value]) => [name, evaluated(value, given)]));
    const machine = this.reaching((name) => !/^(?:HW|TF_VAR)_/.test(name));
    let output = '';
    // Its packages are there: it is a checkout that tests run in.
    for (const step of job.steps.filter(({ run }) => run !== 'npm ci')) {
      const shell = step.shell === 'bash' ? ['bash', '--noprofile', '--norc', '-eo', 'pipefail'] : ['bash', '-e'];
      const ran = await this.run('/srv/ci', '/srv/ci', { ...machine, ...env }, [...shell, '-c', step.run]);
      output += ran.output;
      if (ran.status !== 0) return { status: ran.status, output };
    }
    return { status: 0, output };
  }

  /** The verdict in the only report below a folder of the project. */
  verdict(folder: string): unknown {
    const parent = join(this.project, folder);
    const [only = '', ...others] = readdirSync(parent, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('report.json'),
    );
    if (others.length > 0) throw new Error(`several reports in ${folder}: ${[only, ...others].join(', ')}`);
    return (JSON.parse(readFileSync(join(parent, only), 'utf8')) as { readonly verdict: unknown }).verdict;
  }

  /** The folder that the job keeps. */
  keptFolder(): string {
    return ciJob().kept;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write(name: string, text: string): void {
    writeFileSync(join(this.project, name), text);
  }

  /** Variables with which the lab is reached. */
  private reaching(isWanted: (name: string) => boolean): Record<string, string> {
    const agents = ['SSH_AUTH_SOCK', 'SSH_AGENT_PID'];
    return Object.fromEntries(
      Object.entries(this.environment).flatMap(([name, value]) =>
        value === undefined || agents.includes(name) || !isWanted(name) ? [] : [[name, value]],
      ),
    );
  }

  /** @param place where the project is for the command; nobody else sees it there */
  private async run(
    place: string,
    cwd: string,
    env: Readonly<Record<string, string>>,
    argv: readonly string[],
  ): Promise<Ran> {
    const script =
      'mount -t tmpfs -o mode=0755 tmpfs "${1%/*}" && mkdir "$1" && mount --bind "$2" "$1" && cd "$3" && shift 3 && exec "$@"';
    const variables = { HOME: this.home, LOGNAME: 'root', SHELL: '/bin/sh', PATH: '/usr/bin:/bin', ...env };
    const { status, stdout, stderr } = await this.operator.run(
      [
        ...['unshare', '--mount', '--propagation', 'private', 'sh', '-c', script, 'sh', place, this.project, cwd],
        ...['env', '-i', ...Object.entries(variables).map(([name, value]) => `${name}=${value}`), ...argv],
      ],
      { timeout: 180_000 },
    );
    return { status, output: (stdout + stderr).replaceAll(COLOURS, '') };
  }
}

/** @throws Error on an expression of which the test knows nothing */
function evaluated(text: string, given: Readonly<Record<string, string | undefined>>): string {
  return text.replaceAll(/\$\{\{ *(.*?) *\}\}/g, (_, expression: string) => {
    const value = given[expression];
    if (value === undefined) throw new Error(`docs/day-two.md has an expression that no test knows: ${expression}`);
    return value;
  });
}
