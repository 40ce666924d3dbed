import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeUnless } from '../needs';
import { CommandLine, NOTHING } from './command-line';
import { missing } from './lab-under-test';

jest.setTimeout(300_000);

describeUnless(missing, 'npm run lab, interrupted', () => {
  let lab: CommandLine;
  beforeEach(() => {
    lab = new CommandLine();
  });
  afterEach(() => lab.clear());

  test('GIVEN a run that somebody waits for WHEN stopped by another command THEN both say so and nothing is left', async () => {
    const run = lab.start();
    await run.printed('cdktf deploy');
    lab.note();
    expect(await lab.run('stop')).toEqual({
      status: 0,
      signal: null,
      output: `lab "${lab.name}" is stopped, nothing of it is left\n`,
    });
    const { status, output } = await run.ended;
    expect(output).toContain('interrupted: taking everything down');
    expect(status).toBe(130);
    expect(await lab.left()).toEqual(NOTHING);
  });

  test('GIVEN a run WHEN the process that holds the lab is killed THEN it says so, exits 1 and leaves nothing', async () => {
    const run = lab.start();
    await run.printed('cdktf deploy');
    lab.note();
    process.kill(lab.holder(), 'SIGKILL');
    const { status, output } = await run.ended;
    expect(output).toContain("lab: the lab's process ended by itself: SIGKILL");
    expect(status).toBe(1);
    expect(await lab.left()).toEqual(NOTHING);
  });

  /** What it prints when it is so far. */
  const MOMENTS = [
    'starting the region',
    'cdktf deploy',
    'huaweicloud_vpc_subnet.network_subnet: Creation complete',
    'ECS-target: tcpdump -i eth0',
  ] as const;

  test.each(MOMENTS)(
    'GIVEN a run at "%s" WHEN interrupted THEN it says so, exits 130 and leaves nothing',
    async (moment) => {
      const run = lab.start();
      await run.printed(moment);
      expect(lab.note()).toBeGreaterThan(0);
      run.child.kill('SIGINT');
      const { status, output } = await run.ended;
      expect(output).toContain('interrupted: taking everything down');
      expect(output).not.toContain('failed');
      expect(status).toBe(130);
      expect(await lab.left()).toEqual(NOTHING);
    },
  );

  test('GIVEN a run at "cdktf destroy", of a stack that needs no verification, WHEN interrupted THEN it says so, exits 130 and leaves nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'settings-'));
    const settings = join(folder, 'settings.json');
    writeFileSync(settings, '{"publicAccess": false}');
    const run = lab.start('--settings', settings);
    await run.printed('cdktf destroy');
    expect(lab.note()).toBeGreaterThan(0);
    run.child.kill('SIGINT');
    const { status, output } = await run.ended;
    expect(output).toContain('warning: publicAccess is false');
    expect(output).toContain('deployed, but not verified: verification.enabled or publicAccess is false');
    expect(output).not.toContain('the mirror works');
    expect(output).toContain('interrupted: taking everything down');
    expect(output).not.toContain('failed');
    expect(status).toBe(130);
    expect(await lab.left()).toEqual(NOTHING);
    rmSync(folder, { recursive: true });
  });
});
