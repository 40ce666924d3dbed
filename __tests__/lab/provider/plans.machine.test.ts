import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithTerraform, type ResourcePlan } from './terraform-project';
import { addressOf, type TerraformState } from './terraform-state';

jest.setTimeout(120_000);

const recorded = (name: string): string => readFileSync(join(__dirname, 'plans', name), 'utf8');
const plans = (name: string): readonly ResourcePlan[] => JSON.parse(recorded(`${name}.json`)) as ResourcePlan[];
const byAddress = (list: readonly ResourcePlan[]): Record<string, ResourcePlan> =>
  Object.fromEntries(list.map((plan) => [plan.address, plan]));

/** The subnet's range as it was when `replace.json` was recorded. */
const movedSubnet = (main: string): string =>
  main.replace('"192.168.0.0/24"', '"192.168.1.0/24"').replace('"192.168.0.1"', '"192.168.1.1"');

/**
 * The state that a plan was recorded on: as applied, but refreshed once. The two differ in what binding the EIP and
 * adding rules to the group changed after those had been read: `before` of the plan has it.
 */
function refreshedState(name: string): string {
  const state = JSON.parse(recorded('applied-state.json')) as TerraformState<unknown>;
  const before = byAddress(plans(name));
  const resources = state.resources.map((resource) => ({
    ...resource,
    instances: resource.instances.map((instance) => {
      const index = instance.index_key === undefined ? '' : `["${instance.index_key}"]`;
      return { ...instance, attributes: before[addressOf(resource) + index]?.before ?? instance.attributes };
    }),
  }));
  return JSON.stringify({ ...state, resources });
}

const main = recorded('main.tf');

describeWithTerraform(
  'GIVEN the inputs on which the real provider 1.97.1 was recorded',
  main,
  (project) => {
    async function planned(text: string, state: string | undefined, args: readonly string[]) {
      project().write('main.tf', text);
      if (state !== undefined) project().write('terraform.tfstate', state);
      return byAddress(await project().plan(['-refresh=false', ...args]));
    }

    test.each([
      ['create', main, undefined, []],
      ['update', main, refreshedState('update'), ['-var=stage=2']],
      ['replace', movedSubnet(main), refreshedState('replace'), []],
    ] as const)('THEN the stand-in plans what %s.json has, resource by resource', async (name, text, state, args) => {
      expect(await planned(text, state, args)).toEqual(byAddress(plans(name)));
    });
  },
  { anew: true },
);
