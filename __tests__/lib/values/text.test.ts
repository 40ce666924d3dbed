import { checkDescription, checkOneOf } from '../../../lib/values/text';

describe('descriptions', () => {
  test.each(['', 'Mirrors what ECS-test sends.', 'x'.repeat(255)])('"%s" is allowed', (text) => {
    expect(checkDescription(text)).toBeUndefined();
  });

  test.each(['a < b', 'a > b', 'x'.repeat(256)])('"%s" is not', (text) => {
    expect(checkDescription(text)).toBe(`must be at most 255 characters without "<" or ">", got: "${text}"`);
  });
});

test('one of several words', () => {
  expect(checkOneOf('b', ['a', 'b'])).toBeUndefined();
  expect(checkOneOf('c', ['a', 'b'])).toBe('must be one of a, b, got: "c"');
});
