import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownStackCommands } from '../docs/own-stack';
import { describeUnless } from '../needs';
import { sshKey } from '../ssh-keys';
import { CommandLine, NOTHING } from './command-line';
import { missing } from './lab-under-test';
import { filesWith, processesWith } from './traces';

jest.setTimeout(300_000);

/** As for a region of the cloud, and with another name for the target; c7t is for a stack of one's own. */
const SETTINGS = {
  region: 'cn-north-4',
  provider: { maxRetries: 3 },
  mirrorSourceFlavorFamilies: ['c9', 'c7t'],
  servers: {
    source: { flavor: 'c9.large.2', availabilityZone: 'cn-north-4a' },
    target: { name: 'sniffer', availabilityZone: 'cn-north-4c' },
  },
};

describeUnless(missing, 'npm run lab -- --keep', () => {
  let lab: CommandLine;
  let other: CommandLine;
  let folder: string;
  let settingsFile: string;
  beforeEach(() => {
    lab = new CommandLine();
    other = new CommandLine(`${lab.name}-two`);
    folder = mkdtempSync(join(tmpdir(), 'settings-'));
    settingsFile = join(folder, 'settings.json');
    writeFileSync(settingsFile, JSON.stringify(SETTINGS));
  });
  afterEach(async () => {
    await Promise.all([lab.clear(), other.clear()]);
    rmSync(folder, { recursive: true });
  });

  test('GIVEN two labs side by side WHEN both have deployed THEN one leaves nothing, and of the kept one status, ssh, shell and stop work', async () => {
    // As exported for the cloud: it would open nothing here.
    const TF_VAR_ssh_private_key = sshKey().privateKey;
    const kept = lab.startAs({ env: { TF_VAR_ssh_private_key } }, '--keep', '--settings', settingsFile);
    const whole = other.start();
    await Promise.all([kept.printed('null_resource.verification_prepare'), whole.printed('cdktf deploy')]);
    expect(lab.note(kept.child.pid)).toBeGreaterThan(0);
    expect(other.note(whole.child.pid)).toBeGreaterThan(0);
    const running = `a lab "${lab.name}" runs already: stop it with npm run lab -- --lab ${lab.name} stop`;
    expect(await lab.run()).toMatchObject({ status: 1, output: expect.stringContaining(running) as string });

    const { status, output } = await kept.ended;
    expect(output).toContain('VERIFIED: mirror session mirror-session-A works');
    expect(output).toContain('The lab keeps running.');
    expect(output).toContain(`npm run lab -- --lab ${lab.name} ssh sniffer `);
    expect(status).toBe(0);

    const end = await whole.ended;
    expect(end.output).toContain('VERIFIED: mirror session mirror-session-A works');
    expect(end.output).toMatch(/> 192\.168\.0\.164\.4789: VXLAN, flags \[I\] \(0x08\), vni 1\n/);
    expect(end.output).toContain('nothing left: the region is empty and no server runs');
    expect(end.status).toBe(0);
    expect(await other.left()).toEqual(NOTHING);

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

    // A stack of one's own beside it, by the commands of lab/README.md; it fails by itself if its packet has no copy.
    const { inShell } = ownStackCommands();
    const own = await lab.run('shell', inShell.slice(0, -1).join(' && '));
    expect(own.output).toMatch(/10\.20\.0\.11\.\d+ > 10\.20\.0\.12\.4789: VXLAN, flags \[I\] \(0x08\), vni 4321/);
    expect(own.output).toMatch(/the copy has arrived[^]*Apply complete![^]*No changes\./);
    expect(own.status).toBe(0);
    // Through the EIP of its own VPC, and not that of ECS-test.
    expect(await lab.run('ssh', 'my-source', 'hostname')).toMatchObject({ status: 0, output: 'my-source\n' });
    const destroyed = await lab.run('shell', `cd plain-hcl && ${inShell.at(-1) ?? ''}`);
    expect(destroyed.output).toContain('Destroy complete! Resources: 13 destroyed.');
    expect(destroyed.status).toBe(0);
    expect((await lab.run('status')).output).toContain('with 3 servers:');

    // On a terminal, as a person would, and in the words of the README and of the outputs.
    const gate = /203\.0\.113\.\d+/.exec(shown.output)?.[0] ?? '';
    const login = `ssh -J root@${gate} root@192.168.0.164 hostname`;
    const terminal = await lab.shellOnTerminal('npx cdktf diff', login, 'exit');
    expect(terminal.output).toContain("The cdktf.json here is a copy with the lab's settings");
    expect(terminal.output).toMatch(/No changes\..* Your infrastructure matches[^]*hostname\r?\n[^]*sniffer\r?\n/);
    expect(terminal.output).not.toMatch(/authenticity of host|Permanently added|WARN/);

    // Neither that key nor the lab's own, which is with an agent: in the plan of this diff, or in what runs on.
    expect(filesWith(lab.folder, ['huaweicloud_vpc'])).toContain(join(lab.folder, 'cdktf.out/stacks/inbound-tcp/plan'));
    expect(filesWith(lab.folder, ['-----BEGIN'])).toEqual([]);
    expect(processesWith([TF_VAR_ssh_private_key])).toEqual([]);
    const agent = 'ssh-add -L; grep -rl "^-----BEGIN" /dev/shm || echo no key';
    expect((await lab.run('shell', 'sh', '-c', agent)).output).toMatch(/^ssh-ed25519 \S+ lab\nno key\n$/);

    expect(await lab.run()).toMatchObject({ status: 1, output: expect.stringContaining(running) as string });
    expect(await lab.run('stop')).toMatchObject({ status: 0 });
    expect(await lab.run('status')).toMatchObject({ status: 1 });
    expect(await lab.left()).toEqual(NOTHING);
  });
});
