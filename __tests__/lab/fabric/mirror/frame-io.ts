import { spawn } from 'node:child_process';
import { encodeInjection, injectionLength } from '../../../../lab/fabric/mirror/injection';
import { startInjector } from '../../../../lab/fabric/mirror/injector';
import { PcapReader } from '../../../../lab/fabric/packet/pcap';
import { type TestNamespace } from './test-network';

/** Frames that a real tcpdump has read on a server's eth0. */
export interface FrameReader {
  readonly frames: readonly Buffer[];
  /** Resolves with all frames so far when there are at least `count`. */
  until(count: number): Promise<readonly Buffer[]>;
  stop(): Promise<void>;
}

/** Reads arriving frames that match a tcpdump filter; resolves when tcpdump listens. */
export async function readFrames(namespace: TestNamespace, filter: readonly string[]): Promise<FrameReader> {
  const tcpdump = ['tcpdump', '-i', 'eth0', '-Q', 'in', '-U', '--immediate-mode', '-Z', 'root', '-w', '-'];
  // A slot of the kernel's buffer has the size of the snap length: with tcpdump's default a few hundred would fit.
  tcpdump.push('-s', '2000', '-B', '32768');
  const args = [`--net=/proc/${namespace.pid}/ns/net`, '--', ...tcpdump, ...filter];
  const child = spawn('nsenter', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const reader = new PcapReader();
  const frames: Buffer[] = [];
  const watchers = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    const result = reader.push(chunk);
    if (result.ok) frames.push(...result.records.map((record) => record.frame));
    for (const watch of watchers) watch();
  });
  const closed = new Promise<void>((resolve) =>
    child.on('close', () => {
      resolve();
    }),
  );
  await new Promise<void>((resolve, reject) => {
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('listening on')) resolve();
    });
    void closed.then(() => {
      reject(new Error(`tcpdump ended: ${text}`));
    });
  });
  return {
    frames,
    until: (count) =>
      new Promise((resolve) => {
        const watch = (): void => {
          if (frames.length < count) return;
          watchers.delete(watch);
          resolve([...frames]);
        };
        watchers.add(watch);
        watch();
      }),
    stop: async () => {
      child.kill('SIGTERM');
      await closed;
    },
  };
}

/** Sends raw frames out of a server's eth0. */
export interface FrameSender {
  send(...frames: readonly Buffer[]): Promise<void>;
  close(): Promise<void>;
}

export async function openSender(namespace: TestNamespace): Promise<FrameSender> {
  const injector = await startInjector(namespace);
  return {
    send: async (...frames) => {
      const records = frames.map((frame) => {
        const record = Buffer.alloc(injectionLength(frame.length));
        frame.copy(record, encodeInjection('eth0', frame.length, record, 0));
        return record;
      });
      await injector.write(Buffer.concat(records));
      const { lost } = await injector.report();
      if (Object.keys(lost).length > 0) throw new Error(`frames were not sent: ${JSON.stringify(lost)}`);
    },
    close: () => injector.close(),
  };
}
