import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { API_PORT, PROJECT_ID, REGION_NAME } from '../endpoints';

export const ROOT = resolve(__dirname, '../..');

/** What another command has to know of a running lab. */
export interface LabRecord {
  /** Process that holds the lab. */
  readonly pid: number;
  /** Start time of that process, in clock ticks: tells it from a later one with the same number. */
  readonly started: string;
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

  get stackFolder(): string {
    return join(this.folder, 'cdktf.out', 'stacks', 'inbound-tcp');
  }

  get logFile(): string {
    return join(this.folder, 'deploy.log');
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
    writeFileSync(join(this.folder, 'lab.json'), `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  }

  /** The lab that runs here, or undefined; what a killed lab left behind does not count. */
  record(): LabRecord | undefined {
    const file = join(this.folder, 'lab.json');
    if (!existsSync(file)) return undefined;
    const record = JSON.parse(readFileSync(file, 'utf8')) as LabRecord;
    return startTime(record.pid) === record.started ? record : undefined;
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

/** Settings from a file of the user's, or from the project's cdktf.json. @throws Error that names the file */
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
  const settings = file === undefined ? contextOf(json) : json;
  if (settings === null || typeof settings !== 'object' || Array.isArray(settings)) {
    throw new Error(`${source} must hold an object with settings, as under context.trafficMirroring in cdktf.json`);
  }
  return settings as Record<string, unknown>;
}

function contextOf(project: unknown): unknown {
  return (project as { context?: { trafficMirroring?: unknown } }).context?.trafficMirroring ?? {};
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

/** Start time of a process as /proc has it; undefined when it has ended, even if nobody has taken note of it yet. */
export function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
