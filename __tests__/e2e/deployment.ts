import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Operator } from '../../lab/fabric/operator';
import { type StackJson } from './stack-json';

/** Milliseconds after which a Terraform is taken for stuck. */
const LIMIT = 180_000;

/** The first step of a stack's verification, on which the others stand, and the one that looks at the traffic. */
export const [PREPARE, TRAFFIC] = ['null_resource.verification_prepare', 'null_resource.verification_traffic'] as const;

export interface TerraformRun {
  readonly status: number;
  /** Both streams. */
  readonly output: string;
  /** What Terraform itself has to complain about, without its line breaks. */
  readonly error: string;
  /** The sentences with which the verification failed, each once. */
  readonly failures: readonly string[];
}

/** What Terraform would do to one resource. */
export interface Change {
  readonly address: string;
  readonly actions: readonly string[];
}

/** The addresses that a plan would only update, replace, and so on. */
export function byActions(changes: readonly Change[]): Readonly<Record<string, readonly string[]>> {
  const kinds = [...new Set(changes.map(({ actions }) => actions.join()))];
  return Object.fromEntries(
    kinds.map((kind) => [kind, changes.filter(({ actions }) => actions.join() === kind).map(({ address }) => address)]),
  );
}

/** A folder in which real Terraform, in the operator's place, deploys one stack. */
export class Deployment {
  private readonly folder = mkdtempSync(join(tmpdir(), 'e2e-'));
  private initialized = false;

  constructor(
    private readonly operator: Operator,
    private readonly env: NodeJS.ProcessEnv,
    json: StackJson,
  ) {
    this.write(json);
  }

  write(json: StackJson): void {
    writeFileSync(join(this.folder, 'cdk.tf.json'), JSON.stringify(json, null, 2));
  }

  /** @param variables values of Terraform variables, beside those of the lab */
  apply(variables: Readonly<Record<string, string>> = {}): Promise<TerraformRun> {
    return this.terraform(['apply', '-auto-approve'], variables);
  }

  /**
   * Makes the resources anew and nothing else: without a refresh, what somebody has changed by the region's API stays as
   * it is.
   */
  replace(...addresses: readonly string[]): Promise<TerraformRun> {
    return this.terraform(['apply', '-auto-approve', '-refresh=false', ...replacing(addresses)]);
  }

  /** Verifies again, which has to fail. @returns the sentences */
  async failures(...steps: readonly string[]): Promise<readonly string[]> {
    const { status, failures } = await this.replace(...steps);
    expect(status).toBe(1);
    return failures;
  }

  /** An apply that makes resources anew beside what it does anyway. */
  applyReplacing(addresses: readonly string[], variables: Readonly<Record<string, string>>): Promise<TerraformRun> {
    return this.terraform(['apply', '-auto-approve', ...replacing(addresses)], variables);
  }

  /** @param targets addresses, with all that stands on them. @default everything */
  destroy(...targets: readonly string[]): Promise<TerraformRun> {
    return this.terraform(['destroy', '-auto-approve', ...targets.map((target) => `-target=${target}`)]);
  }

  /** What an apply would do, in the order of addresses. Empty when Terraform says that nothing differs. */
  async plan(): Promise<readonly Change[]> {
    const plan = await this.terraform(['plan', '-detailed-exitcode', '-out=plan.bin']);
    if (plan.status === 0) return [];
    if (plan.status !== 2) throw new Error(plan.output);
    const shown = await this.operator.run(['terraform', 'show', '-json', 'plan.bin'], this.options());
    const { resource_changes } = JSON.parse(shown.stdout) as {
      resource_changes: readonly { readonly address: string; readonly change: { readonly actions: string[] } }[];
    };
    return resource_changes
      .map(({ address, change }) => ({ address, actions: change.actions }))
      .filter(({ actions }) => actions.join() !== 'no-op' && actions.join() !== 'read')
      .sort((a, b) => a.address.localeCompare(b.address));
  }

  /** An attribute of a resource in the state. */
  attribute(address: string, name: string): unknown {
    const [type, resource] = address.split('.');
    const state = JSON.parse(this.state()) as {
      readonly resources: readonly {
        readonly type: string;
        readonly name: string;
        readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
      }[];
    };
    const found = state.resources.find((each) => each.type === type && each.name === resource);
    if (found === undefined) throw new Error(`${address} is not in the state`);
    return found.instances[0]?.attributes[name];
  }

  /** Terraform's state, as it is in its file. */
  state(): string {
    return readFileSync(join(this.folder, 'terraform.tfstate'), 'utf8');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async terraform(
    args: readonly string[],
    variables: Readonly<Record<string, string>> = {},
  ): Promise<TerraformRun> {
    if (!this.initialized) {
      const init = await this.operator.run(['terraform', 'init', '-input=false', '-no-color'], this.options());
      if (init.status !== 0) throw new Error(init.stdout + init.stderr);
      this.initialized = true;
    }
    const argv = ['terraform', ...args, '-input=false', '-no-color'];
    const { status, stdout, stderr } = await this.operator.run(argv, this.options(variables));
    const output = stdout + stderr;
    const error = /^Error: .*/ms.exec(stderr)?.[0].replaceAll(/\s+/g, ' ') ?? '';
    if (status !== 0 && args[0] === 'apply') recordLog(output);
    return { status, output, error, failures: failuresIn(output) };
  }

  private options(variables: Readonly<Record<string, string>> = {}) {
    const given = Object.fromEntries(Object.entries(variables).map(([name, value]) => [`TF_VAR_${name}`, value]));
    return { cwd: this.folder, env: { ...process.env, ...this.env, ...given }, timeout: LIMIT };
  }
}

function replacing(addresses: readonly string[]): readonly string[] {
  return addresses.map((address) => `-replace=${address}`);
}

/** Keeps the log of a run that failed, as what the report is tested with: see __tests__/review/logs/README.md. */
function recordLog(output: string): void {
  const folder = process.env['RECORD_LOGS'];
  if (folder === undefined) return;
  const { currentTestName = '' } = expect.getState();
  const name = currentTestName.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 150);
  writeFileSync(join(folder, `${name}.log`), output);
}

function failuresIn(output: string): readonly string[] {
  return [...new Set([...output.matchAll(/\(remote-exec\): FAILED: (.*)$/gm)].map((match) => (match[1] ?? '').trim()))];
}
