import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KernelFabric } from '../../../lab/fabric/fabric';
import {
  type Topology,
  type TopologyInterface,
  type TopologySecurityGroupRule,
  type TopologyServer,
} from '../../../lab/topology/topology';
import { missingForFabric } from './prerequisites';

/** Why no fabric can be started here; undefined when one can. */
export const missing = missingForFabric();

export const EIP = '203.0.113.20';

/** The guide's servers: addresses of Table 1. */
export const SOURCE = { id: 'server-source', name: 'ECS-source', ipv4: '192.168.0.230', port: 'port-source' } as const;
export const TARGET = { id: 'server-target', name: 'ECS-target', ipv4: '192.168.0.164', port: 'port-target' } as const;
export const TEST = { id: 'server-test', name: 'ECS-test', ipv4: '192.168.0.161', port: 'port-test' } as const;
const SERVERS = [SOURCE, TARGET, TEST];

export type Rule = Partial<TopologySecurityGroupRule> & Pick<TopologySecurityGroupRule, 'direction'>;

export function rule(given: Rule): TopologySecurityGroupRule {
  return { ethertype: 'IPv4', action: 'allow', priority: 1, ...given };
}

/** The guide's Sg-X (Table 2). */
export const sgX = {
  id: 'sg-x',
  rules: [
    rule({ direction: 'ingress', protocol: 'tcp', ports: [{ from: 22, to: 22 }], remoteCidr: '0.0.0.0/0' }),
    rule({ direction: 'ingress', protocol: 'tcp', ports: [{ from: 3389, to: 3389 }], remoteCidr: '0.0.0.0/0' }),
    rule({ direction: 'ingress', remoteGroupId: 'sg-x' }),
    rule({ direction: 'ingress', ethertype: 'IPv6', remoteGroupId: 'sg-x' }),
    rule({ direction: 'egress', remoteCidr: '0.0.0.0/0' }),
    rule({ direction: 'egress', ethertype: 'IPv6', remoteCidr: '::/0' }),
  ],
};

/** The guide's network with its three servers in one group, and the EIP on ECS-test. */
export function guideTopology(authorizedKey?: string): Topology {
  return {
    subnets: [
      {
        id: 'subnet-a01',
        vpcId: 'vpc-a',
        cidr: '192.168.0.0/24',
        gatewayIp: '192.168.0.1',
        ipv6Cidr: 'fd00:a::/64',
        ipv6GatewayIp: 'fd00:a::1',
      },
    ],
    servers: SERVERS.map(({ id, name }) => server(id, name, authorizedKey)),
    interfaces: SERVERS.map(({ id, port, ipv4 }, index) => nic(port, id, ipv4, index + 1, ['sg-x'])),
    securityGroups: [sgX],
    eips: [{ id: 'eip-a', address: EIP, interfaceId: TEST.port }],
    mirrorSessions: [],
  };
}

export const everythingOut = [rule({ direction: 'egress' }), rule({ direction: 'egress', ethertype: 'IPv6' })];

/** ECS-source in Sg-A with the given rules; ECS-test in Sg-T, which by default lets everything out and nothing in. */
export function withRules(
  sourceRules: readonly TopologySecurityGroupRule[],
  testRules: readonly TopologySecurityGroupRule[] = everythingOut,
  base: Topology = guideTopology(),
): Topology {
  return {
    ...base,
    interfaces: base.interfaces.map((port) => ({
      ...port,
      securityGroupIds: port.id === SOURCE.port ? ['sg-a'] : port.id === TEST.port ? ['sg-t'] : port.securityGroupIds,
    })),
    securityGroups: [...base.securityGroups, { id: 'sg-a', rules: sourceRules }, { id: 'sg-t', rules: testRules }],
  };
}

export function server(id: string, name: string, authorizedKey?: string): TopologyServer {
  return { id, name, power: 'on', ...(authorizedKey === undefined ? {} : { authorizedKey }) };
}

export function nic(
  id: string,
  serverId: string,
  ipv4: string,
  number: number,
  securityGroupIds: readonly string[],
  subnetId = 'subnet-a01',
): TopologyInterface {
  const hex = number.toString(16).padStart(2, '0');
  return {
    ...{ id, serverId, subnetId, ipv4, securityGroupIds },
    mac: `fa:16:3e:7e:d6:${hex}`,
    ...(subnetId === 'subnet-a01' ? { ipv6: `fd00:a::1${hex}` } : {}),
  };
}

export interface KeyPair {
  readonly publicKey: string;
  readonly file: string;
  remove(): void;
}

export function makeKeyPair(): KeyPair {
  const directory = mkdtempSync(join(tmpdir(), 'fabric-test-'));
  const file = join(directory, 'key');
  const made = spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', file]);
  if (made.status !== 0) throw new Error(`ssh-keygen failed: ${made.stderr.toString()}`);
  return {
    publicKey: readFileSync(`${file}.pub`, 'utf8').trim(),
    file,
    remove: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Options with which Debian's ssh asks nothing and remembers nothing. */
export function sshOptions(keyFile: string): readonly string[] {
  const options = ['BatchMode=yes', 'StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR'];
  return ['-F', 'none', '-i', keyFile, ...[...options, 'ConnectTimeout=2'].flatMap((option) => ['-o', option])];
}

/** What a shell command on a server printed; fails the test when its status is not the wanted one. */
export async function on(fabric: KernelFabric, serverId: string, script: string, status = 0): Promise<string> {
  const result = await fabric.exec(serverId, ['bash', '-c', script], { timeout: 30_000 });
  if (result.status !== status) {
    throw new Error(`${script}: status ${result.status}, wanted ${status}: ${result.stdout}${result.stderr}`);
  }
  return result.stdout;
}

/** Whether one ping, IPv4 or IPv6, is answered. */
export async function pings(fabric: KernelFabric, serverId: string, address: string): Promise<boolean> {
  const { status } = await fabric.exec(serverId, ['ping', '-c', '1', '-W', '1', address]);
  return status === 0;
}

/** Whether a TCP connection from a server to an address is accepted; an answer takes milliseconds or never comes. */
export async function connects(
  fabric: KernelFabric,
  serverId: string,
  address: string,
  port: number,
): Promise<boolean> {
  const host = address.includes(':') ? `[${address}]` : address;
  const tries = ['--connect-timeout', '1', '--max-time', '5', '--http0.9', '--silent', '--output', '/dev/null'];
  const { status } = await fabric.exec(serverId, ['curl', ...tries, `http://${host}:${port}`]);
  const refused = 7;
  const timedOut = 28;
  return status !== refused && status !== timedOut;
}

/**
 * What tcpdump prints on a server's eth0 for a filter while something is done: a line each (with options such as -e).
 * It has begun to listen before, and afterwards a packet of the server's own marks the end, so nothing is waited for
 * that can fail to come.
 */
export async function captureWhile(
  fabric: KernelFabric,
  serverId: string,
  filter: string,
  work: () => Promise<unknown>,
  options = '-nn',
): Promise<readonly string[]> {
  const capture = `tcpdump -i eth0 -l --immediate-mode ${options} '(${filter}) or udp dst port 9' >/tmp/seen 2>/tmp/log`;
  await on(fabric, serverId, `rm -f /tmp/seen /tmp/log; (setsid ${capture} & echo $! >/tmp/pid) </dev/null`);
  await on(fabric, serverId, waitFor("grep -q 'listening on' /tmp/log"));
  try {
    await work();
    await on(fabric, serverId, `echo fence >/dev/udp/192.168.0.1/9; ${waitFor("grep -q '192.168.0.1.9: ' /tmp/seen")}`);
  } finally {
    await on(fabric, serverId, 'kill "$(cat /tmp/pid)"');
  }
  const lines = (await on(fabric, serverId, 'cat /tmp/seen')).trim().split('\n');
  return lines.filter((line) => !line.includes('192.168.0.1.9: '));
}

/** Shell text that waits until a condition holds, and fails if it does not within some seconds. */
export function waitFor(condition: string): string {
  return `for i in $(seq 200); do ${condition} && break; sleep 0.05; done; ${condition}`;
}
