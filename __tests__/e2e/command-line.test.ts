import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SettingsInput } from '../../lib/settings/settings';
import { describeUnless } from '../lab/fabric/prerequisites';
import { sshKey } from '../ssh-keys';
import { CommandLine, NOTHING } from './command-line';
import { missing } from './lab-under-test';
import { filesWith, processesWith } from './traces';

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

  test('GIVEN two labs side by side WHEN each runs THEN both deploy, verify and leave nothing', async () => {
    const other = new CommandLine(`${lab.name}-two`);
    const [one, two] = [lab.start(), other.start()];
    await Promise.all([one.printed('null_resource.verification_prepare'), two.printed('cdktf deploy')]);
    lab.note();
    expect(await lab.run()).toMatchObject({
      status: 1,
      output: expect.stringContaining(
        `a lab "${lab.name}" runs already: stop it with npm run lab -- --lab ${lab.name} stop`,
      ) as string,
    });
    for (const { status, output } of await Promise.all([one.ended, two.ended])) {
      expect(output).toContain('VERIFIED: mirror session mirror-session-A works');
      expect(output).toMatch(/> 192\.168\.0\.164\.4789: VXLAN, flags \[I\] \(0x08\), vni 1\n/);
      expect(output).toContain('nothing left: the region is empty and no server runs');
      expect(status).toBe(0);
    }
    expect(await lab.left()).toEqual(NOTHING);
    expect(await other.left()).toEqual(NOTHING);
  });

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

  test('GIVEN no way in for the verification WHEN run THEN it does not claim that the mirror works', async () => {
    const { status, output } = await lab.run('--settings', settingsFile({ publicAccess: false }));
    expect(output).toContain('warning: publicAccess is false');
    expect(output).toContain('deployed, but not verified: verification.enabled or publicAccess is false');
    expect(output).not.toContain('the mirror works');
    expect(status).toBe(0);
  });

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
    'cdktf destroy',
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

  /** As for a region of the cloud, and with another name for the target. */
  const SETTINGS = {
    region: 'cn-north-4',
    provider: { maxRetries: 3 },
    mirrorSourceFlavorFamilies: ['c9'],
    servers: {
      source: { flavor: 'c9.large.2', availabilityZone: 'cn-north-4a' },
      target: { name: 'sniffer', availabilityZone: 'cn-north-4c' },
    },
  };

  test('GIVEN --keep WHEN it has deployed THEN status, ssh, shell and stop work', async () => {
    // As exported for the cloud: it would open nothing here.
    const TF_VAR_ssh_private_key = sshKey().privateKey;
    const kept = lab.startAs({ env: { TF_VAR_ssh_private_key } }, '--keep', '--settings', settingsFile(SETTINGS));
    await kept.printed('cdktf deploy');
    lab.note();
    const { status, output } = await kept.ended;
    expect(output).toContain('VERIFIED: mirror session mirror-session-A works');
    expect(output).toContain('The lab keeps running.');
    expect(output).toContain(`npm run lab -- --lab ${lab.name} ssh sniffer `);
    expect(status).toBe(0);

    const shown = await lab.run('status');
    expect(shown.output).toMatch(/ECS-source +ACTIVE +192\.168\.0\.230\n/);
    expect(shown.output).toMatch(/ECS-test +ACTIVE +192\.168\.0\.161 +203\.0\.113\.\d+\n/);
    expect(shown.status).toBe(0);

    // Straight in through the EIP, and through the server that has it; words with spaces as they are typed.
    expect(await lab.run('ssh', 'ECS-test', 'hostname')).toMatchObject({ status: 0, output: 'ecs-test\n' });
    expect(await lab.run('ssh', 'SNIFFER', 'ip', '-4', '-br', 'addr', 'show', 'eth0')).toMatchObject({
      status: 0,
      output: expect.stringContaining('192.168.0.164/24') as string,
    });
    expect(await lab.run('ssh', 'ECS-source', 'exit 7')).toMatchObject({ status: 7 });
    expect(await lab.run('ssh', 'ECS-none')).toMatchObject({
      status: 1,
      output: expect.stringContaining(
        'there is no server "ECS-none" in the lab; there are: ECS-source, ECS-test, sniffer',
      ) as string,
    });
    expect(await lab.run('shell', 'sh', '-c', 'exit 5')).toMatchObject({ status: 5 });
    expect(await lab.run('shell', 'echo a; exit 4')).toMatchObject({ status: 4, output: 'a\n' });
    expect(await lab.run('shell', 'sh', '-c', 'kill -TERM $$')).toMatchObject({ status: 128 + 15 });

    // On a terminal, as a person would, and in the words of the README and of the outputs.
    const gate = /203\.0\.113\.\d+/.exec(shown.output)?.[0] ?? '';
    const login = `ssh -J root@${gate} root@192.168.0.164 hostname`;
    const terminal = await lab.shellOnTerminal('npx cdktf diff', login, 'exit');
    expect(terminal.output).toContain("The cdktf.json here is a copy with the lab's settings");
    expect(terminal.output).toMatch(/No changes\..* Your infrastructure matches[^]*hostname\r?\n[^]*sniffer\r?\n/);
    expect(terminal.output).not.toMatch(/authenticity of host|Permanently added/);

    // Neither that key nor the lab's own, which is with an agent: in the plan of this diff, or in what runs on.
    expect(filesWith(lab.folder, ['huaweicloud_vpc'])).toContain(join(lab.folder, 'cdktf.out/stacks/inbound-tcp/plan'));
    expect(filesWith(lab.folder, ['-----BEGIN'])).toEqual([]);
    expect(processesWith([TF_VAR_ssh_private_key])).toEqual([]);
    const agent = 'ssh-add -L; grep -rl "^-----BEGIN" /dev/shm || echo no key';
    expect((await lab.run('shell', 'sh', '-c', agent)).output).toMatch(/^ssh-ed25519 \S+ lab\nno key\n$/);

    expect(await lab.run()).toMatchObject({ status: 1, output: expect.stringContaining('runs already') as string });
    expect(await lab.run('stop')).toMatchObject({ status: 0 });
    expect(await lab.run('status')).toMatchObject({ status: 1 });
    expect(await lab.left()).toEqual(NOTHING);
  });
});
