import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly name?: string; readonly hasInstallScript?: boolean }>>;
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(__dirname, '..', file), 'utf8'));
}

test('no package may run a script at its installation: npm is told so of each that has one, and of no other', () => {
  const { packages } = read('package-lock.json') as Lock;
  const withScript = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path, { name }]) => name ?? path.replace(/^.*node_modules\//, ''));
  const { allowScripts } = read('package.json') as { allowScripts: Readonly<Record<string, boolean>> };
  expect(Object.keys(allowScripts).sort()).toEqual([...new Set(withScript)].sort());
  expect(Object.values(allowScripts)).not.toContain(true);
});

test('cdktf-cli’s pseudo terminal needs no binary that is made for one version of Node.js', () => {
  const { packages } = read('package-lock.json') as Lock;
  const ptys = Object.entries(packages).filter(([path]) => /\/(node-pty|node-pty-prebuilt-multiarch)$/.test(path));
  expect(ptys.map(([, { name }]) => name)).toEqual(['@lydell/node-pty']);
});
