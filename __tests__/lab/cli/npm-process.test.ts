import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npmAbove } from '../../../lab/cli/npm-process';
import { ROOT } from '../../../lab/cli/workspace';
import { describeUnless } from '../fabric/prerequisites';

jest.setTimeout(30_000);

const elsewhere = process.platform === 'linux' ? undefined : 'needs Linux';

/** Says which npm it sees, and, when that has ended, so. */
const SCRIPT = `
  const { npmAbove, watchNpm } = require(${JSON.stringify(join(ROOT, 'lab/cli/npm-process.ts'))});
  const alive = setInterval(() => undefined, 1000);
  watchNpm(() => {
    console.log('npm has ended');
    clearInterval(alive);
  });
  console.log('npm ' + npmAbove()?.pid);
`;

describeUnless(elsewhere, 'a command that npm has started', () => {
  test('WHEN npm is killed THEN the command notices, although the shell between the two lives', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'npm-'));
    const loader = join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs');
    writeFileSync(join(folder, 'script.cjs'), SCRIPT);
    const scripts = { lab: `node --import ${loader} script.cjs; echo the shell goes on` };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts }));
    const npm = spawn('npm', ['run', '--silent', 'lab'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    let said = '';
    npm.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (/^npm \d+\n/.test(said)) npm.kill('SIGKILL');
    });
    await once(npm, 'close');
    rmSync(folder, { recursive: true });
    expect(said).toBe(`npm ${npm.pid ?? 0}\nnpm has ended\nthe shell goes on\n`);
  });

  test('without npm there is nothing to watch', () => {
    expect(npmAbove({})).toBeUndefined();
    expect(npmAbove({ npm_lifecycle_event: 'lab', npm_node_execpath: '/nonexistent' })).toBeUndefined();
  });
});
