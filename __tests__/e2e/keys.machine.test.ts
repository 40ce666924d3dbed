import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operatorEnvironment } from '../../lab/cli/operator-place';
import { labSettings } from '../../lab/cli/settings';
import { ROOT, Workspace } from '../../lab/cli/workspace';
import { internet } from '../../lab/addresses/lab-internet';
import { sshKey } from '../ssh-keys';
import { describeWithLab, type LabUnderTest } from './lab-under-test';
import { filesWith, processesWith } from './traces';

jest.setTimeout(300_000);

const VERIFIED = 'VERIFIED: mirror session mirror-session-A works';

/** A user's project, key and agent in the operator's place: nothing of the lab's own key is used. */
class User {
  readonly key = sshKey();
  readonly workspace = new Workspace(`keys-${process.pid}`);
  private readonly start = Date.now();

  constructor(private readonly under: LabUnderTest) {
    this.workspace.write(labSettings({ verification: { connectTimeout: 20 } }).context);
  }

  /** Runs cdktf as a user would who has exported the public key, and these variables. */
  async cdktf(args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<{ status: number; output: string }> {
    const { fabric, agentSocket, publicKey, reattach } = this.under.lab;
    const record = {
      pid: process.pid,
      started: '',
      operatorPid: fabric.operator.pid,
      agentSocket,
      publicKey,
      reattach,
    };
    const own = { SSH_AUTH_SOCK: undefined, TF_VAR_ssh_public_key: this.key.publicKey, CI: 'true' };
    const env = { ...process.env, ...operatorEnvironment(record, internet.operator), ...own, ...variables };
    const argv = [join(ROOT, 'node_modules', '.bin', 'cdktf'), ...args, '--skip-provider-lock'];
    const { status, stdout, stderr } = await fabric.operator.run(argv, {
      cwd: this.workspace.folder,
      env,
      timeout: 180_000,
    });
    return { status, output: (stdout + stderr).replaceAll(/\s+/g, ' ') };
  }

  /** An ssh-agent with keys of other servers, and the user's own as the last. @returns its socket */
  async agent(others: number): Promise<string> {
    const { operator } = this.under.lab.fabric;
    const socket = join(operator.privateDirectory, 'users-agent.sock');
    expect(await operator.run(['ssh-agent', '-a', socket])).toMatchObject({ status: 0 });
    for (const { privateKey } of [
      ...Array.from({ length: others }, () => sshKey(['-t', 'ed25519', '-C', 'other'])),
      this.key,
    ]) {
      const env = { ...process.env, SSH_AUTH_SOCK: socket };
      expect(await operator.run(['ssh-add', '-'], { env, input: `${privateKey}\n` })).toMatchObject({ status: 0 });
    }
    return socket;
  }

  /** Where the private key, or a part of it, can be read now that the user's commands have ended. */
  traces(): readonly string[] {
    const { operator } = this.under.lab.fabric;
    // The first line of base64 is the same in each key of this type, the last may be short.
    const parts = this.key.privateKey.split('\n').slice(2, -2);
    if (parts.length < 2) throw new Error('too little of the key to look for');
    const folders = [this.workspace.folder, operator.path(operator.privateDirectory)];
    return [
      ...folders.flatMap((folder) => filesWith(folder, parts)),
      ...filesWith(tmpdir(), parts, this.start),
      ...processesWith(parts),
    ];
  }
}

describeWithLab('the private key', (lab) => {
  let user: User;
  beforeAll(() => {
    user = new User(lab());
  });
  afterAll(() => {
    user.workspace.remove();
  });

  test('GIVEN neither an agent nor a key WHEN deployed THEN it fails with words that the documentation has', async () => {
    const { status, output } = await user.cdktf(['deploy', '--auto-approve']);
    const words = 'SSH agent requested but SSH_AUTH_SOCK not-specified';
    expect(output).toContain(words);
    expect(status).toBe(1);
    expect(readFileSync(join(ROOT, 'docs/verification.md'), 'utf8')).toContain(`| \`${words}\``);
  });

  test('GIVEN the key in the variable WHEN deployed THEN that is used, and no file and no process has it', async () => {
    const variables = { TF_VAR_ssh_private_key: user.key.privateKey.replaceAll('\n', '\r\n') };
    const { status, output } = await user.cdktf(['deploy', '--auto-approve'], variables);
    expect(output).toContain(VERIFIED);
    expect(status).toBe(0);
    expect(await user.cdktf(['diff', '--skip-synth'], variables)).toMatchObject({ status: 0 });
    expect(filesWith(user.workspace.folder, [user.key.publicKey])).toContain(join(user.workspace.stackFolder, 'plan'));
    expect(user.traces()).toEqual([]);
  });

  test('GIVEN an agent with more keys than a server lets try WHEN deployed THEN the right one is tried first', async () => {
    const SSH_AUTH_SOCK = await user.agent(7);
    const { status, output } = await user.cdktf(['deploy', '--auto-approve', '--skip-synth'], {
      SSH_AUTH_SOCK,
      TF_VAR_verification_run: '2',
    });
    expect(output).toContain('SSH Agent: true');
    expect(output).toContain(VERIFIED);
    expect(status).toBe(0);
    expect(user.traces()).toEqual([]);
  });

  test('GIVEN neither WHEN destroyed THEN nothing is left, not even of the key', async () => {
    expect(await user.cdktf(['destroy', '--auto-approve', '--skip-synth'])).toMatchObject({ status: 0 });
    expect(await lab().left()).toEqual([]);
    expect(user.traces()).toEqual([]);
  });
});
