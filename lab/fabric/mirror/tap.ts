import { type TopologyMirrorSession } from '../topology';
import { startCapture, type Capture } from './capture';
import { startInjector } from './injector';
import { type MirrorFlow } from './mirror-flow';
import { Mirroring, type MirrorSource } from './mirroring';
import { type NamespaceHolder } from './namespace-process';
import { type Direction } from './rule';
import { compileSessions, type MirrorTarget } from './session';

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** What can change while a tap runs. */
export interface TapSessions {
  /** All sessions that have this source; disabled ones do nothing. */
  readonly sessions: readonly TopologyMirrorSession[];
  /** Where a session's frames go; undefined while its target does not exist, then nothing is mirrored for it. */
  readonly resolveTarget: (session: TopologyMirrorSession) => MirrorTarget | undefined;
  /** Sources and targets of the whole region, see `mirrorFlowsOf`; @default - all VXLAN is taken for mirror traffic */
  readonly mirrorFlows?: readonly MirrorFlow[];
}

export interface TapOptions extends TapSessions {
  /** A process inside the fabric's namespace; @default - the namespace of this process */
  readonly namespace?: NamespaceHolder;
  /** The fabric's end of the source's port. */
  readonly device: string;
  readonly source: MirrorSource;
  /** Called once, when the tap has died: its device is gone, or a process was killed. It has then been cleaned up. */
  readonly onError: (error: Error) => void;
}

/** Counts since the tap started. `mirrored` frames that are neither `sent` nor `lost` are still on their way. */
export interface TapStatistics {
  /** Frames that were looked at. */
  readonly captured: number;
  /** Frames that sessions accepted, by session id. */
  readonly mirrored: Readonly<Record<string, number>>;
  readonly sent: number;
  readonly lost: {
    /** Not looked at: the tap was slower than the traffic. */
    readonly capture: number;
    /** Refused by the kernel when sent, by the name of the error. */
    readonly injection: Readonly<Record<string, number>>;
  };
}

/** Mirrors one network interface until it is stopped. */
export interface Tap {
  /**
   * Replaces sessions and targets; frames in between are decided by the old ones or the new ones, none is left out.
   * Resolves when the new ones are in force; rejects, and changes nothing, when one cannot be. Calls are serialised.
   */
  update(sessions: TapSessions): Promise<void>;
  /** Resolves when everything captured so far has been sent or counted as lost. */
  statistics(): Promise<TapStatistics>;
  /** Mirrors what has been captured, ends all processes and resolves with the final counts. Safe to call twice. */
  stop(): Promise<TapStatistics>;
  /** Processes of the tap at this moment, for a test that looks for what was left behind. */
  readonly pids: readonly number[];
}

/**
 * Copies what the sessions' filters accept of a source's traffic, wraps it in VXLAN and sends it to the targets. The
 * original traffic is not touched. Needs root, tcpdump, perl, nsenter and setpriv. Resolves when traffic is mirrored;
 * rejects with the reason, leaving no process behind.
 *
 * Each needed direction has a tcpdump, all share one injector; each of these processes ends when this one does, even
 * by SIGKILL.
 */
export async function startTap(options: TapOptions): Promise<Tap> {
  const tap = new RunningTap(options);
  await tap.start();
  return tap;
}

class RunningTap implements Tap {
  private readonly captures = new Map<Direction, Capture>();
  private readonly mirrored = new Map<string, number>();
  private injector: Awaited<ReturnType<typeof startInjector>> | undefined;
  private mirroring: Mirroring;
  private capturedBefore = 0;
  private droppedBefore = 0;
  private last: TapStatistics | undefined;
  private stopping: Promise<TapStatistics> | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private started = false;
  private failure: Error | undefined;

  public constructor(private readonly options: TapOptions) {
    this.mirroring = this.compile(options);
  }

  public async start(): Promise<void> {
    try {
      this.injector = await startInjector(this.options.namespace);
      void this.injector.ended.then(({ reason }) => {
        this.fail(`injector ended: ${reason}`);
      });
      await this.adjustCaptures();
      if (this.failure !== undefined) throw this.failure;
      this.started = true;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  public update(sessions: TapSessions): Promise<void> {
    return this.serialise(async () => {
      if (this.stopping) throw new Error('mirror tap is stopped: start another one');
      const before = this.mirroring;
      this.mirroring = this.compile(sessions);
      try {
        await this.adjustCaptures();
      } catch (error) {
        this.mirroring = before;
        throw error;
      }
    });
  }

  public statistics(): Promise<TapStatistics> {
    // Not inside the queue, which the stop itself waits for.
    return this.stopping ?? this.serialise(() => this.count());
  }

  public stop(): Promise<TapStatistics> {
    this.stopping ??= this.queue.then(
      () => this.shutDown(),
      () => this.shutDown(),
    );
    return this.stopping;
  }

  public get pids(): readonly number[] {
    const captures = [...this.captures.values()].map((capture) => capture.pid);
    return this.injector === undefined ? captures : [this.injector.pid, ...captures];
  }

  private compile(sessions: TapSessions): Mirroring {
    const { source } = this.options;
    const compiled = compileSessions(sessions.sessions, source.ipv4, sessions.resolveTarget);
    return new Mirroring(source, compiled, sessions.mirrorFlows);
  }

  /** Starts first and stops last, so that a failure to start leaves what was there. */
  private async adjustCaptures(): Promise<void> {
    for (const direction of DIRECTIONS) {
      if (this.mirroring.needs(direction) && !this.captures.has(direction)) await this.startCapture(direction);
    }
    for (const direction of DIRECTIONS) {
      if (!this.mirroring.needs(direction)) await this.stopCapture(direction);
    }
  }

  private async startCapture(direction: Direction): Promise<void> {
    const { namespace, device } = this.options;
    const capture = await startCapture({
      ...(namespace && { namespace }),
      device,
      direction,
      onFrames: async (frames) => {
        const batch = this.mirroring.mirror(frames, direction);
        if (batch.bytes.length === 0) return;
        for (const [id, count] of batch.countBySession) this.mirrored.set(id, (this.mirrored.get(id) ?? 0) + count);
        await this.injector?.write(batch.bytes);
      },
    });
    this.captures.set(direction, capture);
    void capture.ended.then(({ reason }) => {
      if (this.captures.get(direction) === capture) this.fail(`capture of ${direction} ended: ${reason}`);
    });
  }

  private async stopCapture(direction: Direction): Promise<void> {
    const capture = this.captures.get(direction);
    if (capture === undefined) return;
    this.captures.delete(direction);
    this.droppedBefore += await capture.stop();
    this.capturedBefore += capture.captured;
  }

  private async count(): Promise<TapStatistics> {
    const captures = [...this.captures.values()];
    const dropped = await Promise.all(captures.map((capture) => capture.dropped()));
    const report = await this.injector?.report();
    this.last = {
      captured: captures.reduce((sum, capture) => sum + capture.captured, this.capturedBefore),
      mirrored: Object.fromEntries(this.mirrored),
      sent: report?.sent ?? 0,
      lost: {
        capture: dropped.reduce((sum, each) => sum + each, this.droppedBefore),
        injection: report?.lost ?? {},
      },
    };
    return this.last;
  }

  private async shutDown(): Promise<TapStatistics> {
    await Promise.all(DIRECTIONS.map((direction) => this.stopCapture(direction)));
    const nothing = { captured: 0, mirrored: {}, sent: 0, lost: { capture: 0, injection: {} } };
    // An injector that has died cannot report; the last counts are the best there are.
    const final = await this.count().catch(() => this.last ?? nothing);
    await this.injector?.close();
    return final;
  }

  private fail(reason: string): void {
    if (this.stopping) return;
    const error = new Error(`mirror tap on ${this.options.device}: ${reason}`);
    // Before the start has succeeded, its rejection tells; `onError` is for a tap that somebody holds.
    this.failure ??= error;
    if (!this.started) return;
    void this.stop().then(() => {
      this.options.onError(error);
    });
  }

  private serialise<T>(task: () => Promise<T>): Promise<T> {
    const result = this.queue.then(task, task);
    this.queue = result.catch(() => undefined);
    return result;
  }
}
