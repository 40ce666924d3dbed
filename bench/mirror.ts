/**
 * Mirrored packets per second and loss against offered load, and latency: the lab's user-space tap beside the kernel's
 * own path (nftables `dup to` a vxlan device) on the same machine in the same run. About half a minute; needs root.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startTap } from '../lab/fabric/mirror/tap';
import { everything, guideSession } from '../__tests__/lab/fabric/mirror/guide-session';
import {
  GATEWAY_MAC,
  MIRROR_DEVICE,
  openTestNetwork,
  run,
  type TestNetwork,
  type TestServer,
} from '../__tests__/lab/fabric/mirror/test-network';
import { udp4 } from '../__tests__/lab/fabric/packet/sample-frames';
import { printTable } from './measure';
import { measureLatency } from './mirror-latency';
import { type LoadOrder } from './offer-load';

const FRAME_LENGTHS = [64, 1400] as const;
/** Frames per second; null = as many as the generator sends. */
const RATES = [5_000, 20_000, 50_000, null] as const;
const MILLISECONDS = 1000;
const LATENCY_RATE = 500;
const UDP_PORT = 1234;
/** Ethernet, IPv4 and UDP. */
const HEADERS = 42;

interface Measurement {
  /** Frames that arrived at the mirror source. */
  readonly offered: number;
  /** Frames that arrived at the mirror target. */
  readonly mirrored: number;
  /** Frames that the path itself reports as lost; the kernel's path has no such count. */
  readonly reported?: number;
}

/** Prints the tables. */
export async function benchMirror(): Promise<void> {
  const net = await openTestNetwork();
  const load = await startLoad(net.test);
  try {
    count(net.source, `udp dport ${UDP_PORT}`);
    count(net.target, 'udp dport 4789');
    const table: string[][] = [];
    const offer = (order: Omit<LoadOrder, 'milliseconds'>) => load.offer({ ...order, milliseconds: MILLISECONDS });
    for (const frameLength of FRAME_LENGTHS) {
      const frame = udp4({ destinationPort: UDP_PORT, payload: Buffer.alloc(frameLength - HEADERS) }).toString('hex');
      for (const rate of RATES) {
        const tap = await withTap(net, () => offer({ frame, rate }));
        const kernel = await withKernel(net, () => offer({ frame, rate }));
        table.push(row(frameLength, rate, tap, kernel));
      }
    }
    console.log('Mirrored frames per second and loss, the lab beside the kernel (nftables dup + vxlan), in turns:');
    printTable(HEADER, table);
    console.log();
    const frame = udp4({ destinationPort: UDP_PORT }).toString('hex');
    const latencies: string[][] = [];
    const measure = (path: string) => async (): Promise<void> => {
      const latency = await measureLatency(net, () => offer({ frame, rate: LATENCY_RATE }));
      latencies.push([path, ...[latency.median, latency.p99, latency.max, latency.samples].map(String)]);
    };
    await withTap(net, measure('lab'));
    await withKernel(net, measure('kernel'));
    console.log(`Microseconds from the source's port to the target's, at ${LATENCY_RATE} frames per second:`);
    printTable(['path', 'median', 'p99', 'max', 'samples'], latencies);
  } finally {
    await load.stop();
    await net.close();
  }
}

const HEADER = [
  ...['frame', 'load/s', 'lab offered/s', 'mirrored/s', 'loss', 'of it counted'],
  ...['kernel offered/s', 'mirrored/s', 'loss', 'lab/kernel'],
];

function row(frameLength: number, rate: number | null, tap: Measurement, kernel: Measurement): string[] {
  const perSecond = (frames: number): string => String(Math.round((frames * 1000) / MILLISECONDS));
  const loss = ({ offered, mirrored }: Measurement): string => `${(100 * (1 - mirrored / offered)).toFixed(2)} %`;
  return [
    `${frameLength} B`,
    String(rate ?? 'max'),
    ...[perSecond(tap.offered), perSecond(tap.mirrored), loss(tap), perSecond(tap.reported ?? 0)],
    ...[perSecond(kernel.offered), perSecond(kernel.mirrored), loss(kernel)],
    (tap.mirrored / kernel.mirrored).toFixed(2),
  ];
}

async function withTap(net: TestNetwork, offer: () => Promise<unknown>): Promise<Measurement> {
  resetCounts(net);
  const tap = await startTap({
    namespace: net.fabric,
    device: net.source.port,
    source: net.source,
    // Whole frames, because the kernel's path cannot cut.
    sessions: [guideSession({ packetLength: 1460, rules: [everything({ protocol: 'udp' })] })],
    resolveTarget: () => ({ ...net.target, gatewayMac: GATEWAY_MAC, device: MIRROR_DEVICE }),
    onError: (error) => {
      console.error(error.message);
    },
  });
  await offer();
  const { lost } = await tap.stop();
  const reported = Object.values(lost.injection).reduce((sum, each) => sum + each, lost.capture);
  return { ...readCounts(net), reported };
}

/** The kernel's path, with the same outer addresses: a vxlan device on the same device that the tap injects on. */
async function withKernel(net: TestNetwork, offer: () => Promise<unknown>): Promise<Measurement> {
  resetCounts(net);
  const { source, target } = net;
  const devices = [
    `link set ${MIRROR_DEVICE} arp off`,
    `address add ${source.ipv4}/32 dev ${MIRROR_DEVICE}`,
    `route add ${target.ipv4}/32 dev ${MIRROR_DEVICE}`,
    `neighbour add ${target.ipv4} lladdr ${target.mac} dev ${MIRROR_DEVICE}`,
    `link add vxlan1 type vxlan id 1 local ${source.ipv4} remote ${target.ipv4} dstport 4789 dev ${MIRROR_DEVICE}`,
    'link set vxlan1 up',
  ];
  run(net.fabric, ['ip', '-batch', '-'], devices.join('\n'));
  const chain = `chain egress { type filter hook egress device "${source.port}" priority 0; policy accept;`;
  const rules = `table netdev mirror {\n${chain}\nip protocol udp dup to "vxlan1"\n}\n}`;
  run(net.fabric, ['nft', '-f', '-'], rules);
  try {
    await offer();
    return readCounts(net);
  } finally {
    run(net.fabric, ['nft', 'delete', 'table', 'netdev', 'mirror']);
    const undo = [
      'link delete vxlan1',
      `address flush dev ${MIRROR_DEVICE}`,
      `neighbour flush nud permanent dev ${MIRROR_DEVICE}`,
    ];
    run(net.fabric, ['ip', '-batch', '-'], undo.join('\n'));
  }
}

/** Counts arriving frames and drops them: the servers' answers would be load of their own. */
function count(server: TestServer, match: string): void {
  const chain = 'chain ingress { type filter hook ingress device "eth0" priority 0; policy accept;';
  run(
    server,
    ['nft', '-f', '-'],
    `table netdev bench {\ncounter seen { }\n${chain}\n${match} counter name seen drop\n}\n}`,
  );
}

function resetCounts(net: TestNetwork): void {
  for (const server of [net.source, net.target]) run(server, ['nft', 'reset', 'counters']);
}

function readCounts(net: TestNetwork): Measurement {
  const read = (server: TestServer): number => {
    const match = /packets (\d+)/.exec(run(server, ['nft', 'list', 'counters']));
    if (match === null) throw new Error('nft did not print a counter');
    return Number(match[1]);
  };
  return { offered: read(net.source), mirrored: read(net.target) };
}

async function startLoad(server: TestServer) {
  const args = ['--require', 'tsx/cjs', join(__dirname, 'offer-load.ts'), String(server.pid)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const closed = once(child, 'close');
  const next = async (): Promise<string> => {
    const line = await lines.next();
    if (line.done === true) throw new Error('load generator ended');
    return line.value;
  };
  await next();
  return {
    offer: async (order: LoadOrder): Promise<number> => {
      child.stdin.write(`${JSON.stringify(order)}\n`);
      return Number(await next());
    },
    stop: async (): Promise<void> => {
      child.stdin.end();
      await closed;
    },
  };
}
