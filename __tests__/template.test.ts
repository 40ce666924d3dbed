import { Testing } from 'cdktf';
import { parseSettings } from '../lib/settings/settings';
import { scenarioStack } from '../lib/scenarios/scenarios';
import { emptyStack, templateOf, testApp } from './synth';
import { SCENARIO_VARIANTS } from './variants';

const STACKS = {
  ...SCENARIO_VARIANTS,
  'a collector': { collector: { files: 2, fileMib: 1 } },
} as const;

test.each(Object.entries(STACKS))('tests see of "%s" what CDKTF synthesizes', (_name, settings) => {
  // GIVEN
  const stack = scenarioStack(testApp(), parseSettings(settings));
  const ours = templateOf(scenarioStack(testApp(), parseSettings(settings)));
  // WHEN
  stack.prepareStack();
  // THEN
  expect(ours).toEqual(JSON.parse(Testing.synth(stack, true)));
});

test('tests see of a stack that has just a provider what CDKTF synthesizes, its backend included', () => {
  const stack = emptyStack();
  stack.prepareStack();
  expect(templateOf(emptyStack())).toEqual(JSON.parse(Testing.synth(stack, true)));
});
