import { Testing } from 'cdktf';
import { ExistingServersStack } from '../../docs/examples/existing-servers';
import { type Scenario, type SettingsInput } from '../../lib/settings/settings';
import { reviewed, type Reviewed } from '../../review/findings';
import { parsePlan } from '../../review/plan/plan';
import { readStack } from '../../review/stack/read-stack';
import { type Stack } from '../../review/stack/model';
import { parseTemplate, type Template } from '../../review/stack/template';
import { synth, testApp } from '../synth';
import { crowded } from './crowd';

/** The synthesized JSON of settings, as a review reads it; under its scenario's name, which a test's synth does not write. */
export function templateFor(settings: SettingsInput | SettingsInput<Scenario> = {}): Template {
  return named(settings.scenario ?? 'inbound-tcp', JSON.stringify(synth(settings)));
}

export function stackFor(settings: SettingsInput | SettingsInput<Scenario> = {}): Stack {
  return readStack(templateFor(settings));
}

export function reviewOf(
  settings: SettingsInput | SettingsInput<Scenario> = {},
  plan?: object,
  warnings: readonly string[] = [],
): Reviewed {
  return reviewed(stackFor(settings), warnings, plan && parsePlan(JSON.stringify(plan), 'plan.json'));
}

export function existingServers(): Stack {
  const stack = new ExistingServersStack(testApp(), 'existing-servers');
  stack.prepareStack();
  return readStack(named('existing-servers', Testing.synth(stack, true)));
}

function named(stackName: string, json: string): Template {
  return { ...parseTemplate(json, 'cdk.tf.json'), '//': { metadata: { stackName } } };
}

type Block = Readonly<Record<string, unknown>>;

/** What `terraform show -json` says of a resource. */
export function planned(
  address: string,
  actions: readonly string[],
  before: Block | null,
  after: Block | null,
  more: Block = {},
): Block {
  const [type = ''] = address.split('.');
  const { action_reason, ...change } = more;
  return { address, type, mode: 'managed', action_reason, change: { actions, before, after, ...change } };
}

export const crowdedTemplate = (count: number): Template => crowded(templateFor(), count);
