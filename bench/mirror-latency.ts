import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { PcapReader } from '../lab/fabric/packet/pcap';
import { type TestNamespace, type TestNetwork } from '../__tests__/lab/fabric/mirror/test-network';

export interface Latency {
  readonly samples: number;
  /** Microseconds. */
  readonly median: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * Time from a frame leaving the fabric through the source's port to its mirrored copy leaving through the target's,
 * by the kernel's own timestamps. Copies are matched by their order, so the load must be one flow and light.
 */
export async function measureLatency(net: TestNetwork, offer: () => Promise<unknown>): Promise<Latency> {
  const originals = await timestamps(net.fabric, net.source.port, 'udp dst port 1234');
  const copies = await timestamps(net.fabric, net.target.port, 'udp dst port 4789');
  await offer();
  // The last copies are still on their way, and tcpdump drops what it has not read when it ends.
  await sleep(200);
  const [sent, received] = [await originals.stop(), await copies.stop()];
  if (sent.length !== received.length) throw new Error(`${sent.length} frames had ${received.length} copies`);
  const microseconds = received.map((time, at) => Number(time - (sent[at] ?? time)) / 1000).sort((a, b) => a - b);
  const at = (share: number): number => Math.round(microseconds[Math.floor(share * (microseconds.length - 1))] ?? 0);
  return { samples: microseconds.length, median: at(0.5), p99: at(0.99), max: at(1) };
}

async function timestamps(namespace: TestNamespace, device: string, filter: string) {
  const tcpdump = ['tcpdump', '-i', device, '-Q', 'out', '-s', '64', '-B', '8192', '--time-stamp-precision=nano'];
  tcpdump.push('-U', '--immediate-mode', '-Z', 'root', '-w', '-', filter);
  const args = [`--net=/proc/${namespace.pid}/ns/net`, '--', ...tcpdump];
  const child = spawn('nsenter', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const reader = new PcapReader();
  const times: bigint[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    const result = reader.push(chunk);
    if (!result.ok) throw new Error(result.reason);
    for (const { seconds, nanoseconds } of result.records) {
      times.push(BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds));
    }
  });
  const closed = once(child, 'close');
  await once(child.stderr, 'data');
  return {
    stop: async (): Promise<readonly bigint[]> => {
      child.kill('SIGTERM');
      await closed;
      return times;
    },
  };
}
