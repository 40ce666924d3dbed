import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeUnless } from '../needs';
import { CommandLine, NOTHING, type RunningCommand } from './command-line';
import { missing } from './lab-under-test';

jest.setTimeout(300_000);

describeUnless(missing, 'npm run lab -- --provider registry, while it downloads', () => {
  let lab: CommandLine;
  let folder: string;
  beforeEach(() => {
    lab = new CommandLine();
    folder = mkdtempSync(join(tmpdir(), 'terraform-'));
    const real = spawnSync('sh', ['-c', 'command -v terraform'], { encoding: 'utf8' }).stdout.trim();
    // A download that does not come to its end, of a program that will not be asked to.
    const script = `#!/bin/sh
[ "$1" = init ] || exec '${real}' "$@"
trap '' INT TERM HUP
echo '- Installing huaweicloud/huaweicloud v1.97.1...'
sleep 1000 & wait
`;
    writeFileSync(join(folder, 'terraform'), script);
    chmodSync(join(folder, 'terraform'), 0o755);
  });
  afterEach(async () => {
    await lab.clear();
    rmSync(folder, { recursive: true });
  });

  async function downloading(): Promise<RunningCommand> {
    const env = { PATH: `${folder}:${process.env['PATH'] ?? ''}` };
    const run = lab.startAs({ env }, '--provider', 'registry');
    await run.printed('Installing huaweicloud/huaweicloud v1.97.1...');
    expect(lab.note()).toBeGreaterThan(0);
    return run;
  }

  test('WHEN interrupted THEN it says so, exits 130 and leaves nothing', async () => {
    const run = await downloading();
    run.child.kill('SIGINT');
    const { status, output } = await run.ended;
    expect(output).toContain('interrupted: taking everything down');
    expect(output).not.toContain('cannot install');
    expect(status).toBe(130);
    expect(await lab.left()).toEqual(NOTHING);
  });

  test('WHEN killed THEN nothing is left', async () => {
    const run = await downloading();
    run.child.kill('SIGKILL');
    await run.ended;
    expect(await lab.left()).toEqual(NOTHING);
  });

  test('WHEN looked at THEN it is starting, and WHEN stopped THEN nothing is left', async () => {
    const run = await downloading();
    expect(await lab.run('status')).toMatchObject({
      status: 0,
      output: `lab "${lab.name}" is starting (process ${run.child.pid ?? 0})\n`,
    });
    expect(await lab.run('ssh', 'ECS-test')).toMatchObject({
      status: 1,
      output: `lab: lab "${lab.name}" is still starting: try again when it has servers\n`,
    });
    expect(await lab.run('stop')).toMatchObject({
      status: 0,
      output: `lab "${lab.name}" is stopped, nothing of it is left\n`,
    });
    expect(await run.ended).toMatchObject({ status: 130 });
    expect(await lab.left()).toEqual(NOTHING);
  });

  test.each(['status', 'stop', 'shell'])('GIVEN a user who is not root WHEN "%s" THEN it says so', async (command) => {
    const nobody = 65534;
    expect(await lab.startAs({ uid: nobody }, command).ended).toMatchObject({
      status: 1,
      output: `lab: "${command}" needs root, as the lab does: use sudo\n`,
    });
  });
});
