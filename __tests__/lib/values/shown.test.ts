import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shown } from '../../../lib/values/shown';

test.each([
  ['a text', 'cn-north-4', '"cn-north-4"'],
  ['quotes', 'the "big" one', '"the \\"big\\" one"'],
  ['a line break', 'a\nb\r\n', '"a\\nb\\r\\n"'],
  ['what turns a terminal’s line round or hides', '\u202eA\u200b\u2028\ufeff', '"\\u202eA\\u200b\\u2028\\ufeff"'],
  ['a colour of a terminal', '\u001b[31mred\u009b0m', '"\\u001b[31mred\\u009b0m"'],
  ['a character beyond the first 65536', '\u{e0001}😀', '"\\udb40\\udc01😀"'],
  ['a number', 1.5, '1.5'],
  ['no number', Number.NaN, 'NaN'],
  ['a list', ['a', 1], '["a",1]'],
  ['nothing at all', undefined, 'undefined'],
])('%s is shown on one line, between quotes', (_, value, text) => {
  expect(shown(value)).toBe(text);
});

test('a value that is very long is cut, and says so', () => {
  expect(shown('x'.repeat(1000))).toBe(`"${'x'.repeat(299)}… (1002 characters)`);
  expect(shown('x'.repeat(298))).toBe(`"${'x'.repeat(298)}"`);
});

// A template that puts a value between quotes by itself lets a line break or a quote through.
test('no sentence of lib/ shows a given value in another way', () => {
  const folder = join(__dirname, '../../../lib');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const found = files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/got: "\$\{.*/g)].map(([line]) => `${file}: ${line}`),
  );
  expect(files.length).toBeGreaterThan(30);
  expect(found).toEqual([]);
});
