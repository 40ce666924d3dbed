import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type RunningProviders, startProviders } from '../../../lab/provider/start-providers';
import { type RegionOptions } from '../../../lab/region/start-region';
import { RegionUnderTest } from '../region/region-under-test';

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
  private constructor(
    readonly folder: string,
    readonly lab: RegionUnderTest,
    private readonly providers: RunningProviders,
  ) {}

  static async start(main: string, options: Partial<RegionOptions> = {}): Promise<TerraformProject> {
    const folder = mkdtempSync(join(tmpdir(), 'provider-'));
    const lab = await RegionUnderTest.start(options);
    const providers = await startProviders({ socketDir: folder, environment: {} });
    const project = new TerraformProject(folder, lab, providers);
    project.write('main.tf', main);
    const init = await project.terraform(['init']);
    if (init.status !== 0) throw new Error(init.stdout + init.stderr);
    return project;
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
    const { status, stdout, stderr } = await this.terraform(args);
    if (status !== 0) throw new Error(`terraform ${args.join(' ')} ended with ${String(status)}:\n${stdout}${stderr}`);
    return stdout;
  }

  /** What Terraform plans, resource by resource. */
  async plan(args: readonly string[] = []): Promise<readonly ResourcePlan[]> {
    await this.succeed(['plan', '-out=plan.bin', ...args]);
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
    const plans = await this.plan(args);
    return plans
      .filter(({ actions }) => actions.join() !== 'no-op')
      .map(({ address, actions }) => `${address}: ${actions.join()}`);
  }

  async close(): Promise<void> {
    this.providers.close();
    await this.lab.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
