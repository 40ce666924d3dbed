import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SettingsInput } from '../../lib/settings/settings';
import { describeUnless } from '../needs';
import { CommandLine, NOTHING } from './command-line';
import { missing } from './lab-under-test';

jest.setTimeout(300_000);

describeUnless(missing, 'npm run lab', () => {
  let lab: CommandLine;
  let folder: string;
  beforeEach(() => {
    lab = new CommandLine();
    folder = mkdtempSync(join(tmpdir(), 'settings-'));
  });
  afterEach(async () => {
    await lab.clear();
    rmSync(folder, { recursive: true });
  });

  /** A file as a user would give it, also with what the types refuse. */
  function settingsFile(settings: SettingsInput | Readonly<Record<string, unknown>>): string {
    const file = join(folder, 'settings.json');
    writeFileSync(file, JSON.stringify(settings));
    return file;
  }

  test('GIVEN a flavor that the region does not sell WHEN run THEN it says why, exits 1 and leaves nothing', async () => {
    const run = lab.start('--settings', settingsFile({ servers: { target: { flavor: 't6.small.1' } } }));
    await run.printed('huaweicloud_vpc.network_vpc: Creation complete');
    lab.note();
    const { status, output } = await run.ended;
    expect(output).toMatch(/cdktf deploy failed \(status 1\):\n.*t6\.small\.1/s);
    expect(output).toContain('nothing left: the region is empty and no server runs');
    expect(status).toBe(1);
    expect(await lab.left()).toEqual(NOTHING);
  });

  test.each([
    [{ mirrorSession: { vni: 16777216 } }, 'mirrorSession.vni'],
    [{ mirrorSession: { packetLength: 64 } }, 'mirrorSession.packetLength must be at least 78'],
    [{ listeningPrt: 1 }, 'listeningPrt is not a setting; did you mean listeningPort'],
  ])(
    'GIVEN wrong settings %j WHEN run THEN it says so before it starts anything, and exits 1',
    async (settings, said) => {
      const { status, output } = await lab.run('--settings', settingsFile(settings));
      expect(output).toContain(said);
      expect(output).not.toContain('starting the region');
      expect(status).toBe(1);
      expect(await lab.left()).toEqual(NOTHING);
    },
  );

  test('GIVEN an image that the region does not have WHEN run THEN Terraform’s sentence is told', async () => {
    const { status, output } = await lab.run('--settings', settingsFile({ image: 'Debian GNU/Linux 99' }));
    expect(output).toMatch(/cdktf deploy failed \(status 1\):\n +Error: Resource postcondition failed\n/);
    expect(output).toContain('ECS-source: the region has no public, private or shared image named "Debian');
    expect(output).not.toContain('Creation complete');
    expect(output).not.toContain('something has killed it');
    expect(output).toContain('nothing left: the region is empty and no server runs');
    expect(status).toBe(1);
    expect(await lab.left()).toEqual(NOTHING);
  });
});
