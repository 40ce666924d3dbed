import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseJson } from '../../lib/settings/json-text';
import { DEFAULT_SCENARIO } from '../../lib/settings/scenario-names';
import { isRunning, type ProcessRecord } from '../processes';

export const ROOT = resolve(__dirname, '../..');

/** Name of the lab when none is given. */
export const DEFAULT_LAB = 'main';

/** What another command has to know of a running lab; the process is the one that holds it. */
export interface LabRecord extends ProcessRecord {
  /** First process of the operator's place. */
  readonly operatorPid: number;
  /** Socket of the ssh-agent that has the lab's key: a path in the operator's place. */
  readonly agentSocket: string;
  readonly publicKey: string;
  /** Absent with the real providers. */
  readonly reattach?: string;
}

/** The one folder of a lab, `.lab/NAME`: cdktf.json with the lab's settings, Terraform's state, logs. Ignored by git. */
export class Workspace {
  readonly folder: string;

  /** @param parent where the folders of all labs are; it goes with the last of them */
  constructor(
    readonly name: string,
    private readonly parent = join(ROOT, '.lab'),
  ) {
    this.folder = join(parent, name);
  }

  /** How a command is given to this lab: `npm run lab -- --lab two stop`. */
  commandLine(command: string): string {
    return `npm run lab -- ${this.name === DEFAULT_LAB ? '' : `--lab ${this.name} `}${command}`;
  }

  /** Name of the stack that is deployed here, which is its scenario's. */
  get stack(): string {
    const file = join(this.folder, 'cdktf.json');
    const project = parseJson(file, readFileSync(file, 'utf8')) as {
      readonly context?: { readonly trafficMirroring?: { readonly scenario?: string } };
    };
    return project.context?.trafficMirroring?.scenario ?? DEFAULT_SCENARIO;
  }

  get stackFolder(): string {
    return join(this.folder, 'cdktf.out', 'stacks', this.stack);
  }

  /** What cdktf prints. */
  get logFile(): string {
    return join(this.folder, 'deploy.log');
  }

  /** What the process that holds the lab prints. */
  get labLogFile(): string {
    return join(this.folder, 'lab.log');
  }

  /** Who has a lock on it has the right to run the lab: see `Claim`. */
  get lockFile(): string {
    return join(this.folder, 'lock');
  }

  /** Makes the folder anew, with a cdktf.json of these settings. */
  write(settings: Readonly<Record<string, unknown>>): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    this.clear();
    const file = join(ROOT, 'cdktf.json');
    const project = parseJson(file, readFileSync(file, 'utf8')) as Record<string, unknown>;
    const main = relative(this.folder, join(ROOT, 'main.ts'));
    const own = {
      ...project,
      app: `node --no-deprecation --require tsx/cjs ${main}`,
      output: 'cdktf.out',
      // The bindings are the project's: cdktf would look for them in this folder.
      terraformProviders: [],
      context: { trafficMirroring: settings },
    };
    writeFileSync(join(this.folder, 'cdktf.json'), `${JSON.stringify(own, null, 2)}\n`);
  }

  writeRecord(record: LabRecord): void {
    this.writeJson('lab.json', record);
  }

  /** The lab that runs here, or undefined; what a killed lab left behind does not count. */
  record(): LabRecord | undefined {
    return this.living('lab.json') as LabRecord | undefined;
  }

  /** Notes the process that runs the whole: who wants the lab to stop tells that one. */
  writeRunner(runner: ProcessRecord): void {
    this.writeJson('runner.json', runner);
  }

  runner(): ProcessRecord | undefined {
    return this.living('runner.json');
  }

  private writeJson(name: string, value: unknown): void {
    const file = join(this.folder, name);
    // In one step: other commands read it at any time.
    writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  private living(name: string): ProcessRecord | undefined {
    let record: Partial<ProcessRecord> | null;
    try {
      record = JSON.parse(readFileSync(join(this.folder, name), 'utf8')) as Partial<ProcessRecord> | null;
    } catch {
      // None was written, or what is there was damaged: nothing that could be found again.
      return undefined;
    }
    if (typeof record?.pid !== 'number' || typeof record.started !== 'string') return undefined;
    const { pid, started } = record;
    return isRunning({ pid, started }) ? { ...record, pid, started } : undefined;
  }

  /** Removes the folder with all that is in it. Throws a sentence when something is left. */
  remove(): void {
    this.clear();
    // Last, as a right that is given back.
    rmSync(this.lockFile, { force: true });
    // Another lab of this name, or any other, may be in it by now.
    for (const folder of [this.folder, this.parent]) {
      try {
        rmdirSync(folder);
      } catch {
        return;
      }
    }
  }

  /** Removes all but the lock. */
  private clear(): void {
    let names: readonly string[];
    try {
      names = readdirSync(this.folder);
    } catch {
      return;
    }
    for (const name of names) {
      const path = join(this.folder, name);
      if (path === this.lockFile) continue;
      try {
        // What is being killed may still be writing for a moment.
        rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 });
      } catch (error) {
        throw new Error(`${path} cannot be removed: ${(error as Error).message}`, { cause: error });
      }
    }
  }
}
