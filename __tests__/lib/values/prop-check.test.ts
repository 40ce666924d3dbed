import { TerraformVariable } from 'cdktf';
import { checkNotEmpty } from '../../../lib/values/text';
import { checkListProp, checkOptionalProp, checkProp, checkTagsProp } from '../../../lib/values/prop-check';
import { emptyStack } from '../../synth';

const stack = emptyStack();
const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
const number = new TerraformVariable(stack, 'number', { type: 'number' }).numberValue;
const list = new TerraformVariable(stack, 'list', { type: 'list(string)' }).listValue;
const wrong = () => 'is wrong';

test('what is given is checked', () => {
  expect([checkProp('a', wrong), checkProp(0, wrong), checkProp('', wrong)]).toEqual(Array(3).fill('is wrong'));
});

test('what must be given is required', () => {
  expect(checkProp(undefined, wrong)).toBe('is required');
});

test('what may be left out is checked when it is given', () => {
  expect([checkOptionalProp(undefined, wrong), checkOptionalProp('a', wrong)]).toEqual([undefined, 'is wrong']);
});

test.each([text, `x-${text}`, number, list])('%#: what is known to Terraform only is not', (value) => {
  expect(checkProp(value, wrong)).toBeUndefined();
});

test('of tags, a value that only Terraform knows is left to it, the others are not', () => {
  expect(checkTagsProp({ a: text })).toBeUndefined();
  expect(checkTagsProp({ a: text, b: 'v'.repeat(44) })).toMatch(/^must have keys of 1 to 36 .* got: "b"/);
});

describe('a list', () => {
  test.each([
    [[], { min: 1 }, 'must have at least 1 entry, got: 0'],
    [['a'], { min: 2 }, 'must have at least 2 entries, got: 1'],
    [['a', 'b'], { min: 0, max: 1 }, 'must have 0 to 1 entries, got: 2'],
    [['a', ' '], { min: 1 }, 'must not be empty, got: " "'],
  ])('%j with %j is refused', (entries, allowed, problem) => {
    expect(checkListProp(entries, allowed, checkNotEmpty)).toBe(problem);
  });

  test.each([[['a']], [[text]], [list]])('%# is allowed', (entries) => {
    expect(checkListProp(entries, { min: 1 }, checkNotEmpty)).toBeUndefined();
  });
});
