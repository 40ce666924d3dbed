import { App } from 'cdktf';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLabRegion } from '../../lab/cli/settings';
import { readScenario } from '../../lib/scenarios/read-scenario';
import { scenarioStack } from '../../lib/scenarios/scenarios';
import { type Scenario, type SettingsInput } from '../../lib/settings/settings';

type Block = Record<string, unknown>;

/** Synthesized Terraform JSON that a test may break. */
export interface StackJson {
  readonly resource: Record<string, Record<string, Block>>;
  readonly terraform: Block;
}

/** What `cdktf synth` writes for these settings, led to the lab's region, with the state beside it. */
export function stackJson(settings: SettingsInput | SettingsInput<Scenario>): StackJson {
  const outdir = mkdtempSync(join(tmpdir(), 'e2e-synth-'));
  try {
    const app = new App({ outdir, stackTraces: false });
    const own = { ...withLabRegion(settings), stateBackend: { type: 'local', path: 'terraform.tfstate' } };
    const stack = scenarioStack(app, readScenario(own));
    app.synth();
    return JSON.parse(readFileSync(join(outdir, 'stacks', stack.node.id, 'cdk.tf.json'), 'utf8')) as StackJson;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/**
 * The guide's stack as it was synthesized before the files of lib were moved into rooms and any mirror could be
 * proven: `locals`, triggers and scripts were others. Without the scripts themselves, which a null_resource forgets.
 */
export function olderStack(): StackJson {
  return JSON.parse(readFileSync(join(__dirname, 'older-stack.json'), 'utf8')) as StackJson;
}

/** A way to break a stack. */
export type Edit = (json: StackJson) => StackJson;

/** The resource with an address such as `huaweicloud_vpc.network_vpc`. */
export function resourceIn(json: StackJson, address: string): Block {
  const [type = '', name = ''] = address.split('.');
  const found = json.resource[type]?.[name];
  if (found === undefined) throw new Error(`no ${address}`);
  return found;
}

/** Leaves a resource out, and everything that refers to it. */
export function without(address: string): Edit {
  return (json) => {
    resourceIn(json, address);
    const [type = '', name = ''] = address.split('.');
    const quoted = address.replaceAll('.', '\\.');
    const text = JSON.stringify(json)
      .replaceAll(new RegExp(`(?:,"${quoted}"|"${quoted}",)`, 'g'), '')
      .replaceAll(new RegExp(`(?:, ${quoted}\\.id\\b|\\b${quoted}\\.id, )`, 'g'), '');
    const edited = JSON.parse(text) as StackJson;
    const others = Object.entries(edited.resource[type] ?? {}).filter(([other]) => other !== name);
    const types = Object.entries({ ...edited.resource, [type]: Object.fromEntries(others) });
    // Terraform refuses a type without resources.
    const result = { ...edited, resource: Object.fromEntries(types.filter(([, all]) => Object.keys(all).length > 0)) };
    if (JSON.stringify(result).includes(address)) throw new Error(`something still refers to ${address}`);
    return result;
  };
}

/** Gives a resource other values. */
export function changed(address: string, values: Block): Edit {
  return (json) => {
    Object.assign(resourceIn(json, address), values);
    return json;
  };
}

/** Does not wait long for packets that will not come. */
export const impatient: Edit = (json) => {
  const text = JSON.stringify(json).replaceAll('#!/usr/bin/env bash\\n', '#!/usr/bin/env bash\\nARRIVAL_SECONDS=2\\n');
  return JSON.parse(text) as StackJson;
};
