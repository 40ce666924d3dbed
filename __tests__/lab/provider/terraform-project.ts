import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type RunningProviders, startProviders } from '../../../lab/provider/start-providers';
import { type RegionOptions } from '../../../lab/region/start-region';
import { describeUnless, missingTool } from '../../needs';
import { RegionUnderTest } from '../region/region-under-test';
import { type TerraformState } from './terraform-state';

const root = resolve(__dirname, '../../..');

export interface TerraformRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ResourcePlan {
  readonly address: string;
  readonly type: string;
  readonly mode: string;
  readonly actions: readonly string[];
  readonly replace_paths: unknown;
  readonly before: unknown;
  readonly after: unknown;
  readonly after_unknown: unknown;
  readonly before_sensitive: unknown;
  readonly after_sensitive: unknown;
}

/** A region, the stand-in providers, and a folder in which real Terraform runs against them. */
export class TerraformProject {
  /** Names of the files that there are after initialization. */
  private atStart: ReadonlySet<string> = new Set();

  private constructor(
    readonly folder: string,
    readonly lab: RegionUnderTest,
    private readonly providers: RunningProviders,
    private readonly configuration: Readonly<Record<string, string>>,
  ) {}

  /** @param configuration text by file name; a text alone is that of main.tf */
  static async start(
    configuration: string | Readonly<Record<string, string>>,
    options: Partial<RegionOptions> = {},
  ): Promise<TerraformProject> {
    const folder = mkdtempSync(join(tmpdir(), 'provider-'));
    const lab = await RegionUnderTest.start(options);
    const providers = await startProviders({ socketDir: folder, environment: {} });
    const files = typeof configuration === 'string' ? { 'main.tf': configuration } : configuration;
    const project = new TerraformProject(folder, lab, providers, files);
    project.configure();
    await project.succeed(['init']).catch(async (error: unknown) => {
      await project.close();
      throw error;
    });
    project.atStart = new Set(readdirSync(folder));
    return project;
  }

  /** For the next test: as at the start, region and files. Cheaper than a project of its own. */
  async again(): Promise<void> {
    for (const name of readdirSync(this.folder)) if (!this.atStart.has(name)) rmSync(join(this.folder, name));
    this.configure();
    await this.lab.again();
  }

  private configure(): void {
    for (const [name, text] of Object.entries(this.configuration)) this.write(name, text);
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** Runs Terraform beside this process, which has to answer it. `started` is told how to signal it. */
  async terraform(
    args: readonly string[],
    started: (signal: (name: NodeJS.Signals) => void) => void = () => undefined,
  ): Promise<TerraformRun> {
    const [command = '', ...rest] = args;
    const plain = command === 'show' || command === 'state' ? ['-no-color'] : ['-no-color', '-input=false'];
    const child = spawn('terraform', [command, ...plain, ...rest], {
      cwd: this.folder,
      timeout: 120_000,
      env: {
        ...process.env,
        CHECKPOINT_DISABLE: '1',
        TF_CLI_CONFIG_FILE: join(root, 'tools', 'terraform.rc'),
        TF_REATTACH_PROVIDERS: this.providers.reattach,
        TF_VAR_ep: this.lab.region.url,
      },
    });
    started((name) => child.kill(name));
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
    const status = await new Promise<number | null>((done, failed) => {
      child.on('error', failed);
      child.on('close', done);
    });
    return { status, stdout, stderr };
  }

  /** Runs Terraform, and rejects with its output when it fails. */
  async succeed(args: readonly string[]): Promise<string> {
    const run = await this.terraform(args);
    if (run.status !== 0) throw failed(args, run);
    return run.stdout;
  }

  state<Attributes = Readonly<Record<string, unknown>>>(): TerraformState<Attributes> {
    return JSON.parse(this.read('terraform.tfstate')) as TerraformState<Attributes>;
  }

  apply(...args: readonly string[]): Promise<string> {
    return this.succeed(['apply', '-auto-approve', ...args]);
  }

  destroy(...args: readonly string[]): Promise<string> {
    return this.succeed(['destroy', '-auto-approve', ...args]);
  }

  /** What Terraform plans, resource by resource. */
  async plan(args: readonly string[] = []): Promise<readonly ResourcePlan[]> {
    await this.succeed(['plan', '-out=plan.bin', ...args]);
    return this.shown();
  }

  private async shown(): Promise<readonly ResourcePlan[]> {
    const shown = JSON.parse(await this.succeed(['show', '-json', 'plan.bin'])) as {
      resource_changes?: { address: string; type: string; mode: string; change: Omit<ResourcePlan, 'address'> }[];
    };
    return (shown.resource_changes ?? [])
      .filter(({ mode }) => mode === 'managed')
      .map(({ address, type, mode, change }) => ({
        address,
        type,
        mode,
        actions: change.actions,
        replace_paths: change.replace_paths ?? null,
        before: change.before,
        after: change.after,
        after_unknown: change.after_unknown,
        before_sensitive: change.before_sensitive,
        after_sensitive: change.after_sensitive,
      }));
  }

  /** The addresses that a plan would touch. Empty when it says "No changes". */
  async pending(args: readonly string[] = []): Promise<readonly string[]> {
    const plan = ['plan', '-detailed-exitcode', '-out=plan.bin', ...args];
    const run = await this.terraform(plan);
    if (run.status === 0) return [];
    if (run.status !== 2) throw failed(plan, run);
    return (await this.shown())
      .filter(({ actions }) => actions.join() !== 'no-op')
      .map(({ address, actions }) => `${address}: ${actions.join()}`);
  }

  async close(): Promise<void> {
    this.providers.close();
    await this.lab.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const failed = (args: readonly string[], { status, stdout, stderr }: TerraformRun): Error =>
  new Error(`terraform ${args.join(' ')} ended with ${String(status)}:\n${stdout}${stderr}`);

export interface ProjectTests {
  /** Whether each test begins as the first one does, or with what the one before has left. @default false */
  readonly anew?: boolean;
}

/** Tests in one project, one after the other. @param start its configuration, or how it is started */
export function describeWithTerraform(
  name: string,
  start: string | (() => Promise<TerraformProject>),
  body: (project: () => TerraformProject) => void,
  { anew = false }: ProjectTests = {},
): void {
  describeUnless(missingTool(['terraform']), name, () => {
    let project: TerraformProject | undefined;
    const current = (): TerraformProject => {
      if (project === undefined) throw new Error('the project did not start');
      return project;
    };
    beforeAll(async () => {
      project = await (typeof start === 'string' ? TerraformProject.start(start) : start());
    });
    if (anew) afterEach(() => project?.again());
    afterAll(() => project?.close());

    body(current);
  });
}
