import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolders } from '../../../lab/fabric/folders';

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'folders-'));
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

test('folders are made in each other, and those that exist stay', async () => {
  mkdirSync(join(base, 'root'), { mode: 0o750 });
  expect(await makeFolders(base, ['root', '.ssh'], 0o700)).toBe(join(base, 'root', '.ssh'));
  expect(statSync(join(base, 'root')).mode & 0o777).toBe(0o750);
  expect(statSync(join(base, 'root', '.ssh')).mode & 0o777).toBe(0o700);
});

test('WHEN the process has ended below whose /proc they are to be THEN it fails, and does not try for ever', async () => {
  const { pid } = spawnSync('true');
  await expect(makeFolders(`/proc/${pid}/root`, ['run', 'disk'])).rejects.toThrow('ENOENT');
});
