import { TerraformStack } from 'cdktf';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { addStateBackend, type CloudState, type StateBackendProps } from '../../lib/stack/state-backend';
import { templateOf, testApp } from '../synth';
import { makeCertificate } from './certificate';
import { TerraformCloud } from './server';
import { type WorkerProps } from './worker';

const ROOT = resolve(__dirname, '../..');

/** Milliseconds after which a command is taken for stuck. */
const LIMIT = 45_000;

export interface Ran {
  readonly status: number | null;
  /** Both streams, without the line breaks that Terraform puts where it likes. */
  readonly output: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What is typed. */
  readonly input?: string;
  /** Somebody sits there and types no more. */
  readonly stays?: boolean;
}

/** Waits for what a command that runs beside brings about. Rejects when it has had more than enough time. */
export async function until(happens: () => boolean): Promise<void> {
  for (const end = Date.now() + LIMIT; !happens();) {
    if (Date.now() > end) throw new Error(`waited in vain for ${LIMIT} ms: ${happens.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A server of Terraform Cloud's API on the loopback, and folders from which real Terraform calls it. */
export class CloudUnderTest {
  private folders = 0;

  private constructor(
    private readonly place: string,
    readonly cloud: TerraformCloud,
    private readonly certificateFile: string,
  ) {}

  static async start(worker: WorkerProps = {}): Promise<CloudUnderTest> {
    const place = mkdtempSync(join(tmpdir(), 'cloud-'));
    const certificate = makeCertificate(place, ['localhost']);
    const environment = { TF_CLI_CONFIG_FILE: join(ROOT, 'tools/terraform.rc'), ...worker.environment };
    const cloud = await TerraformCloud.start({
      certificate,
      organization: 'example',
      worker: { ...worker, environment },
    });
    const config = `credentials "${cloud.hostname}" {\n  token = "${cloud.token}"\n}\n`;
    writeFileSync(join(place, 'terraform.rc'), config, { mode: 0o600 });
    return new CloudUnderTest(place, cloud, certificate.file);
  }

  /** How a user's shell knows the server and its token. */
  get environment(): NodeJS.ProcessEnv {
    return {
      SSL_CERT_FILE: this.certificateFile,
      NODE_EXTRA_CA_CERTS: this.certificateFile,
      TF_CLI_CONFIG_FILE: join(this.place, 'terraform.rc'),
      CHECKPOINT_DISABLE: '1',
    };
  }

  /** The settings of `stateBackend` that lead here. */
  backend(more: Partial<CloudState> = {}): CloudState {
    const { organization, hostname } = this.cloud;
    return { type: 'cloud', organization: organization.name, hostname, ...more };
  }

  /** A folder of its own, as `cdktf.out/stacks/inbound-tcp` is. */
  folder(backend: StateBackendProps, stack: object = {}): CloudFolder {
    this.folders += 1;
    const folder = new CloudFolder(join(this.place, String(this.folders), 'cdktf.out', 'stacks', 'inbound-tcp'), this);
    folder.write(backend, stack);
    return folder;
  }

  async close(): Promise<void> {
    await this.cloud.close();
    rmSync(this.place, { recursive: true, force: true });
  }
}

/** A stack's folder with a backend that the product has made, and as little as can be planned. */
export class CloudFolder {
  constructor(
    readonly path: string,
    private readonly under: CloudUnderTest,
  ) {
    mkdirSync(path, { recursive: true });
  }

  write(backend: StateBackendProps, stack: object = {}): void {
    const made = new TerraformStack(testApp(), 'inbound-tcp');
    addStateBackend(made, backend);
    const { terraform } = templateOf(made);
    const variable = { value: { default: 'default' }, secret: { default: null, sensitive: true } };
    const resource = { terraform_data: { mirror: { input: '${var.value}' } } };
    const output = { value: { value: '${terraform_data.mirror.output}' } };
    writeFileSync(join(this.path, 'cdk.tf.json'), JSON.stringify({ terraform, variable, resource, output, ...stack }));
  }

  read(file: string): string {
    return readFileSync(join(this.path, file), 'utf8');
  }

  /** Runs a command beside this process, which has to answer it. */
  async run(argv: readonly string[], { env = {}, input, stays = false }: RunOptions = {}): Promise<Ran> {
    const [program = '', ...args] = argv;
    const child = spawn(program, args, {
      cwd: this.path,
      timeout: LIMIT,
      stdio: ['pipe', 'pipe', 'pipe'],
      // A caller's TF_INPUT=0, as the README has it, would end what asks.
      env: { ...process.env, TF_INPUT: '1', ...this.under.environment, ...env },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
    child.stdin.on('error', () => undefined);
    child.stdin.write(input ?? '');
    if (!stays) child.stdin.end();
    const status = await new Promise<number | null>((done, failed) => {
      child.on('error', failed);
      child.on('close', (code) => {
        child.stdin.end();
        done(code);
      });
    });
    return { status, output: output.replaceAll(/[\s│╷╵]+/g, ' ') };
  }

  /** Terraform asks only where something is typed. */
  terraform(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    const [command = ''] = args;
    const plain = command === 'state' || command === 'workspace' ? [] : ['-no-color'];
    const silent = ['init', 'plan', 'apply', 'destroy'].includes(command) && options.input === undefined;
    return this.run(['terraform', ...args, ...plain, ...(silent ? ['-input=false'] : [])], options);
  }

  /** Initializes and applies without asking. */
  async apply(variables: Readonly<Record<string, string>> = {}): Promise<Ran> {
    const init = await this.terraform(['init']);
    if (init.status !== 0) return init;
    return this.terraform(['apply', '-auto-approve'], { env: variables });
  }
}
