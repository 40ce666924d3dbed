import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { quickStart } from '../../lab/cli/quick-start';

export const ROOT = resolve(__dirname, '../..');

export interface CliRun {
  readonly status: number | null;
  readonly output: string;
}

/** A copy of the project in a folder of its own, as a user's clone would be; node_modules is shared. */
export class ProjectCopy {
  readonly folder: string;
  private readonly atStart: ReadonlySet<string>;

  constructor(parent = tmpdir()) {
    this.folder = mkdtempSync(join(parent, 'project-'));
    for (const part of ['main.ts', 'lib', '.gen', 'cdktf.json', 'package.json', 'tsconfig.json', 'tools', 'schemas']) {
      cpSync(join(ROOT, part), join(this.folder, part), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'));
    this.atStart = new Set(readdirSync(this.folder));
  }

  /**
   * For the next test: as at the start. In another folder tsx would compile all of it anew, which takes as long again as
   * the app.
   */
  again(): void {
    for (const name of readdirSync(this.folder)) {
      if (!this.atStart.has(name)) rmSync(join(this.folder, name), { recursive: true });
    }
    cpSync(join(ROOT, 'cdktf.json'), join(this.folder, 'cdktf.json'));
  }

  set(settings: unknown): this {
    const file = join(this.folder, 'cdktf.json');
    const json = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...json, context: { trafficMirroring: settings } }));
    return this;
  }

  /** Runs cdktf, whose compiled code is kept as the lab keeps it. */
  cdktf(args: readonly string[]): CliRun {
    return run(join(ROOT, 'node_modules', '.bin', 'cdktf'), args, this.folder, quickStart());
  }

  /** Runs the app of cdktf.json as cdktf does, without cdktf, which takes three times as long. */
  app(env: Readonly<Record<string, string>> = {}): CliRun {
    const { app, context } = JSON.parse(this.read('cdktf.json')) as { readonly app: string; readonly context: object };
    const CDKTF_CONTEXT_JSON = JSON.stringify({ ...context, cdktfRelativeModules: [] });
    const own = { CDKTF_OUTDIR: 'cdktf.out', CDKTF_CONTEXT_JSON, ...env };
    return run('sh', ['-c', app], this.folder, own);
  }

  npm(args: readonly string[]): CliRun {
    return run('npm', args, this.folder);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): CliRun {
  const child = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    timeout: 300_000,
    maxBuffer: 64 * 1024 ** 2,
    env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: join(ROOT, 'tools', 'terraform.rc'), ...env },
  });
  return { status: child.status, output: child.stdout + child.stderr + (child.error?.message ?? '') };
}
