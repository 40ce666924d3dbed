import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWhole } from '../../review/whole-file';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whole-file-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a file that was there is replaced, and nothing else is left', () => {
  const file = join(folder, 'page.html');
  writeFileSync(file, 'the page of before, which was longer');
  writeWhole(file, 'the page');
  expect(readFileSync(file, 'utf8')).toBe('the page');
  expect(readdirSync(folder)).toEqual(['page.html']);
});

test('a folder that has the name is an error and stays as it is', () => {
  mkdirSync(join(folder, 'page.html'));
  expect(() => {
    writeWhole(join(folder, 'page.html'), 'the page');
  }).toThrow('EISDIR');
  expect(readdirSync(folder)).toEqual(['page.html']);
});

test('what cannot be written whole leaves the file that was there', () => {
  const file = join(folder, 'page.html');
  writeFileSync(file, 'the page of before');
  // A folder in the place of the unfinished file is in the way of root too.
  mkdirSync(`${file}.${process.pid}.new`);
  expect(() => {
    writeWhole(file, 'the page');
  }).toThrow();
  expect(readFileSync(file, 'utf8')).toBe('the page of before');
});

test('a link is written through and stays a link', () => {
  writeFileSync(join(folder, 'page.html'), '');
  symlinkSync('page.html', join(folder, 'link'));
  writeWhole(join(folder, 'link'), 'the page');
  expect(readFileSync(join(folder, 'page.html'), 'utf8')).toBe('the page');
});
