import { isDeepStrictEqual } from 'node:util';
import { type MirrorPlane, type MirrorPort, type ResolvedMirrorSession, type TapCondition } from './mirror-plane';
import { newLosses } from './mirror/losses';
import { flowKeysOf, mirrorFlowsOf, type MirrorFlow } from './mirror/mirror-flow';
import { type MirrorTarget } from './mirror/session';
import { startTap, type Tap, type TapOptions, type TapSessions, type TapStatistics } from './mirror/tap';
import { type TopologyMirrorSession } from '../topology/topology';

/** How often a source's tap that died is started again before somebody has to change something. */
const RESTARTS = 3;

/** Milliseconds between two looks at what taps have lost. */
const LOSSES_INTERVAL = 10_000;

interface SourceTap {
  readonly tap: Tap;
  readonly port: MirrorPort;
  /** What it was told last. */
  told: TapSessions;
  /** What has been said about its losses. */
  reported?: TapStatistics['lost'];
}

/**
 * Mirrors with one tap for each interface that is the source of a session; taps live as long as their sources. One that
 * dies by itself is started again.
 */
export class MirrorTaps implements MirrorPlane {
  private readonly taps = new Map<string, SourceTap>();
  private wanted: readonly ResolvedMirrorSession[] = [];
  /** Between which addresses mirrored frames can be on their way. */
  private flows: readonly MirrorFlow[] = [];
  /** Of each source since the last change. */
  private readonly restarts = new Map<string, number>();
  private queue: Promise<unknown> = Promise.resolve();
  private closed = false;
  private readonly lossesTimer: NodeJS.Timeout;

  /**
   * @param onProblem is told, in a sentence each, what nobody called for: that a tap died and what became of it, and that
   *   frames were lost
   */
  constructor(
    private readonly onProblem: (problem: Error) => void,
    private readonly start: (options: TapOptions) => Promise<Tap> = startTap,
  ) {
    this.lossesTimer = setInterval(() => void this.serialise(() => this.flush()), LOSSES_INTERVAL).unref();
  }

  /**
   * Each tap decides for itself and changes at its own time. Every one of them must know a flow of mirrored frames before
   * the first can send them, and until the last has arrived, or it would mirror mirror traffic.
   */
  apply(sessions: readonly ResolvedMirrorSession[]): Promise<void> {
    return this.serialise(async () => {
      if (this.closed) throw new Error('the mirror is closed');
      const next = mirrorFlowsOf(sessions);
      const before = this.flows;
      const both = [...before, ...next];
      this.wanted = sessions;
      this.restarts.clear();

      this.flows = both;
      if (!isDeepStrictEqual(flowKeysOf(both), flowKeysOf(before))) await this.tellFlows();
      const sources = new Map(sessions.flatMap(({ sources }) => sources).map((port) => [port.interfaceId, port]));
      await all([...this.taps].filter(([id]) => !sources.has(id)).map(([id]) => this.end(id)));
      await all([...sources.values()].map((port) => this.applyTo(port)));
      if (isDeepStrictEqual(flowKeysOf(both), flowKeysOf(next))) return;
      await this.flush();
      this.flows = next;
      await this.tellFlows();
    });
  }

  condition(): Promise<readonly TapCondition[]> {
    const sources = new Set(this.wanted.flatMap(({ sources }) => sources.map(({ interfaceId }) => interfaceId)));
    return Promise.all([...sources].map((id) => this.conditionOf(id)));
  }

  close(): Promise<void> {
    this.closed = true;
    clearInterval(this.lossesTimer);
    return this.serialise(() => all([...this.taps.keys()].map((id) => this.end(id))));
  }

  /** Tells the taps that run which flows there are; what they mirror stays. */
  private async tellFlows(): Promise<void> {
    await all([...this.taps.values()].map((each) => this.tell(each, { ...each.told, mirrorFlows: this.flows })));
  }

  /** Makes the tap of a source do what is wanted of it; there is none, or there is one that died, or it runs. */
  private async applyTo(port: MirrorPort): Promise<void> {
    const present = this.taps.get(port.interfaceId);
    if (present !== undefined && isDeepStrictEqual(present.port, port)) {
      await this.tell(present, this.sessionsOf(port));
      if (present.tap.failure === undefined) return;
    }
    await this.end(port.interfaceId);
    const told = this.sessionsOf(port);
    const tap = await this.start({
      ...told,
      namespace: { pid: port.namespacePid },
      device: port.device,
      source: { mac: port.mac, ipv4: port.ipv4 },
      onError: (error) => void this.serialise(() => this.restart(port.interfaceId, tap, error)),
    });
    this.taps.set(port.interfaceId, { tap, port, told });
  }

  /** A tap that has died has nobody to tell, which is no failure of the change. */
  private async tell(each: SourceTap, sessions: TapSessions): Promise<void> {
    try {
      await each.tap.update(sessions);
      each.told = sessions;
    } catch (error) {
      if (each.tap.failure === undefined) throw error;
    }
  }

  private async restart(id: string, tap: Tap, error: Error): Promise<void> {
    this.onProblem(new Error(`${error.message}; ${await this.replace(id, tap)}`, { cause: error }));
  }

  /** Starts a tap in place of one that died, and says what came of it. */
  private async replace(id: string, dead: Tap): Promise<string> {
    const port = this.wanted.flatMap(({ sources }) => sources).find(({ interfaceId }) => interfaceId === id);
    const present = this.taps.get(id);
    if (this.closed || port === undefined) return 'it is not needed any more';
    if (present !== undefined && present.tap !== dead) return 'it runs again';
    const restarts = this.restarts.get(id) ?? 0;
    if (restarts >= RESTARTS) return `after ${restarts} restarts it is started again only with the next change`;
    this.restarts.set(id, restarts + 1);
    try {
      await this.applyTo(port);
      return 'it runs again';
    } catch (error) {
      return `it could not be started again: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  private async conditionOf(interfaceId: string): Promise<TapCondition> {
    const tap = this.taps.get(interfaceId)?.tap;
    const counts = await tap?.statistics().catch(() => undefined);
    const losses = counts === undefined ? undefined : newLosses(undefined, counts.lost);
    const failure = tap === undefined ? 'it could not be started' : tap.failure?.message;
    return {
      interfaceId,
      mirrored: Object.values(counts?.mirrored ?? {}).reduce((sum, count) => sum + count, 0),
      sent: counts?.sent ?? 0,
      losses,
      failure,
    };
  }

  private async end(id: string): Promise<void> {
    const present = this.taps.get(id);
    if (present === undefined) return;
    this.reportLosses(present, await present.tap.stop());
    this.taps.delete(id);
  }

  /** Resolves when everything that the taps have decided has been sent, and so has passed whichever tap it passes. */
  private async flush(): Promise<void> {
    await all(
      [...this.taps.values()].map(async (each) => {
        // One that dies meanwhile has nothing to say; it is started again.
        const counts = await each.tap.statistics().catch(() => undefined);
        if (counts !== undefined) this.reportLosses(each, counts);
      }),
    );
  }

  private reportLosses(each: SourceTap, { lost }: TapStatistics): void {
    const sentence = newLosses(each.reported, lost);
    each.reported = lost;
    if (sentence !== undefined) this.onProblem(new Error(`mirror tap on ${each.port.device}: ${sentence}`));
  }

  private sessionsOf(port: MirrorPort): TapSessions {
    const mine = this.wanted.filter(({ sources }) =>
      sources.some(({ interfaceId }) => interfaceId === port.interfaceId),
    );
    return {
      sessions: mine.map(({ session }) => session),
      resolveTarget: (session) => targetOf(port, mine, session),
      mirrorFlows: this.flows,
    };
  }

  private serialise<T>(task: () => Promise<T>): Promise<T> {
    const result = this.queue.then(task, task);
    this.queue = result.catch(() => undefined);
    return result;
  }
}

/** Waits for all to settle, so that nothing goes on behind a failure; rejects with the first reason. */
async function all(work: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(work);
  await Promise.all(work);
}

/** A target in another VPC is reached through the router of the source's: by its routes, or not at all. */
function targetOf(
  source: MirrorPort,
  sessions: readonly ResolvedMirrorSession[],
  { id }: TopologyMirrorSession,
): MirrorTarget | undefined {
  const target = sessions.find(({ session }) => session.id === id)?.target;
  if (target === undefined) return undefined;
  if (target.namespacePid !== source.namespacePid) {
    return { ipv4: target.ipv4, mac: source.routerMac, gatewayMac: source.mac, device: source.routerDevice };
  }
  return { ipv4: target.ipv4, mac: target.mac, gatewayMac: target.gatewayMac, device: target.injectDevice };
}
