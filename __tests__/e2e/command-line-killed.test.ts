import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeUnless } from '../lab/fabric/prerequisites';
import { CommandLine, NOTHING } from './command-line';
import { missing } from './lab-under-test';

jest.setTimeout(300_000);

describeUnless(missing, 'npm run lab, killed', () => {
  let lab: CommandLine;
  beforeEach(() => {
    lab = new CommandLine();
  });
  afterEach(() => lab.clear());

  /** What a run prints when it is so far. */
  const MOMENTS = [
    // The process that holds the lab is still loading then.
    'starting the region',
    'cdktf deploy',
    'huaweicloud_vpc_subnet.network_subnet: Creation complete',
    'ECS-target: tcpdump -i eth0',
  ];

  test.each(MOMENTS)('GIVEN a run at "%s" WHEN it is killed THEN its servers and its folder go too', async (moment) => {
    const run = lab.start();
    await run.printed(moment);
    expect(lab.note()).toBeGreaterThan(0);
    run.child.kill('SIGKILL');
    expect(await run.ended).toMatchObject({ signal: 'SIGKILL' });
    expect(await lab.left()).toEqual(NOTHING);
    expect(await lab.run('status')).toMatchObject({ status: 1, output: `no lab "${lab.name}" runs\n` });
  });

  test('GIVEN a lab that was kept WHEN the process that holds it is killed THEN nothing is left', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'settings-'));
    const settings = join(folder, 'settings.json');
    writeFileSync(settings, '{"verification": {"enabled": false}}');
    const kept = lab.start('--keep', '--settings', settings);
    await kept.printed('cdktf deploy');
    lab.note();
    expect(await kept.ended).toMatchObject({ status: 0 });
    process.kill(lab.holder(), 'SIGKILL');
    expect(await lab.left()).toEqual(NOTHING);
    rmSync(folder, { recursive: true });
  });
});
