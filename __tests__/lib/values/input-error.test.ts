import { InputError, parses, throwProblems } from '../../../lib/values/input-error';

test('all problems are thrown at once, a sentence a line, with their subject', () => {
  expect(() => {
    throwProblems('mirror session "A"', { name: 'is wrong', vni: undefined, priority: 'is too high' });
  }).toThrow(new Error('mirror session "A": name is wrong\nmirror session "A": priority is too high'));
});

test('the error can be told from others, and knows what is wrong with which prop', () => {
  // WHEN
  const error = new InputError('mirror session "A"', { name: 'is wrong' });
  // THEN
  expect(error).toMatchObject({ name: 'InputError', problems: { name: 'is wrong' } });
});

test('without a problem nothing is thrown', () => {
  expect(() => {
    throwProblems('mirror session "A"', { name: undefined });
  }).not.toThrow();
});

test('a parser as a check: its error is the problem', () => {
  expect(parses(JSON.parse)('{}')).toBeUndefined();
  expect(parses(JSON.parse)('')).toMatch(/^is wrong: Unexpected end/);
});
