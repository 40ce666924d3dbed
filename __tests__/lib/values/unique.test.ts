import { TerraformVariable, type TerraformStack } from 'cdktf';
import { MirrorFilter } from '../../../lib/mirror/mirror-filter';
import { MirrorRule } from '../../../lib/mirror/mirror-rule';
import { MirrorSession } from '../../../lib/mirror/mirror-session';
import { MirrorTarget } from '../../../lib/mirror/mirror-target';
import { resources, synthOf } from '../../synth';

const RULES = [MirrorRule.accept({ direction: 'ingress', priority: 1 })];
const sessionIn = (stack: TerraformStack, id: string, name: string, priority: number): void => {
  new MirrorSession(stack, id, {
    name,
    priority,
    filter: MirrorFilter.fromFilterId('f'),
    sources: [`source-${id}`],
    target: MirrorTarget.networkInterface('target'),
  });
};

test('two sessions of a stack with one name are refused', () => {
  const build = (stack: TerraformStack): void => {
    sessionIn(stack, 'one', 's', 1);
    sessionIn(stack, 'two', 's', 2);
  };
  expect(() => synthOf(build)).toThrow('mirror session "test/two": name must be unique in the stack, got: "s" twice');
  expect(() => synthOf(build)).not.toThrow('"test/one"');
});

test('two sessions of a stack with one priority are refused', () => {
  expect(() =>
    synthOf((stack) => {
      sessionIn(stack, 'one', 's', 7);
      sessionIn(stack, 'two', 't', 7);
    }),
  ).toThrow('mirror session "test/two": priority must be unique in the stack, got: 7 twice');
});

test('two filters of a stack with one name are refused', () => {
  expect(() =>
    synthOf((stack) => {
      new MirrorFilter(stack, 'one', { name: 'f', rules: RULES });
      new MirrorFilter(stack, 'two', { name: 'f', rules: RULES });
    }),
  ).toThrow('mirror filter "test/two": name must be unique in the stack, got: "f" twice');
});

test('a filter may have the name of a session, and what only Terraform knows is left to it', () => {
  const template = synthOf((stack) => {
    const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
    const number = new TerraformVariable(stack, 'number', { type: 'number' }).numberValue;
    new MirrorFilter(stack, 'filter', { name: 's', rules: RULES });
    sessionIn(stack, 'one', 's', 1);
    sessionIn(stack, 'two', text, number);
    sessionIn(stack, 'three', text, number);
  });
  expect(Object.keys(resources(template, 'huaweicloud_vpc_traffic_mirror_session'))).toHaveLength(3);
});
