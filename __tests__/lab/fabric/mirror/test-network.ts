import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A namespace without a name, held by a child whose standard input is this process' pipe: it dies with the test. */
export interface TestNamespace {
  readonly pid: number;
  readonly holder: ChildProcess;
}

/** A server of the test network: one interface, eth0. */
export interface TestServer extends TestNamespace {
  readonly mac: string;
  readonly ipv4: string;
  readonly ipv6: string;
  /** The fabric's end of its port. */
  readonly port: string;
}

export const GATEWAY_MAC = 'fa:16:3e:d1:6b:5d';
/** The device that mirrored frames are sent out of; its other end is a port of the bridge. */
export const MIRROR_DEVICE = 'mirror0';

/** The guide's three servers on one bridge, with the guide's addresses; nothing is connected to the host's network. */
export interface TestNetwork {
  readonly fabric: TestNamespace;
  readonly source: TestServer;
  readonly target: TestServer;
  readonly test: TestServer;
  close(): Promise<void>;
}

export async function openNamespace(): Promise<TestNamespace> {
  const holder = spawn('unshare', ['--net', 'sh', '-c', 'echo ready; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  if (holder.pid === undefined) throw new Error('unshare did not start');
  return { pid: holder.pid, holder };
}

export async function closeNamespace(namespace: TestNamespace): Promise<void> {
  const closed = once(namespace.holder, 'close');
  namespace.holder.stdin?.end();
  await closed;
}

/** Runs a command in a namespace to its end and returns its standard output; throws when it fails. */
export function run(namespace: TestNamespace, command: readonly string[], input = ''): string {
  const args = [`--net=/proc/${namespace.pid}/ns/net`, '--', ...command];
  return execFileSync('nsenter', args, { input, encoding: 'utf8', timeout: 20_000, stdio: ['pipe', 'pipe', 'pipe'] });
}

export interface Running {
  readonly child: ChildProcess;
  /** Lines of standard output so far. */
  readonly lines: readonly string[];
  /** Resolves when standard output has a line that matches; rejects when the command ends before. */
  line(pattern: RegExp): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a command in a namespace; standard error is read as part of its output. */
export function start(namespace: TestNamespace, command: readonly string[]): Running {
  const child = spawn('nsenter', [`--net=/proc/${namespace.pid}/ns/net`, '--', ...command], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const watch of watchers) watch();
    });
  }
  const closed = once(child, 'close');
  return {
    child,
    lines,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const watch = () => {
          const found = lines.find((line) => pattern.test(line));
          if (found === undefined) return;
          watchers.delete(watch);
          resolve(found);
        };
        watchers.add(watch);
        watch();
        void closed.then(() => {
          reject(new Error(`${command.join(' ')} ended without ${String(pattern)}:\n${lines.join('\n')}`));
        });
      }),
    stop: async () => {
      child.kill('SIGTERM');
      await closed;
    },
  };
}

const SERVERS = {
  source: { mac: 'fa:16:3e:7e:d6:bc', ipv4: '192.168.0.230', ipv6: '2001:db8::230', port: 'port-source' },
  target: { mac: 'fa:16:3e:7e:d6:7a', ipv4: '192.168.0.164', ipv6: '2001:db8::164', port: 'port-target' },
  test: { mac: 'fa:16:3e:7e:d6:77', ipv4: '192.168.0.161', ipv6: '2001:db8::161', port: 'port-test' },
} as const;

export async function openTestNetwork(): Promise<TestNetwork> {
  const fabric = await openNamespace();
  const servers = {} as Record<keyof typeof SERVERS, TestServer>;
  const setUp = [
    'link set lo up',
    'link add name br0 type bridge mcast_snooping 0',
    'link set br0 up',
    `link add name ${MIRROR_DEVICE} type veth peer name mirror1`,
    'link set mirror1 master br0',
  ];
  for (const name of ['source', 'target', 'test'] as const) {
    const server = { ...(await openNamespace()), ...SERVERS[name] };
    servers[name] = server;
    // One segment per frame: what a network card would send, not the 64 KiB that a veth pair hands over.
    const limit = 'gso_max_segs 1';
    setUp.push(
      `link add name ${server.port} ${limit} type veth peer name eth0 address ${server.mac} ${limit} netns ${server.pid}`,
      `link set ${server.port} master br0`,
    );
  }
  for (const device of [MIRROR_DEVICE, 'mirror1', ...Object.values(servers).map((server) => server.port)]) {
    setUp.push(`link set ${device} up`);
  }
  run(fabric, ['sysctl', '-qw', 'net.ipv6.conf.default.disable_ipv6=1']);
  run(fabric, ['ip', '-batch', '-'], setUp.join('\n'));
  for (const server of Object.values(servers)) {
    const addresses = [
      'link set lo up',
      `address add ${server.ipv4}/24 dev eth0`,
      `address add ${server.ipv6}/64 dev eth0 nodad`,
      'link set eth0 up',
    ];
    run(server, ['ip', '-batch', '-'], addresses.join('\n'));
  }
  return {
    fabric,
    ...servers,
    close: async () => {
      await Promise.all([fabric, ...Object.values(servers)].map(closeNamespace));
    },
  };
}
