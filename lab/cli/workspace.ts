import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { settingsOfContext } from '../../lib/settings/context';
import { API_PORT, PROJECT_ID, REGION_NAME } from '../endpoints';
import { isRunning, type ProcessRecord } from '../processes';

export const ROOT = resolve(__dirname, '../..');

/** Name of the lab when none is given. */
export const DEFAULT_LAB = 'main';

/** What another command has to know of a running lab; the process is the one that holds it. */
export interface LabRecord extends ProcessRecord {
  /** First process of the operator's place. */
  readonly operatorPid: number;
  readonly keyFile: string;
  readonly publicKey: string;
  /** Absent with the real providers. */
  readonly reattach?: string;
}

/** The one folder of a lab, `.lab/NAME`: cdktf.json with the lab's settings, Terraform's state, logs. Ignored by git. */
export class Workspace {
  readonly folder: string;

  constructor(readonly name: string) {
    this.folder = join(ROOT, '.lab', name);
  }

  /** How a command is given to this lab: `npm run lab -- --lab two stop`. */
  commandLine(command: string): string {
    return `npm run lab -- ${this.name === DEFAULT_LAB ? '' : `--lab ${this.name} `}${command}`;
  }

  get stackFolder(): string {
    return join(this.folder, 'cdktf.out', 'stacks', 'inbound-tcp');
  }

  /** What cdktf prints. */
  get logFile(): string {
    return join(this.folder, 'deploy.log');
  }

  /** What the process that holds the lab prints. */
  get labLogFile(): string {
    return join(this.folder, 'lab.log');
  }

  /** Writes cdktf.json: the user's settings, with the lab's region as where they lead. */
  write(settings: Readonly<Record<string, unknown>>): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const project = JSON.parse(readFileSync(join(ROOT, 'cdktf.json'), 'utf8')) as Record<string, unknown>;
    const main = relative(this.folder, join(ROOT, 'main.ts'));
    const own = {
      ...project,
      app: `node --import tsx ${main}`,
      output: 'cdktf.out',
      // The bindings are the project's: cdktf would look for them in this folder.
      terraformProviders: [],
      context: { trafficMirroring: withLabRegion(settings) },
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
    writeFileSync(join(this.folder, name), `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  }

  private living(name: string): ProcessRecord | undefined {
    const file = join(this.folder, name);
    if (!existsSync(file)) return undefined;
    const record = JSON.parse(readFileSync(file, 'utf8')) as ProcessRecord;
    return isRunning(record) ? record : undefined;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
    const parent = join(ROOT, '.lab');
    try {
      rmdirSync(parent);
    } catch {
      // Another lab is in it.
    }
  }
}

/**
 * Settings from a file of the user's, or from the project's cdktf.json.
 * @param file settings alone, or a cdktf.json with its `context.trafficMirroring`
 * @throws Error that names the file
 */
export function readSettings(file: string | undefined): Record<string, unknown> {
  const source = file ?? join(ROOT, 'cdktf.json');
  let text: string;
  try {
    text = readFileSync(source, 'utf8');
  } catch (error) {
    throw new Error(`settings cannot be read from ${source}: ${(error as Error).message}`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${source} is not JSON: ${(error as Error).message}`);
  }
  const settings = contextIn(json) === undefined ? json : settingsInContext(json, source);
  if (settings === null || typeof settings !== 'object' || Array.isArray(settings)) {
    throw new Error(
      `${source} must hold settings as {"listeningPort": 8080}, or context.trafficMirroring as cdktf.json`,
    );
  }
  return settings as Record<string, unknown>;
}

function contextIn(json: unknown): unknown {
  return (json as { context?: unknown } | null)?.context;
}

/** As main.ts finds them, misspelled keys included. */
function settingsInContext(project: unknown, projectFile: string): unknown {
  return settingsOfContext({ contextJson: JSON.stringify(contextIn(project)), projectFile });
}

/** The region, the provider's endpoints and the state are the lab's; everything else is the user's. */
export function withLabRegion(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const api = `http://127.0.0.1:${API_PORT}`;
  const services = ['vpc', 'ecs', 'evs', 'ims', 'kms', 'iam', 'bss', 'dns'];
  return {
    ...settings,
    region: REGION_NAME,
    provider: {
      projectId: PROJECT_ID,
      authUrl: `${api}/v3`,
      insecure: true,
      maxRetries: 1,
      endpoints: Object.fromEntries(services.map((service) => [service, `${api}/${service}/`])),
    },
    stateBackend: { type: 'local' },
  };
}
