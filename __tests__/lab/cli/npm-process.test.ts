import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npmAbove } from '../../../lab/cli/npm-process';
import { ROOT } from '../../../lab/cli/workspace';
import manifest from '../../../package.json';
import { describeUnless, elsewhere } from '../../needs';

jest.setTimeout(30_000);

/** Takes its time to load, says which npm it sees, and, when that has ended, so. */
const SCRIPT = `
  console.log('loading');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
  const { watchNpm } = require(${JSON.stringify(join(ROOT, 'lab/cli/npm-process.ts'))});
  const alive = setInterval(() => undefined, 1000);
  watchNpm(() => {
    console.log('npm has ended');
    clearInterval(alive);
  });
  console.log('watching, and tells others ' + process.env.LAB_NPM);
`;

describeUnless(elsewhere, 'a command that npm has started', () => {
  // Both take a second, of which they compute a quarter.
  test.concurrent.each(['loading', 'watching'])(
    'GIVEN it is %s WHEN npm is killed THEN the command notices, although the shell between the two lives',
    async (moment) => {
      const folder = mkdtempSync(join(tmpdir(), 'npm-'));
      const loading = join(ROOT, 'lab', 'loading.cjs');
      const loader = require.resolve('tsx/cjs');
      writeFileSync(join(folder, 'script.cjs'), SCRIPT);
      const lab = manifest.scripts.lab
        .replace('./lab/loading.cjs', loading)
        .replace('require tsx/cjs', `require ${loader}`)
        .replace('lab/cli.ts', 'script.cjs');
      const scripts = { lab: `${lab}; echo the shell goes on` };
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts }));
      const npm = spawn('npm', ['run', '--silent', 'lab'], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, NODE_OPTIONS: '' },
      });
      let said = '';
      npm.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes(moment)) npm.kill('SIGKILL');
      });
      await once(npm, 'close');
      rmSync(folder, { recursive: true });
      expect(said).toBe('loading\nwatching, and tells others undefined\nnpm has ended\nthe shell goes on\n');
    },
  );

  test('GIVEN no npm, or one with which everything ends THEN there is nothing to watch', () => {
    expect(npmAbove({})).toBeUndefined();
    expect(npmAbove({ LAB_NPM: '1' })).toBeUndefined();
  });
});
