import { Testing } from 'cdktf';
import { parseSettings, type SettingsInput } from '../lib/settings/settings';
import { TrafficMirroringStack } from '../lib/traffic-mirroring-stack';

/** Synthesized Terraform JSON, as far as tests look into it. */
export interface Template {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>;
  readonly variable: Readonly<Record<string, Record<string, unknown>>>;
  readonly output: Readonly<Record<string, { readonly value: unknown; readonly description: string }>>;
  readonly provider: Readonly<Record<string, readonly Record<string, unknown>[]>>;
  readonly terraform: Readonly<Record<string, unknown>>;
}

export function stackOf(settings: SettingsInput = {}): TrafficMirroringStack {
  return new TrafficMirroringStack(Testing.app(), 'inbound-tcp', parseSettings(settings));
}

/** The default stack, or that of the given settings, as an object: validations run, as in `cdktf synth`. */
export function synth(settings: SettingsInput = {}): Template {
  return templateOf(stackOf(settings));
}

export function templateOf(stack: TrafficMirroringStack): Template {
  stack.prepareStack();
  return JSON.parse(Testing.synth(stack, true)) as Template;
}

/** The resources of one type, by name in the state. */
export function resources(template: Template, type: string): Readonly<Record<string, Record<string, unknown>>> {
  return template.resource[type] ?? {};
}
