import { Testing } from 'cdktf';
import { parseSettings } from '../lib/settings/settings';
import { scenarioStack } from '../lib/scenarios/scenarios';
import { templateOf, testApp } from './synth';

test.each(['inbound-tcp', 'other-vpc'] as const)('tests see of "%s" what CDKTF synthesizes', (scenario) => {
  // GIVEN
  const stack = scenarioStack(testApp(), parseSettings({ scenario }));
  const ours = templateOf(scenarioStack(testApp(), parseSettings({ scenario })));
  // WHEN
  stack.prepareStack();
  // THEN
  expect(ours).toEqual(JSON.parse(Testing.synth(stack, true)));
});
