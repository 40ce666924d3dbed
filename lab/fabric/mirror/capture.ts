import { join } from 'node:path';
import { PcapReader } from '../packet/pcap';
import { PACKET_LENGTH_MAX } from './encapsulation';
import { startInNamespace, type NamespaceHolder, type NamespaceProcess, type ProcessEnd } from './namespace-process';
import { type Direction } from './rule';

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
  /** Takes frames in the order of capture; while its promise is pending, nothing more is read. */
  readonly onFrames: (frames: readonly Buffer[]) => Promise<void>;
}

/** A running tcpdump of one direction. */
export interface Capture {
  readonly pid: number;
  /** Frames handed to `onFrames` so far. */
  readonly captured: number;
  /** Frames that the kernel dropped because nobody read them in time, as tcpdump reports it now. */
  dropped(): Promise<number>;
  /** Resolves when tcpdump has ended, for whatever reason. */
  readonly ended: Promise<ProcessEnd>;
  /** Ends tcpdump, hands over what it had read, and resolves with the final number of dropped frames. */
  stop(): Promise<number>;
}

/**
 * Starts tcpdump on the device and resolves when it listens. Rejects with tcpdump's own reason: no such device, not
 * allowed, not installed.
 *
 * Ingress for the server is what leaves the fabric through its end of the port, hence `-Q out`. A frame is seen after
 * the security group has let it pass (ingress), or before it is asked (egress): the kernel hands frames to captures
 * behind its egress hooks and before its ingress hooks. The snap length is the largest packet length of any session,
 * so that sessions can change without a gap in the capture.
 */
export async function startCapture(options: CaptureOptions): Promise<Capture> {
  const { namespace, device, direction } = options;
  const tcpdump = ['tcpdump', '-i', device, '-n', '-p', '-Q', direction === 'ingress' ? 'out' : 'in'];
  tcpdump.push('-s', String(PACKET_LENGTH_MAX), '-B', String(BUFFER_KIB), '-U', '--immediate-mode', '-Z', 'root');
  tcpdump.push('-w', '-');
  // The parent-death signal covers the one case that the guard cannot: its own death by SIGKILL.
  const child = startInNamespace(namespace, ['perl', GUARD, 'setpriv', '--pdeathsig', 'KILL', '--', ...tcpdump]);
  let captured = 0;
  let stopping = false;
  const drained = read(child, async (frames) => {
    captured += frames.length;
    await options.onFrames(frames);
  });
  const ended = Promise.all([child.ended, drained]).then(([end, problem]) => problem ?? end);
  await listening(child, device, direction);

  let reported = 0;
  const waiting: ((dropped: number) => void)[] = [];
  child.onErrorLine((line) => {
    const match = /(\d+) packets? dropped by kernel/.exec(line);
    if (match === null) return;
    reported = Number(match[1]);
    waiting.splice(0).forEach((resolve) => {
      resolve(reported);
    });
  });
  return {
    pid: child.pid,
    get captured() {
      return captured;
    },
    ended,
    async dropped() {
      if (stopping) return reported;
      const answer = new Promise<number>((resolve) => waiting.push(resolve));
      child.stdin.write('?');
      return Promise.race([answer, ended.then(() => reported)]);
    },
    async stop() {
      stopping = true;
      await child.end();
      await ended;
      return reported;
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
