import { type TopologyMirrorSession } from '../../topology/topology';
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
  /** Sources and targets of all sessions, see `mirrorFlowsOf`; @default - all VXLAN is taken for mirror traffic */
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

/** Counts since the tap started. Frames that are `mirrored` have been `sent` or lost at injection. */
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
   * Replaces sessions and targets. Frames that have passed the device before the call are still decided by the old
   * ones, frames that pass it after the promise has resolved by the new ones, and none in between is left out.
   * Rejects, and changes nothing, when a session cannot be. Calls are serialised.
   */
  update(sessions: TapSessions): Promise<void>;
  /** Resolves when everything that has passed the device by now has been decided, and sent or counted as lost. */
  statistics(): Promise<TapStatistics>;
  /** Mirrors what has passed the device by now, ends all processes and resolves with the final counts. Safe to call twice. */
  stop(): Promise<TapStatistics>;
  /** Why it has died, from the moment that this is known: `onError` comes when it has been cleaned up. */
  readonly failure: Error | undefined;
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
  private mirroring: Mirroring | undefined;
  private capturedBefore = 0;
  private droppedBefore = 0;
  private last: TapStatistics | undefined;
  private stopping: Promise<TapStatistics> | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private started = false;
  private died: Error | undefined;

  constructor(private readonly options: TapOptions) {}

  async start(): Promise<void> {
    const mirroring = this.compile(this.options);
    try {
      this.injector = await startInjector(this.options.namespace);
      void this.injector.ended.then(({ reason }) => {
        this.fail(`injector ended: ${reason}`);
      });
      await this.replace(mirroring);
      if (this.died !== undefined) throw this.died;
      this.started = true;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  update(sessions: TapSessions): Promise<void> {
    return this.serialise(async () => {
      if (this.stopping) throw new Error('mirror tap is stopped: start another one');
      await this.replace(this.compile(sessions));
    });
  }

  statistics(): Promise<TapStatistics> {
    // Not inside the queue, which the stop itself waits for.
    return this.stopping ?? this.serialise(() => this.count());
  }

  stop(): Promise<TapStatistics> {
    this.stopping ??= this.queue.then(
      () => this.shutDown(),
      () => this.shutDown(),
    );
    return this.stopping;
  }

  get failure(): Error | undefined {
    return this.died;
  }

  get pids(): readonly number[] {
    const captures = [...this.captures.values()].map((capture) => capture.pid);
    return this.injector === undefined ? captures : [this.injector.pid, ...captures];
  }

  private compile(sessions: TapSessions): Mirroring {
    const { source } = this.options;
    const compiled = compileSessions(sessions.sessions, source.ipv4, sessions.resolveTarget);
    return new Mirroring(source, compiled, sessions.mirrorFlows);
  }

  /** Starts captures first and stops them last, so that a failure to start leaves what was there. */
  private async replace(mirroring: Mirroring): Promise<void> {
    for (const direction of DIRECTIONS) {
      if (mirroring.needs(direction) && !this.captures.has(direction)) await this.startCapture(direction);
    }
    await this.settle();
    this.mirroring = mirroring;
    for (const direction of DIRECTIONS) {
      if (!mirroring.needs(direction)) await this.stopCapture(direction);
    }
  }

  private async settle(): Promise<void> {
    await Promise.all([...this.captures.values()].map((capture) => capture.settle()));
  }

  private async startCapture(direction: Direction): Promise<void> {
    const { namespace, device, source } = this.options;
    const capture = await startCapture({
      ...(namespace && { namespace }),
      device,
      direction,
      sourceMac: source.mac,
      onFrames: async (frames) => {
        const batch = this.mirroring?.mirror(frames, direction);
        if (batch === undefined || batch.bytes.length === 0) return;
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
    await capture.stop();
    this.droppedBefore += capture.dropped;
    this.capturedBefore += capture.captured;
  }

  private async count(): Promise<TapStatistics> {
    await this.settle();
    const captures = [...this.captures.values()];
    const report = await this.injector?.report();
    this.last = {
      captured: captures.reduce((sum, capture) => sum + capture.captured, this.capturedBefore),
      mirrored: Object.fromEntries(this.mirrored),
      sent: report?.sent ?? 0,
      lost: {
        capture: captures.reduce((sum, capture) => sum + capture.dropped, this.droppedBefore),
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
    this.died ??= error;
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
