import { type App, TerraformOutput, TerraformStack, Testing } from 'cdktf';
import { type IConstruct } from 'constructs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HuaweicloudProvider } from '../.gen/providers/huaweicloud/provider';
import { parseSettings, type Scenario, type SettingsInput } from '../lib/settings/settings';
import { scenarioStack } from '../lib/scenarios/scenarios';
import { InboundTcpStack } from '../lib/scenarios/inbound-tcp';

export type Block = Readonly<Record<string, unknown>>;

/** Synthesized Terraform JSON, as far as tests look into it. */
export interface Template {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly variable: Readonly<Record<string, Block>>;
  readonly output: Readonly<Record<string, { readonly value: unknown; readonly description: string }>>;
  readonly provider: Readonly<Record<string, readonly Block[]>>;
  readonly locals?: Block;
  readonly check?: Readonly<Record<string, { readonly assert: Block }>>;
  readonly terraform: {
    readonly backend?: Readonly<Record<string, Block>>;
    readonly cloud?: Block;
    readonly required_providers: Readonly<Record<string, Block>>;
    readonly required_version?: string;
  };
}

/** The apps' folder: without a name, CDKTF makes one for each and leaves it behind. Not in the project: it may be read-only. */
const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
afterAll(() => {
  rmSync(outdir, { recursive: true, force: true });
});

export function testApp(): App {
  return Testing.app({ outdir });
}

export function stackOf(settings: SettingsInput = {}): InboundTcpStack {
  return new InboundTcpStack(testApp(), parseSettings(settings));
}

/** The default stack, or that of the given settings, as an object: validations run, as in `cdktf synth`. */
export function synth(settings: SettingsInput | SettingsInput<Scenario> = {}): Template {
  const key = JSON.stringify(settings);
  const text = synthesized.get(key) ?? JSON.stringify(templateOf(scenarioStack(testApp(), parseSettings(settings))));
  synthesized.set(key, text);
  return JSON.parse(text) as Template;
}

/** The same settings give the same JSON: each is synthesized once in a test file, and every caller gets a copy. */
const synthesized = new Map<string, string>();

/** What `build` puts into a stack that has just a provider. */
export function synthOf(build: (stack: TerraformStack) => void): Template {
  const stack = emptyStack();
  build(stack);
  return templateOf(stack);
}

export function emptyStack(): TerraformStack {
  const stack = new TerraformStack(testApp(), 'test');
  new HuaweicloudProvider(stack, 'huaweicloud', {});
  return stack;
}

/** Of an app with one stack: without prepareStack, which adds what other stacks refer to, and takes as long again. */
export function templateOf(stack: TerraformStack): Template {
  stack.ensureBackendExists();
  return JSON.parse(Testing.synth(stack, true)) as Template;
}

/** What stands in the JSON for a value that `build` gives back, such as a reference to a resource's id. */
export function reference(build: (stack: TerraformStack) => string): unknown {
  const template = synthOf((stack) => {
    new TerraformOutput(stack, 'reference', { value: build(stack) });
  });
  return template.output['reference']?.value;
}

/** The resources of one type, by name in the state. */
export function resources(template: Template, type: string): Readonly<Record<string, Block>> {
  return template.resource[type] ?? {};
}

/** The resource with an address such as `huaweicloud_vpc.network_vpc`. */
export function resource(template: Template, address: string): Block {
  const [type = '', name = ''] = address.split('.');
  const found = resources(template, type)[name];
  if (found === undefined) throw new Error(`no ${address}; there are: ${addresses(template).join(', ')}`);
  return found;
}

/** The resource of a type of which there must be just one. */
export function only(template: Template, type: string): Block {
  const [found, ...others] = Object.values(resources(template, type));
  if (found === undefined || others.length > 0) {
    throw new Error(`not just one ${type}; there are: ${addresses(template).join(', ')}`);
  }
  return found;
}

/** Addresses of all resources and data sources, sorted. */
export function addresses({ resource, data = {} }: Template): string[] {
  const all = (blocks: Readonly<Record<string, Block>>, prefix: string): string[] =>
    Object.entries(blocks).flatMap(([type, named]) => Object.keys(named).map((name) => `${prefix}${type}.${name}`));
  return [...all(resource, ''), ...all(data, 'data.')].sort();
}

/** What `cdktf synth` would print about a construct and all that is in it. */
export function annotations(construct: IConstruct, level: 'warn' | 'info'): string[] {
  return construct.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === `@cdktf/${level}`)
    .map(({ data }) => String(data));
}

export interface RemoteExec {
  readonly connection: Readonly<Record<string, string>>;
  readonly inline: readonly string[];
}

/** The remote-exec steps of a null_resource, in order. */
export function remoteExecs(block: Block): RemoteExec[] {
  const provisioners = block['provisioner'] as readonly Readonly<Record<string, RemoteExec>>[];
  return provisioners.map((provisioner) => {
    const step = provisioner['remote-exec'];
    if (step === undefined) throw new Error(`not a remote-exec: ${Object.keys(provisioner).join(', ')}`);
    return step;
  });
}
