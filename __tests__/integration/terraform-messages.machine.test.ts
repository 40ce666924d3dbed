import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeUnless, missingTool, testUnless } from '../needs';
import { writeKey } from '../ssh-keys';
import { codeSpans, ROOT } from '../docs/pages';
import { run } from './project';

jest.setTimeout(120_000);

/** What docs/verification.md says that Terraform prints when a login fails. */
const messages = readFileSync(join(ROOT, 'docs/verification.md'), 'utf8')
  .split("### Terraform's own messages")[1]
  ?.split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => codeSpans(line)[0] ?? '');

/** A folder with keys and sshds, which listen on loopback. */
class Logins {
  readonly folder = mkdtempSync(join(tmpdir(), 'logins-'));
  private readonly servers: ChildProcess[] = [];

  key(name: string): string {
    return `${writeKey(join(this.folder, name)).privateKey}\n`;
  }

  /** The port of an sshd to which root can log in with the key called "right". */
  async sshd(name: string, ...settings: readonly string[]): Promise<number> {
    const port = await freePort();
    const own = [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${join(this.folder, 'host')}`,
      `AuthorizedKeysFile ${join(this.folder, 'authorized')}`,
      'PermitRootLogin prohibit-password',
      'KbdInteractiveAuthentication no',
      'PasswordAuthentication no',
      'UsePAM no',
      'StrictModes no',
      'PidFile none',
    ];
    const config = join(this.folder, name);
    writeFileSync(config, [...settings, ...own].join('\n'));
    // Its /run is its own: there is none of sshd's on a machine whose sshd has never run.
    const script = 'mount -t tmpfs tmpfs /run && mkdir -m 0755 /run/sshd && exec "$(command -v sshd)" -D -e -f "$1"';
    const server = spawn('unshare', ['--mount', 'sh', '-c', script, 'sh', config], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.servers.push(server);
    await once(server.stderr, 'data');
    return port;
  }

  async close(): Promise<void> {
    await Promise.all(
      this.servers.map(async (server) => {
        const closed = once(server, 'close');
        server.kill();
        await closed;
      }),
    );
    rmSync(this.folder, { recursive: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

interface Login {
  readonly port: number;
  /** Without, the ssh-agent is asked. */
  readonly key?: string;
  readonly bastion?: number;
}

/** What Terraform says of each login, on one line; SSH_AUTH_SOCK names the ssh-agent. */
function tried(folder: string, logins: Readonly<Record<string, Login>>, agent = ''): string {
  const resources = new Map<string, unknown>();
  for (const [name, { port, key, bastion }] of Object.entries(logins)) {
    resources.set(name, {
      connection: {
        ...{ type: 'ssh', host: '127.0.0.1', user: 'root', port, timeout: '2s' },
        ...(key === undefined ? { agent: true } : { private_key: key, agent: false }),
        script_path: join(folder, 'terraform_%RAND%.sh'),
        ...(bastion === undefined ? {} : { bastion_host: '127.0.0.1', bastion_port: bastion }),
      },
      provisioner: [{ 'remote-exec': { inline: ['true'] } }],
    });
  }
  const place = mkdtempSync(join(folder, 'terraform-'));
  writeFileSync(
    join(place, 'main.tf.json'),
    JSON.stringify({ resource: { terraform_data: Object.fromEntries<unknown>(resources) } }),
  );
  run('terraform', ['init', '-no-color'], place);
  const { output } = run('terraform', ['apply', '-no-color', '-auto-approve'], place, { SSH_AUTH_SOCK: agent });
  return output.replaceAll(/\s+(?:│\s+)?/g, ' ');
}

const isRoot = process.geteuid?.() === 0;
const hasSshd = missingTool(['sshd']) === undefined;

describeUnless(missingTool(['terraform']), 'the texts of Terraform’s own messages', () => {
  let logins: Logins;
  beforeEach(() => {
    logins = new Logins();
  });
  afterEach(() => logins.close());

  test('GIVEN no agent, no whole key, or nobody who listens THEN Terraform prints what the table says', async () => {
    const port = await freePort();
    const right = logins.key('right');
    const gone = join(logins.folder, 'agent');
    const said =
      tried(logins.folder, { agentless: { port } }) +
      tried(
        logins.folder,
        {
          gone: { port },
          damaged: { port, key: right.replace(/^b3.*$/m, 'A'.repeat(70)) },
          nobody: { port, key: right },
        },
        gone,
      );
    expectInTable(said, 'SSH_AUTH_SOCK not-specified');
    expectInTable(said, 'Error connecting to SSH_AUTH_SOCK');
    expectInTable(said, 'Failed to parse ssh private key');
    expectInTable(said, 'connection refused');
  });

  testUnless(
    isRoot && hasSshd ? undefined : 'needs root and sshd',
    'GIVEN an sshd that lets nobody in, or not far THEN Terraform prints what the table says',
    async () => {
      const right = logins.key('right');
      logins.key('host');
      copyFileSync(join(logins.folder, 'right.pub'), join(logins.folder, 'authorized'));
      const withoutScp = join(logins.folder, 'programs');
      mkdirSync(withoutScp);
      for (const program of ['sh', 'bash', 'chmod', 'rm']) symlinkSync(`/bin/${program}`, join(withoutScp, program));
      const open = await logins.sshd('open');
      const said = tried(logins.folder, {
        wrong: { port: open, key: logins.key('wrong') },
        none: { port: open, key: '' },
        unscp: { port: await logins.sshd('unscp', `SetEnv PATH=${withoutScp}`), key: right },
        unforwarded: { port: open, key: right, bastion: await logins.sshd('closed', 'AllowTcpForwarding no') },
      });
      expectInTable(said, 'attempted methods [none publickey]');
      expectInTable(said, 'attempted methods [none],');
      expectInTable(said, 'SCP failed to start');
      expectInTable(said, 'administratively prohibited');
    },
  );
});

/** That the row about it stands word for word in what Terraform said; "…" and the port stand for anything. */
function expectInTable(said: string, about: string): void {
  const rows = messages?.filter((message) => message.includes(about)) ?? [];
  expect(rows).toHaveLength(1);
  const literals = rows[0]?.split(/…|(?<=…:)22\b/).map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  expect([...said.matchAll(new RegExp(literals?.join('\\S*') ?? '', 'g'))].map(([found]) => found)).toHaveLength(1);
}
