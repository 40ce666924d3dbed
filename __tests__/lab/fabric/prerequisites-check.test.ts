import { checkPrerequisites, debianPackages, requiredTools } from '../../../lab/fabric/prerequisites';
import { describeUnless } from './prerequisites';
import { missing } from './test-lab';

const machine = { platform: 'linux', uid: 0, path: process.env['PATH'] ?? '' };

describe('checkPrerequisites', () => {
  test('GIVEN another system WHEN it is checked THEN one sentence names Linux and stops there', async () => {
    expect(await checkPrerequisites({ ...machine, platform: 'darwin' })).toEqual([
      'the lab needs Linux for its network namespaces, this is darwin: run it in a Linux VM',
    ]);
  });

  test('GIVEN a user WHEN it is checked THEN one sentence names root', async () => {
    expect(await checkPrerequisites({ ...machine, uid: 1000 })).toEqual([
      'the lab needs root to make network namespaces: run it with sudo',
    ]);
  });

  test('GIVEN missing programs WHEN it is checked THEN one sentence has the command that installs them', async () => {
    const [sentence, ...more] = await checkPrerequisites({ ...machine, path: '/nonexistent' });
    expect(more).toEqual([]);
    expect(sentence).toMatch(/^the lab needs programs that are not installed: apt-get install bash curl .*tcpdump/);
  });

  test('GIVEN the tools WHEN packages are listed THEN each has its package, once', () => {
    expect(requiredTools.every(({ debianPackage }) => debianPackages.includes(debianPackage))).toBe(true);
    expect(new Set(debianPackages).size).toBe(debianPackages.length);
  });
});

describeUnless(missing, 'checkPrerequisites as root', () => {
  test('GIVEN this machine WHEN it is checked THEN nothing is missing', async () => {
    expect(await checkPrerequisites()).toEqual([]);
  });
});
