import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeUnless, missingTool } from '../../needs';
import { type ResourcePlan, TerraformProject } from './terraform-project';

jest.setTimeout(120_000);

const recorded = (name: string): string => readFileSync(join(__dirname, 'plans', name), 'utf8');
const plans = (name: string): readonly ResourcePlan[] => JSON.parse(recorded(`${name}.json`)) as ResourcePlan[];
const byAddress = (list: readonly ResourcePlan[]): Record<string, ResourcePlan> =>
  Object.fromEntries(list.map((plan) => [plan.address, plan]));

/** The subnet's range as it was when `replace.json` was recorded. */
const movedSubnet = (main: string): string =>
  main.replace('"192.168.0.0/24"', '"192.168.1.0/24"').replace('"192.168.0.1"', '"192.168.1.1"');

interface State {
  readonly resources: readonly {
    type: string;
    name: string;
    instances: { index_key?: string; attributes: unknown }[];
  }[];
}

/**
 * The state that a plan was recorded on: as applied, but refreshed once. The two differ in what binding the EIP and
 * adding rules to the group changed after those had been read: `before` of the plan has it.
 */
function refreshedState(name: string): string {
  const state = JSON.parse(recorded('applied-state.json')) as State;
  const before = byAddress(plans(name));
  for (const { type, name: label, instances } of state.resources) {
    for (const instance of instances) {
      const index = instance.index_key === undefined ? '' : `["${instance.index_key}"]`;
      instance.attributes = before[`${type}.${label}${index}`]?.before ?? instance.attributes;
    }
  }
  return JSON.stringify(state);
}

describeUnless(missingTool(['terraform']), 'GIVEN the inputs on which the real provider 1.97.1 was recorded', () => {
  const main = recorded('main.tf');

  async function planned(text: string, state: string | undefined, args: readonly string[]) {
    const project = await TerraformProject.start(text);
    try {
      if (state !== undefined) project.write('terraform.tfstate', state);
      return byAddress(await project.plan(['-refresh=false', ...args]));
    } finally {
      await project.close();
    }
  }

  test.each([
    ['create', main, undefined, []],
    ['update', main, refreshedState('update'), ['-var=stage=2']],
    ['replace', movedSubnet(main), refreshedState('replace'), []],
  ] as const)('THEN the stand-in plans what %s.json has, resource by resource', async (name, text, state, args) => {
    expect(await planned(text, state, args)).toEqual(byAddress(plans(name)));
  });
});
