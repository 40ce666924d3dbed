/** JSON that a person wrote: what is wrong with it is told with line and column, and no key is given twice. */
import { parse, printParseErrorCode, visit, type ParseError } from 'jsonc-parser';
import { formatPath, SettingsError } from './problems';

/**
 * @param name of the file, for messages
 * @throws SettingsError with a sentence for each mistake
 */
export function parseJson(name: string, text: string): unknown {
  if (text.startsWith('\ufeff')) {
    throw new SettingsError([
      `${name} must be UTF-8 without a byte order mark, which is at line 1, column 1 and which cdktf cannot read`,
    ]);
  }
  if (text.includes('\u0000')) throw new SettingsError([`${name} must be UTF-8 text`]);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SettingsError([`${name} must be JSON, ${faultIn(text) ?? (error as Error).message}`]);
  }
  const twice = keysGivenTwice(text);
  if (twice.length > 0) throw new SettingsError(twice.map((sentence) => `${name}: ${sentence}`));
  return value;
}

/** What stands where something else should, by the parser's own words for it. */
const EXPECTED: Readonly<Record<string, string>> = {
  CloseBraceExpected: 'a "}" is missing',
  CloseBracketExpected: 'a "]" is missing',
  ColonExpected: 'a ":" is missing',
  CommaExpected: 'a "," is missing',
  EndOfFileExpected: 'nothing more may follow',
  InvalidSymbol: 'a word is not in double quotes',
  InvalidCommentToken: 'comments are not allowed',
  PropertyNameExpected: 'a key in double quotes is missing, or a "," is too many',
  UnexpectedEndOfString: 'a text is not closed',
  ValueExpected: 'a value is missing, or a "," is too many',
};

function faultIn(text: string): string | undefined {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
  const [first] = errors;
  if (first === undefined) return undefined;
  const before = text.slice(0, first.offset).split('\n');
  const place = `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
  return `but at ${place} ${EXPECTED[printParseErrorCode(first.error)] ?? 'there is what JSON does not have'}`;
}

/** JSON.parse takes the last of them, in silence. */
function keysGivenTwice(text: string): string[] {
  const sentences: string[] = [];
  /** Lines of the keys of each object that is open. */
  const open: Map<string, number>[] = [];
  visit(text, {
    onObjectBegin: () => {
      open.push(new Map());
    },
    onObjectEnd: () => {
      open.pop();
    },
    onObjectProperty: (key, _offset, _length, startLine, _startCharacter, path) => {
      const lines = open.at(-1);
      const line = startLine + 1;
      const first = lines?.get(key);
      if (first === undefined) lines?.set(key, line);
      else sentences.push(`${formatPath([...path(), key], '')} is given twice, in line ${first} and in line ${line}`);
    },
  });
  return sentences;
}
