import { parseJson } from '../../../lib/settings/json-text';

const problemOf = (text: string): string => {
  try {
    return `accepted: ${JSON.stringify(parseJson('cdktf.json', text))}`;
  } catch (error) {
    return (error as Error).message;
  }
};

test('JSON is read as it stands there', () => {
  const value = { context: { trafficMirroring: { tags: { a: 'b' }, list: [{ x: 1 }, { x: 1 }] } } };
  expect(parseJson('cdktf.json', JSON.stringify(value, null, 2))).toEqual(value);
});

describe('a file that is not JSON is told of with line and column', () => {
  test.each([
    ['ends too early', '{\n  "context": {\n', 'but at line 3, column 1 a "}" is missing'],
    ['lacks a comma', '{\n  "a": 1\n  "b": 2\n}', 'but at line 3, column 3 a "," is missing'],
    [
      'has one too many',
      '{\n  "a": 1,\n}',
      'but at line 3, column 1 a key in double quotes is missing, or a "," is too many',
    ],
    ['has one too many in a list', '[1,\n]', 'but at line 2, column 1 a value is missing, or a "," is too many'],
    ['lacks a colon', '{"a" 1}', 'but at line 1, column 6 a ":" is missing'],
    ['has a comment', '{\n  // the port\n  "a": 1\n}', 'but at line 2, column 3 comments are not allowed'],
    ['has single quotes', "{\n  'a': 1\n}", 'but at line 2, column 3 a word is not in double quotes'],
    ['has a text that is not closed', '{"a": "b\n}', 'but at line 1, column 7 a text is not closed'],
    ['goes on after its end', '{}\n}', 'but at line 2, column 1 nothing more may follow'],
    ['has the marks of a merge', '{\n<<<<<<< HEAD\n}', 'but at line 2, column 1 a word is not in double quotes'],
    ['is empty', '', 'but at line 1, column 1 a value is missing'],
  ])('because it %s', (_, text, sentence) => {
    expect(problemOf(text)).toMatch(
      new RegExp(`^cdktf\\.json must be JSON, ${sentence.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`),
    );
    expect(problemOf(text)).not.toContain('\n');
  });
});

test('a byte order mark is told of, with which cdktf ends in a stack trace', () => {
  expect(problemOf('\ufeff{}')).toBe(
    'cdktf.json must be UTF-8 without a byte order mark, which is at line 1, column 1 and which cdktf cannot read',
  );
});

test('a file in UTF-16 is told of', () => {
  expect(problemOf(Buffer.from('{}', 'utf16le').toString('utf8'))).toBe('cdktf.json must be UTF-8 text');
});

describe('a key that is given twice is refused, with both lines', () => {
  test.each([
    ['one after the other', '{\n"a": 1,\n"a": 2\n}', ['a is given twice, in line 2 and in line 3']],
    [
      'deep in the settings',
      '{"context": {"trafficMirroring": {\n"listeningPort": 1,\n"tags": {},\n"listeningPort": 1}}}',
      ['context.trafficMirroring.listeningPort is given twice, in line 2 and in line 4'],
    ],
    ['in a list', '[{"x": 1},\n{"x": 1, "x": 2}]', ['[1].x is given twice, in line 2 and in line 2']],
    ['written in another way', '{"a": 1,\n"\\u0061": 2}', ['a is given twice, in line 1 and in line 2']],
    [
      'more than once',
      '{"a":1,"b":1,\n"a":1,\n"b":1}',
      ['a is given twice, in line 1 and in line 2', 'b is given twice, in line 1 and in line 3'],
    ],
    [
      'although it is like none',
      '{"__proto__": 1,\n"__proto__": 2}',
      ['__proto__ is given twice, in line 1 and in line 2'],
    ],
  ])('%s', (_, text, sentences) => {
    expect(problemOf(text)).toBe(sentences.map((sentence) => `cdktf.json: ${sentence}`).join('\n'));
  });
});
