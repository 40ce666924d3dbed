/**
 * A process of its own that sends UDP frames at a given rate out of a namespace's eth0, so that its work does not
 * count as the tap's. Started by bench/mirror.ts: takes the namespace's process id as argument and one JSON order per
 * line, answers each with the number of frames sent, and ends with its input.
 */
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeInjection, injectionLength } from '../lab/fabric/mirror/injection';
import { startInjector, type Injector } from '../lab/fabric/mirror/injector';

export interface LoadOrder {
  /** The frame to send, as hexadecimal text. */
  readonly frame: string;
  /** Frames per second; null = as many as go. */
  readonly rate: number | null;
  readonly milliseconds: number;
}

/** Frames per write when there is no rate. */
const BATCH = 500;

async function offer(injector: Injector, order: LoadOrder): Promise<number> {
  const frame = Buffer.from(order.frame, 'hex');
  const record = Buffer.alloc(injectionLength(frame.length));
  frame.copy(record, encodeInjection('eth0', frame.length, record, 0));
  const { sent: before } = await injector.report();
  const start = performance.now();
  let written = 0;
  for (;;) {
    const elapsed = performance.now() - start;
    if (elapsed >= order.milliseconds) break;
    const due = order.rate === null ? BATCH : Math.floor((order.rate * elapsed) / 1000) - written;
    if (due > 0) {
      written += due;
      await injector.write(Buffer.alloc(due * record.length, record));
    } else {
      await sleep(1);
    }
  }
  return (await injector.report()).sent - before;
}

async function main(): Promise<void> {
  const injector = await startInjector({ pid: Number(process.argv[2]) });
  console.log('ready');
  for await (const line of createInterface({ input: process.stdin })) {
    console.log(await offer(injector, JSON.parse(line) as LoadOrder));
  }
  await injector.close();
}

void main();
