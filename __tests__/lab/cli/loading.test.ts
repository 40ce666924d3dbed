import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');

test('GIVEN the compiler of TypeScript is killed while the lab is loading THEN one sentence says so, and no stack', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loading-'));
  try {
    const argv = ['--require', './lab/loading.cjs', '--require', 'tsx/cjs', 'lab/cli.ts', '--help'];
    // Without what was compiled before, the compiler has work to do.
    const env = { ...process.env, TMPDIR: folder, TSX_DISABLE_CACHE: '1' };
    const child = spawn(process.execPath, argv, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (printed += String(data)));
    const status = new Promise((done) => child.once('close', done));
    const killing = setInterval(() => {
      spawnSync('pkill', ['-KILL', '-P', String(child.pid), 'esbuild']);
    }, 20);
    expect(await status).toBe(1);
    clearInterval(killing);
    expect(printed).toMatch(/^lab: the program could not be loaded: The service [^\n]*\n$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 30_000);
