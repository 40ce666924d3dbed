import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeUnless } from '../needs';
import { sleep, treeBelow } from '../process-tree';
import { CommandLine, NOTHING } from './command-line';
import { faultsOf, victimsOf, type Victim } from './killed-run';
import { missing } from './lab-under-test';

jest.setTimeout(300_000);

const SERVER = 'huaweicloud_compute_instance.ecs_test';
const CTRL_C = '\x03';

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

  test('GIVEN a run by npm WHEN npm is killed THEN the run says so and takes everything down', async () => {
    const run = lab.startByNpm();
    await run.printed('cdktf deploy');
    lab.note();
    run.child.kill('SIGKILL');
    // Its output ends with the last process that has it: the command line.
    const { output } = await run.ended;
    expect(output).toContain('interrupted: taking everything down');
    expect(faultsOf({ output, status: undefined })).toEqual([]);
    expect(await lab.left()).toEqual(NOTHING);
  });

  test('GIVEN a lab that was kept WHEN processes of it are killed THEN it says so when asked, and leaves nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'settings-'));
    const settings = join(folder, 'settings.json');
    writeFileSync(settings, '{"verification": {"enabled": false}}');
    const kept = lab.start('--keep', '--settings', settings);
    await kept.printed('cdktf deploy');
    lab.note();
    expect(await kept.ended).toMatchObject({ status: 0 });
    expect((await lab.run('status')).output).toMatch(/mirror taps:\n {2}ECS-source +mirrors; \d+ copies, \d+ sent\n$/);

    // On a terminal: cdktf itself ends at once, and hangs up its Terraform's.
    const { output: shown } = await lab.shellOnTerminal(
      `terraform -chdir=cdktf.out/stacks/inbound-tcp taint ${SERVER}`,
      'npx cdktf deploy --auto-approve',
      { key: CTRL_C, at: `${SERVER}: Creating...` },
      'npx cdktf deploy --auto-approve; echo "status $?"',
      'exit',
    );
    expect(shown).toMatch(/\^C[^]*AbortError[^]*status 0\r\n/);
    const servers = (await lab.run('status')).output;
    expect(servers).toMatch(/ECS-test +ACTIVE +192\.168\.0\.161 +203\.0\.113\.\d+\n/);
    expect(servers).toContain('with 3 servers');

    const family = victimsOf(treeBelow(lab.holder()));
    const of = (server: string, program: string): Victim | undefined =>
      family.find(({ pid, kind }) => kind === program && isOf(pid, server));
    kill(family.find(({ kind }) => kind === 'perl inject.pl'));
    kill(of('ecs-source', 'nsenter boot.sh'));
    kill(of('ecs-target', 'sh lab-guest-init'));
    kill(of('ecs-test', 'sshd'));
    const log = (): string => readFileSync(join(lab.folder, 'lab.log'), 'utf8');
    for (const deadline = Date.now() + 10_000; log().split('\n').length < 4 && Date.now() < deadline;) await sleep(50);
    expect(log()).toMatch(/^\S+Z mirror tap on p\d: injector ended: .*; it runs again$/m);
    for (const server of ['ECS-source', 'ECS-target'])
      expect(log()).toMatch(
        new RegExp(`Z server ${server} has ended by itself \\((?:SIGKILL|status \\d+)\\); it boots again`),
      );
    // Its init has started it anew.
    expect(await lab.run('ssh', 'ECS-test', 'true')).toMatchObject({ status: 0 });
    const { status, output } = await lab.run('status');
    expect(output).toMatch(
      /ECS-source +ACTIVE .* but it has ended by itself \(SIGKILL\), which the region does not know\n/,
    );
    expect(output).toContain(`problems so far: 3; all are in ${join(lab.folder, 'lab.log')}`);
    expect(status).toBe(0);
    expect(await lab.run('ssh', 'ECS-source', 'true')).toMatchObject({
      status: 1,
      output: expect.stringContaining('lab: ECS-source has ended by itself (SIGKILL)') as string,
    });

    kill(family.find(({ kind }) => kind === 'ssh-agent'));
    const noKey = "the lab's ssh-agent has ended by itself, and with it the key: nobody can log in any more\n";
    expect(await lab.run('ssh', 'ECS-test', 'true')).toMatchObject({ status: 1, output: `lab: ${noKey}` });
    expect((await lab.run('status')).output).toContain(noKey);

    process.kill(lab.holder(), 'SIGKILL');
    expect(await lab.left()).toEqual(NOTHING);
    rmSync(folder, { recursive: true });
  });
});

function kill(victim: Victim | undefined): void {
  if (victim === undefined) throw new Error('what was to be killed is not there');
  process.kill(victim.pid, 'SIGKILL');
}

/** Whether it is a guest's, or starts one. */
function isOf(pid: number, server: string): boolean {
  try {
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    const hostname = readFileSync(`/proc/${pid}/root/etc/hostname`, 'utf8').trim();
    return commandLine.endsWith(server) || hostname === server;
  } catch {
    // It has ended since it was listed, and is nobody's any more.
    return false;
  }
}
