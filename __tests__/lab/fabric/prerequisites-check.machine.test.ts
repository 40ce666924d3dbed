import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkPrerequisites } from '../../../lab/fabric/prerequisites';
import { describeUnless } from '../../needs';
import { missing } from './test-lab';

describeUnless(missing, 'checkPrerequisites as root', () => {
  test('GIVEN this machine WHEN it is checked THEN nothing is missing', async () => {
    expect(await checkPrerequisites()).toEqual([]);
  });

  test('GIVEN a kernel without IPv6 WHEN it is checked THEN one sentence says how to get it', () => {
    const script = join(__dirname, '..', '..', '..', 'lab', 'fabric', 'prerequisites.ts');
    const check = `require(${JSON.stringify(script)}).checkPrerequisites().then((found) => console.log(JSON.stringify(found)))`;
    const hide = 'mount -t tmpfs none /proc/sys/net && exec "$0" --import tsx -e "$1"';
    const { stdout } = spawnSync('unshare', ['--mount', 'sh', '-c', hide, process.execPath, check], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    expect(JSON.parse(stdout)).toEqual([
      'this kernel cannot use IPv6 (there is no /proc/sys/net/ipv6): boot it without ipv6.disable=1',
    ]);
  });
});
