import { setTimeout as sleep } from 'node:timers/promises';
import { type NamespaceProcess } from './namespace-process';

/** What tcpdump counts, since it started. */
export interface TcpdumpCounts {
  /** Frames that it has read and written. */
  readonly captured: number;
  /** Frames that passed its filter in the kernel: captured, dropped, or waiting in the kernel's buffer. */
  readonly received: number;
  /** Frames that found the kernel's buffer full. */
  readonly dropped: number;
}

/** Pause between two questions, in milliseconds: long enough for tcpdump to read hundreds of frames. */
const PAUSE_MS = 5;

/**
 * Answers without progress after which nothing is waiting to be read. tcpdump answers between two frames only, so one
 * such answer would do if the machine always ran it right afterwards.
 */
const QUIET_ANSWERS = 10;

const PHRASES = {
  captured: /(\d+) packets? captured/,
  received: /(\d+) packets? received by filter/,
  dropped: /(\d+) packets? dropped by kernel/,
} as const;

/**
 * Follows the counts that a guarded tcpdump writes to standard error: all in one line when it is asked (SIGUSR1), one
 * to a line when it ends.
 */
export class TcpdumpCounter {
  private counts: TcpdumpCounts = { captured: 0, received: 0, dropped: 0 };
  private waiting: (() => void) | undefined;
  private lastQuestion: Promise<unknown> = Promise.resolve();
  /** Frames that the kernel counted but tcpdump does not show: before its filter was in place, or of a forged MAC. */
  private unseen = 0;

  constructor(private readonly child: NamespaceProcess) {
    child.onErrorLine((line) => {
      this.read(line);
    });
  }

  get dropped(): number {
    return this.counts.dropped;
  }

  /**
   * Resolves when every frame that had passed the device at the time of the call has been read, that is when
   * `seen()` has grown to their number, or when tcpdump has ended.
   *
   * @param seen - frames that have come out of tcpdump so far
   */
  async settle(seen: () => number): Promise<void> {
    let before = await this.ask();
    if (before === undefined) return;
    const goal = before.received - before.dropped;
    let quiet = 0;
    while (seen() < goal - this.unseen) {
      await sleep(PAUSE_MS);
      const now = await this.ask();
      if (now === undefined) return;
      quiet = now.captured === before.captured && seen() >= now.captured ? quiet + 1 : 0;
      if (quiet >= QUIET_ANSWERS) this.unseen = now.received - now.dropped - now.captured;
      before = now;
    }
  }

  /** One question at a time: tcpdump would answer several signals once, and an answer does not say to which. */
  private ask(): Promise<TcpdumpCounts | undefined> {
    const answer = this.lastQuestion.then(() => {
      const counts = new Promise<TcpdumpCounts>((resolve) => {
        this.waiting = () => {
          resolve(this.counts);
        };
      });
      this.child.stdin.write('?');
      return Promise.race([counts, this.child.ended.then(() => undefined)]);
    });
    this.lastQuestion = answer;
    return answer;
  }

  private read(line: string): void {
    let found = false;
    for (const name of ['captured', 'received', 'dropped'] as const) {
      const match = PHRASES[name].exec(line);
      if (match === null) continue;
      this.counts = { ...this.counts, [name]: Number(match[1]) };
      found = name === 'dropped';
    }
    if (!found) return;
    this.waiting?.();
    this.waiting = undefined;
  }
}
