import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { mustRun } from '../lab/fabric/command';
import { startFabric, type KernelFabric } from '../lab/fabric/fabric';
import { type Topology } from '../lab/topology/topology';
import { median, milliseconds, printTable } from './measure';

/** Boots per measurement; the median is told. */
const ROUNDS = 7;
/** Servers booted at once: the guide's three, and more than this machine has cores. */
const CROWDS = [3, 8];

/**
 * Measures what a server of the lab costs: time from `apply` to an answering sshd, alone and in a crowd, and memory.
 * Beside it, as the measure that makes machines comparable: the same host's sshd started bare in namespaces of its
 * own, without a root file system, a port, security groups or first-boot work. Prints a table; about 15 s. Needs root.
 */
export async function benchFabric(): Promise<void> {
  const bare = await benchBareSshd();
  const fabric = await startFabric();
  try {
    const alone: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await fabric.apply(withServers(0));
      alone.push(await time(() => fabric.apply(withServers(1))));
    }
    await settle();
    const memory = proportionalSize(processesOf(namespaceOf(fabric, 0)));
    const rows = [
      row('bare sshd in new namespaces', bare.milliseconds, bare.milliseconds, bare.kib, bare.kib),
      row('one server', median(alone), bare.milliseconds, memory, bare.kib),
    ];
    for (const size of CROWDS) {
      await fabric.apply(withServers(0));
      const each = (await time(() => fabric.apply(withServers(size)))) / size;
      await settle();
      const sizes = Array.from({ length: size }, (_, index) =>
        proportionalSize(processesOf(namespaceOf(fabric, index))),
      );
      rows.push(row(`each of ${size} servers at once`, each, bare.milliseconds, median(sizes), bare.kib));
    }
    console.log(`Servers of the lab, beside a bare sshd; boot is the median of ${ROUNDS}:`);
    printTable(['', 'boot', 'ratio', 'memory (PSS)', 'ratio'], rows);
  } finally {
    await fabric.close();
  }
}

function row(what: string, ms: number, baseMs: number, kib: number, baseKib: number): string[] {
  const ratio = (value: number, base: number): string => (value / base).toFixed(1);
  return [what, milliseconds(ms), ratio(ms, baseMs), `${Math.round(kib)} KiB`, ratio(kib, baseKib)];
}

function withServers(count: number): Topology {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const rules = (['ingress', 'egress'] as const).map((direction) => {
    return { direction, ethertype: 'IPv4', action: 'allow', priority: 1 } as const;
  });
  return {
    subnets: [{ id: 'subnet', vpcId: 'vpc', cidr: '192.168.0.0/24', gatewayIp: '192.168.0.1' }],
    servers: numbers.map((n) => ({ id: `server-${n}`, name: `ECS-${n}`, power: 'on' })),
    interfaces: numbers.map((n) => ({
      ...{ id: `port-${n}`, serverId: `server-${n}`, subnetId: 'subnet', securityGroupIds: ['group'] },
      mac: `fa:16:3e:00:01:${n.toString(16).padStart(2, '0')}`,
      ipv4: `192.168.0.${n + 10}`,
    })),
    securityGroups: [{ id: 'group', rules }],
    eips: [],
    mirrorSessions: [],
    peerings: [],
    routes: [],
  };
}

/** The baseline: the median time from spawn to greeting, and the memory, of the host's sshd with nothing around it. */
async function benchBareSshd(): Promise<{ readonly milliseconds: number; readonly kib: number }> {
  const sshd = (await mustRun(['sh', '-c', 'command -v sshd'])).trim();
  const times: number[] = [];
  let kib = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const port = await freePort();
    // It ends with this process, however that ends, and its host key is on a tmpfs of its own. Not in a network
    // namespace: its greeting is read from here, on loopback.
    const namespaces = ['--mount', '--pid', '--uts', '--ipc', '--fork', '--kill-child'];
    const prepare =
      'mount -t tmpfs none /run; mkdir /run/sshd; ssh-keygen -q -t ed25519 -N "" -f /run/key; ' +
      'exec "$0" -D -e -f /dev/null -h /run/key -o UsePAM=no -o ListenAddress=127.0.0.1 -p "$1"';
    const command = ['unshare', ...namespaces, 'sh', '-c', prepare, sshd, String(port)];
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...command], { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('close', resolve));
    try {
      times.push(await time(() => greeting(port)));
      if (round === ROUNDS - 1) await settle();
      kib = proportionalSize(processesOf(childNamespace(child.pid ?? 0)));
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
  }
  return { milliseconds: median(times), kib };
}

/** A port of loopback that nobody listens on now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}

/** Resolves when an SSH server greets on a port of loopback; rejects after 5 s. */
async function greeting(port: number): Promise<void> {
  const deadline = Date.now() + 5000;
  const greets = (): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = createConnection({ host: '127.0.0.1', port });
      socket.once('data', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => undefined);
      socket.once('close', () => {
        resolve(false);
      });
    });
  while (!(await greets())) {
    if (Date.now() > deadline) throw new Error(`no sshd greets on 127.0.0.1:${port} within 5 s`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function namespaceOf(fabric: KernelFabric, index: number): string {
  return pidNamespace(fabric.guestPid(`server-${index}`) ?? 0);
}

/** The PID namespace of the first process that `unshare` has forked. */
function childNamespace(unshare: number): string {
  const child = readFileSync(`/proc/${unshare}/task/${unshare}/children`, 'utf8').trim().split(' ')[0];
  return pidNamespace(Number(child));
}

function pidNamespace(pid: number): string {
  return readlinkSync(`/proc/${pid}/ns/pid`);
}

function processesOf(namespace: string): readonly number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((pid) => {
    try {
      return pidNamespace(pid) === namespace;
    } catch {
      return false;
    }
  });
}

/** KiB of memory, each shared page divided by those who share it. */
function proportionalSize(pids: readonly number[]): number {
  const sizes = pids.map((pid) => {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0);
    } catch {
      // It has ended since it was listed.
      return 0;
    }
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Lets what only boots end, before memory is read. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 500));
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}
