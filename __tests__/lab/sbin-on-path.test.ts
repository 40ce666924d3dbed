import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const PROGRAM = resolve(__dirname, '../../lab/sbin-on-path.cjs');

test.each([
  ['that of a user who became root by su', '/usr/local/bin:/usr/bin:/bin', ':/usr/local/sbin:/usr/sbin:/sbin'],
  ["root's own", '/usr/local/sbin:/usr/sbin:/usr/bin:/sbin', ''],
])('GIVEN a PATH: %s THEN what Debian has in sbin is found, after all else', (_whose, path, added) => {
  const options = ['--require', PROGRAM, '--print', 'process.env.PATH'];
  expect(spawnSync(process.execPath, options, { env: { PATH: path }, encoding: 'utf8' }).stdout).toBe(
    `${path}${added}\n`,
  );
});
