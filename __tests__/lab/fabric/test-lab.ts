import { type KernelFabric } from '../../../lab/fabric/fabric';
import { missingForFabric } from '../../needs';

/** Why no fabric can be started here; undefined when one can. */
export const missing = missingForFabric();

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

/** Whether one ping, IPv4 or IPv6, is answered within some seconds. */
export async function pings(fabric: KernelFabric, serverId: string, address: string, seconds = 1): Promise<boolean> {
  const { status } = await fabric.exec(serverId, ['ping', '-c', '1', '-W', String(seconds), address]);
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
