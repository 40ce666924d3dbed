import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentState, type Workspace } from './organization';
import { type Phase, type Run } from './run';
import { newVersion } from './state-versions';

export interface WorkerProps {
  /** Arguments in front of a command that put it where the worker is; none for this machine as it is. */
  readonly enter?: readonly string[];
  /** What the worker's machine is like, such as how it finds providers. Nothing of the caller's environment is there. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Changes to the folder by its name: the one that nsenter inherits belongs to another mount namespace. */
const IN_FOLDER = ['sh', '-c', 'cd "$0" && exec "$@"'];

/** Printed by the service before Terraform's own words; of an apply the client leaves out the first three lines. */
const HEADER = 'Terraform on the worker\n\n\n';

/**
 * Milliseconds after a plan before which an apply does not fail. Assumed: the service takes its time between the two; a
 * client that finds the run errored when it has read the plan does not ask for the log of the apply.
 */
const LOOKED = 3000;

/** Remote execution: real Terraform on the uploaded folder, with the workspace's variables and state. */
export class Worker {
  private readonly running = new Map<Run, ChildProcess>();
  private readonly interrupted = new Set<Run>();

  constructor(private readonly props: WorkerProps) {}

  async play(run: Run): Promise<void> {
    const { workspace, planOnly, isDestroy } = run.props;
    const place = mkdtempSync(join(tmpdir(), 'worker-'));
    try {
      run.status = 'planning';
      const isPlanned = await this.phase(run, run.plan, async (terraform) => {
        await this.unpack(run, place);
        if ((await terraform(place, 'init')) !== 0) return 1;
        const goal = isDestroy ? ['-destroy'] : [];
        const status = await terraform(place, 'plan', '-detailed-exitcode', '-out=../plan', ...goal);
        run.hasChanges = status === 2;
        return status === 2 ? 0 : status;
      });
      if (!isPlanned) return;
      if (planOnly || !run.hasChanges) {
        run.status = 'planned_and_finished';
        return;
      }
      run.status = 'planned';
      const planned = Date.now();
      if (!(await run.confirmed())) return;
      run.status = 'applying';
      const applied = await this.phase(run, run.apply, async (terraform) => {
        const status = await terraform(place, 'apply', '../plan');
        // Of an apply that fails, too: what it has made is in there.
        saveState(workspace, place);
        if (status !== 0) await until(planned + LOOKED);
        return status;
      });
      if (applied) run.status = 'applied';
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  }

  interrupt(run: Run): void {
    this.interrupted.add(run);
    this.running.get(run)?.kill('SIGINT');
  }

  /** @returns whether it went well; else the run is over */
  private async phase(
    run: Run,
    phase: Phase,
    work: (terraform: (place: string, ...args: string[]) => Promise<number>) => Promise<number>,
  ): Promise<boolean> {
    phase.status = 'running';
    phase.log.add(HEADER);
    const status = await work((place, ...args) => this.terraform(run, phase, place, args));
    const ended = this.interrupted.has(run) ? 'canceled' : status === 0 ? 'finished' : 'errored';
    if (ended !== 'finished') run.status = ended;
    phase.status = ended;
    phase.log.end();
    return ended === 'finished';
  }

  /** The uploaded folder, with a state file in place of the cloud block, and the variables in a file. */
  private async unpack({ props }: Run, place: string): Promise<void> {
    const { workspace, configuration, variables } = props;
    const folder = join(place, 'folder');
    mkdirSync(folder);
    const archive = join(place, 'archive.tar.gz');
    writeFileSync(archive, configuration.archive ?? '');
    const unpacked = await ended(spawn('tar', ['-xzf', archive, '-C', folder], { stdio: 'ignore' }));
    if (unpacked !== 0) throw new Error('the uploaded folder cannot be unpacked');

    const backend = { terraform: { backend: { local: { path: '../state' } } } };
    writeFileSync(join(folder, 'worker_override.tf.json'), JSON.stringify(backend));
    const state = currentState(workspace);
    if (state !== undefined) writeFileSync(join(place, 'state'), state.state);
    const values = new Map(
      workspace.variables
        .filter(({ category }) => category === 'terraform')
        .map(({ key, value, hcl = false }) => [key, hcl ? value : quoted(value)]),
    );
    for (const { key, value } of variables) values.set(key, value);
    const lines = [...values].map(([key, value]) => `${key} = ${value}\n`);
    writeFileSync(join(folder, 'worker.auto.tfvars'), lines.join(''), { mode: 0o600 });
  }

  private async terraform(
    run: Run,
    phase: Phase,
    place: string,
    [verb = '', ...args]: readonly string[],
  ): Promise<number> {
    const { enter = [], environment } = this.props;
    const own = run.props.workspace.variables.filter(({ category }) => category === 'env');
    const command = ['terraform', verb, '-input=false', '-no-color', ...args];
    const [program = '', ...words] = [...enter, ...IN_FOLDER, join(place, 'folder'), ...command];
    const child = spawn(program, words, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: place,
        TMPDIR: place,
        CHECKPOINT_DISABLE: '1',
        TF_IN_AUTOMATION: '1',
        ...environment,
        ...Object.fromEntries(own.map(({ key, value }) => [key, value])),
      },
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        phase.log.add(chunk);
      });
    this.running.set(run, child);
    try {
      return await ended(child);
    } finally {
      this.running.delete(run);
    }
  }
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      resolve(status ?? 1);
    });
  });
}

function until(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time - Date.now()));
}

/** A text as an expression of Terraform's language. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}

function saveState(workspace: Workspace, place: string): void {
  const state = readFileSync(join(place, 'state'));
  const { serial, lineage, outputs } = JSON.parse(state.toString('utf8')) as Record<string, unknown>;
  const md5 = createHash('md5').update(state).digest('hex');
  if (currentState(workspace)?.md5 === md5) return;
  const described = Object.entries(outputs as Record<string, { sensitive?: boolean }>).map(([name, output]) => [
    name,
    { sensitive: false, ...output },
  ]);
  const encoded = Buffer.from(JSON.stringify(Object.fromEntries(described))).toString('base64');
  const version = newVersion(workspace, { serial, lineage, md5, 'json-state-outputs': encoded });
  version.state = state;
  workspace.stateVersions.push(version);
}
