import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPrerequisites, missingPackages, requiredTools } from '../../../lab/fabric/prerequisites';

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

  test.each([
    ['perl', 'perl-base'],
    ['tar', 'tar'],
    ['ncat', 'ncat'],
  ])('GIVEN a machine that lacks only %s WHEN it is checked THEN its package is named', async (absent, wanted) => {
    const directory = mkdtempSync(join(tmpdir(), 'prerequisites-'));
    try {
      for (const { program } of requiredTools) {
        if (program !== absent) symlinkSync('/bin/true', join(directory, program));
      }
      expect(await missingPackages({ ...machine, path: directory })).toEqual([wanted]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test('each tool is listed once', () => {
    const programs = requiredTools.map(({ program }) => program);
    expect(programs.filter((program, index) => programs.indexOf(program) !== index)).toEqual([]);
  });
});
