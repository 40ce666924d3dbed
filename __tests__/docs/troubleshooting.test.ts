import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeSpans, ROOT } from './pages';

const SCRIPTS = join(ROOT, 'lib/verification/scripts');
const page = readFileSync(join(ROOT, 'docs/verification.md'), 'utf8');
const VARIABLE = '\u0000';

/** The sentences with which the scripts fail; what they fill in is one character. */
function sentences(): string[] {
  const files = readdirSync(SCRIPTS).filter((file) => file !== 'prelude.sh');
  return files.flatMap((file) => {
    const text = readFileSync(join(SCRIPTS, file), 'utf8');
    return file.endsWith('.awk') ? ofAwk(text) : ofShell(text);
  });
}

function ofShell(text: string): string[] {
  const quoted = '"((?:[^"\\\\]|\\\\.)*)"';
  const failing = new RegExp(`\\bfail ${quoted}`, 'g');
  const arriving = new RegExp(`\\barrived \\S+ "[^"]*" (?:\\\\\\n *)?${quoted}`, 'g');
  return [...text.matchAll(failing), ...text.matchAll(arriving)]
    .map((match) => (match[1] ?? '').replaceAll('\\"', '"').replace(/^\$\{verdict:-(.*)\}$/, '$1'))
    .map((sentence) => sentence.replace(/\$\{[^}]*\}|\$\w+|\$\*/g, VARIABLE))
    .filter((sentence) => sentence !== VARIABLE);
}

/** Literals of awk stand beside what is filled in between them. */
function ofAwk(text: string): string[] {
  const calls = [...text.matchAll(/\bfail\((?!sentence)(.*)\)$/gm)].map((match) => match[1] ?? '');
  return calls.map((call) =>
    call
      .replace(/\(early \?.*\)$/, 'early')
      .replace(/\w+\[seen\["\w+"\]\]/, 'packet')
      .split(/("(?:[^"\\]|\\.)*")/)
      .map((part) => (part.startsWith('"') ? part.slice(1, -1) : part.trim() === '' ? '' : VARIABLE))
      .join(''),
  );
}

function pattern(sentence: string): RegExp {
  const literals = sentence.split(VARIABLE).map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literals.join('.+')}$`);
}

/** The first cells of the tables up to Terraform's own messages. */
const rows = page
  .slice(page.indexOf('## Troubleshooting'), page.indexOf("### Terraform's own messages"))
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => codeSpans(line)[0] ?? '');

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
