import { join } from 'node:path';
import { PcapReader } from '../packet/pcap';
import { PACKET_LENGTH_MAX } from './encapsulation';
import { startInNamespace, type NamespaceHolder, type NamespaceProcess, type ProcessEnd } from './namespace-process';
import { type Direction } from './rule';
import { TcpdumpCounter } from './tcpdump-counts';

const GUARD = join(__dirname, 'guard.pl');

/**
 * Kernel buffer in KiB: about four thousand frames, a few milliseconds of the highest rate that a tap keeps up with.
 */
const BUFFER_KIB = 8192;

export interface CaptureOptions {
  readonly namespace?: NamespaceHolder;
  /** The fabric's end of the source's port. */
  readonly device: string;
  readonly direction: Direction;
  /** MAC of the source's network interface. */
  readonly sourceMac: string;
  /** Takes frames in the order of capture; while its promise is pending, nothing more is read. */
  readonly onFrames: (frames: readonly Buffer[]) => Promise<void>;
}

/** A running tcpdump of one direction. */
export interface Capture {
  readonly pid: number;
  /** Frames handed to `onFrames` so far. */
  readonly captured: number;
  /** Frames that the kernel dropped because nobody read them in time, as of the last `settle` or `stop`. */
  readonly dropped: number;
  /** Resolves when all frames that have passed the device by now were handed to `onFrames` or dropped. */
  settle(): Promise<void>;
  /** Resolves when tcpdump has ended, for whatever reason. */
  readonly ended: Promise<ProcessEnd>;
  /** Settles, then ends tcpdump. */
  stop(): Promise<void>;
}

/**
 * Starts tcpdump on the device and resolves when it listens. Rejects with tcpdump's own reason: no such device, not
 * allowed, not installed.
 *
 * Ingress for the server is what leaves the fabric through its end of the port, hence `-Q out`. A frame is seen after
 * the security group has let it pass (ingress), or before it is asked (egress): the kernel hands frames to captures
 * behind its egress hooks and before its ingress hooks. libpcap applies `-Q` behind the kernel's buffer, so a filter by
 * the source's MAC keeps the other direction out of the buffer and out of the counts. (The filters `inbound` and
 * `outbound` would do that too, but libpcap then drops the first frame.) The snap length is the largest packet length
 * of any session, so that sessions can change without a gap in the capture.
 */
export async function startCapture(options: CaptureOptions): Promise<Capture> {
  const { namespace, device, direction } = options;
  const tcpdump = ['tcpdump', '-i', device, '-n', '-p', '-s', String(PACKET_LENGTH_MAX), '-B', String(BUFFER_KIB)];
  tcpdump.push('-U', '--immediate-mode', '-Z', 'root', '-w', '-', '-Q', direction === 'ingress' ? 'out' : 'in');
  tcpdump.push(...(direction === 'ingress' ? ['not'] : []), 'ether', 'src', options.sourceMac);
  // The parent-death signal covers the one case that the guard cannot: its own death by SIGKILL.
  const child = startInNamespace(namespace, ['perl', GUARD, 'setpriv', '--pdeathsig', 'KILL', '--', ...tcpdump]);
  let captured = 0;
  const drained = read(child, async (frames) => {
    captured += frames.length;
    await options.onFrames(frames);
  });
  const ended = Promise.all([child.ended, drained]).then(([end, problem]) => problem ?? end);
  await listening(child, device, direction);

  const counter = new TcpdumpCounter(child);
  const settle = (): Promise<void> => counter.settle(() => captured);
  let stopped: Promise<void> | undefined;
  return {
    pid: child.pid,
    ended,
    settle,
    get captured() {
      return captured;
    },
    get dropped() {
      return counter.dropped;
    },
    stop() {
      stopped ??= settle().then(async () => {
        await child.end();
        await ended;
      });
      return stopped;
    },
  };
}

function listening(child: NamespaceProcess, device: string, direction: Direction): Promise<void> {
  return new Promise((resolve, reject) => {
    child.onErrorLine((line) => {
      if (line.includes('listening on')) resolve();
    });
    void child.ended.then(({ reason }) => {
      reject(new Error(`mirror capture of ${direction} on ${device} did not start: ${reason}`));
    });
  });
}

/** Resolves at the end of the stream; with a problem when the stream was no pcap. */
async function read(
  child: NamespaceProcess,
  onFrames: (frames: readonly Buffer[]) => Promise<void>,
): Promise<ProcessEnd | undefined> {
  const reader = new PcapReader();
  try {
    for await (const chunk of child.stdout) {
      const result = reader.push(chunk as Buffer);
      if (!result.ok) {
        void child.end();
        return { ok: false, reason: result.reason };
      }
      if (result.records.length > 0) await onFrames(result.records.map((record) => record.frame));
    }
    return undefined;
  } catch (error) {
    void child.end();
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
