import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const PROGRAM = resolve(__dirname, '../../lab/sbin-on-path.cjs');

test.each([
  ['of a user who became root by su', '/usr/bin:/bin', '/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin'],
  ['of root', '/usr/local/sbin:/usr/sbin:/usr/bin:/sbin', '/usr/local/sbin:/usr/sbin:/usr/bin:/sbin'],
  ['of nobody', undefined, '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin'],
])('GIVEN the PATH %s THEN sbin is on it, and all else before', (_whose, path, expected) => {
  const options = ['--require', PROGRAM, '--print', 'process.env.PATH'];
  const { stdout } = spawnSync(process.execPath, options, { env: { PATH: path }, encoding: 'utf8' });
  expect(stdout).toBe(`${expected}\n`);
});
