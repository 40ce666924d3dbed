import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeSpans, ROOT } from './pages';

const SCRIPTS = join(ROOT, 'lib/verification/scripts');
const FOLDERS = [SCRIPTS, join(ROOT, 'lib/collector/scripts')];
const page = readFileSync(join(ROOT, 'docs/verification.md'), 'utf8');
const VARIABLE = '\u0000';

/** The sentences with which the scripts fail; what they fill in is one character. */
function sentences(): string[] {
  return FOLDERS.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file))).flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return file.endsWith('.awk') ? ofAwk(text) : ofShell(text);
  });
}

function ofShell(text: string): string[] {
  const quoted = '"((?:[^"\\\\]|\\\\.)*)"';
  const failing = new RegExp(`\\bfail ${quoted}`, 'g');
  const arriving = new RegExp(`\\barrived \\S+ "[^"]*" (?:\\\\\\n *)?${quoted}`, 'g');
  return (
    [...text.matchAll(failing), ...text.matchAll(arriving)]
      .map((match) => (match[1] ?? '').replaceAll('\\"', '"').replace(/^\$\{verdict:-(.*)\}$/, '$1'))
      .map((sentence) => sentence.replace(/\$\{[^}]*\}|\$\w+|\$\*/g, VARIABLE))
      // Made of what others say: the prelude's own call, and what nc says that is not known.
      .filter((sentence) => /[a-z]/.test(sentence))
  );
}

function ofAwk(text: string): string[] {
  return literals([...text.matchAll(/\bfail\((?!sentence)(.*)\)$/gm)].map((match) => match[1] ?? ''));
}

/** What a success says besides. */
function notes(): string[] {
  const verdicts = ['verdict.awk', 'watched.awk'].map((file) => readFileSync(join(SCRIPTS, file), 'utf8')).join('\n');
  return literals([...verdicts.matchAll(/\bnote\((?!sentence)(.*)\)$/gm)].map((match) => match[1] ?? ''));
}

/** Literals of awk stand beside what is filled in between them. */
function literals(calls: readonly string[]): string[] {
  return calls.map((call) =>
    call
      .replace(/\(early \?.*\)$/, 'early')
      .replace(/\w+\[seen\["\w+"\]\]/, 'packet')
      .split(/("(?:[^"\\]|\\.)*")/)
      .map((part) =>
        part.startsWith('"') ? part.slice(1, -1).replaceAll('\\"', '"') : part.trim() === '' ? '' : VARIABLE,
      )
      .join(''),
  );
}

function pattern(sentence: string): RegExp {
  const literals = sentence.split(VARIABLE).map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literals.join('.+')}$`);
}

/** The first cells of the tables between two headings. */
function rowsBetween(start: string, end: string): string[] {
  return page
    .slice(page.indexOf(start), page.indexOf(end))
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => codeSpans(line)[0] ?? '');
}

const rows = rowsBetween('## Troubleshooting', "### Terraform's own messages");
const found = sentences();

test('the scripts have as many failures as were counted when this was written, or more', () => {
  expect(found.length).toBeGreaterThanOrEqual(32);
});

test.each(found.map((sentence) => [sentence.replaceAll(VARIABLE, '…'), sentence]))(
  'the troubleshooting table has: %s',
  (_, sentence) => {
    expect(rows.filter((row) => pattern(sentence).test(row))).not.toEqual([]);
  },
);

test('the troubleshooting table has nothing that no script says', () => {
  const patterns = found.map(pattern);
  expect(rows.filter((row) => !patterns.some((said) => said.test(row)))).toEqual([]);
});

test('the table of notes has each note, and nothing else', () => {
  const noteRows = rowsBetween('### Notes', '## Troubleshooting');
  const patterns = notes().map(pattern);
  expect(patterns.map((said) => noteRows.filter((row) => said.test(row)).length)).toEqual(patterns.map(() => 1));
  expect(noteRows).toHaveLength(patterns.length);
  expect(patterns.length).toBeGreaterThanOrEqual(3);
});
