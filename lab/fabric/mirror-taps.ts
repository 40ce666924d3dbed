import { isDeepStrictEqual } from 'node:util';
import { type MirrorPlane, type MirrorPort, type ResolvedMirrorSession } from './mirror-plane';
import { type MirrorFlow } from './mirror/mirror-flow';
import { type MirrorTarget } from './mirror/session';
import { startTap, type Tap, type TapSessions, type TapStatistics } from './mirror/tap';
import { type TopologyMirrorSession } from './topology';

interface SourceTap {
  readonly tap: Tap;
  readonly port: MirrorPort;
  /** Set when the tap has died; the next change starts another. */
  failed?: Error;
}

/** Mirrors with one tap for each interface that is the source of a session; taps live as long as their sources. */
export class MirrorTaps implements MirrorPlane {
  private readonly taps = new Map<string, SourceTap>();
  private closed = false;

  /** @param onError is told when a tap dies by itself: a process of it was killed, or its device went away */
  constructor(private readonly onError: (error: Error) => void) {}

  async apply(sessions: readonly ResolvedMirrorSession[]): Promise<void> {
    const sources = new Map(sessions.flatMap(({ sources }) => sources).map((port) => [port.interfaceId, port]));
    for (const [id, { tap, port, failed }] of this.taps) {
      if (failed === undefined && isDeepStrictEqual(sources.get(id), port)) continue;
      await tap.stop();
      this.taps.delete(id);
    }
    await Promise.all([...sources.values()].map((port) => this.applyTo(port, sessions)));
  }

  /** Counts of the taps that run, by the id of their source interface. */
  async statistics(): Promise<ReadonlyMap<string, TapStatistics>> {
    const counts = [...this.taps].map(async ([id, { tap }]) => [id, await tap.statistics()] as const);
    return new Map(await Promise.all(counts));
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.taps.values()].map(({ tap }) => tap.stop()));
    this.taps.clear();
  }

  private requireOpen(): void {
    if (this.closed) throw new Error('the mirror is closed');
  }

  private async applyTo(port: MirrorPort, all: readonly ResolvedMirrorSession[]): Promise<void> {
    this.requireOpen();
    const mine = all.filter(({ sources }) => sources.some((source) => source.interfaceId === port.interfaceId));
    const sessions: TapSessions = {
      sessions: mine.map(({ session }) => session),
      resolveTarget: (session) => targetOf(port, mine, session),
      mirrorFlows: flowsOf(all),
    };
    const present = this.taps.get(port.interfaceId);
    if (present !== undefined) {
      await present.tap.update(sessions);
      return;
    }
    const tap = await startTap({
      ...sessions,
      namespace: { pid: port.namespacePid },
      device: port.device,
      source: { mac: port.mac, ipv4: port.ipv4 },
      onError: (error) => {
        const dead = this.taps.get(port.interfaceId);
        if (dead?.tap === tap) dead.failed = error;
        this.onError(error);
      },
    });
    if (this.closed) await tap.stop();
    else this.taps.set(port.interfaceId, { tap, port });
  }
}

/** Undefined for a target in another VPC: nothing leads there. */
function targetOf(
  source: MirrorPort,
  sessions: readonly ResolvedMirrorSession[],
  { id }: TopologyMirrorSession,
): MirrorTarget | undefined {
  const target = sessions.find(({ session }) => session.id === id)?.target;
  if (target === undefined || target.namespacePid !== source.namespacePid) return undefined;
  return { ipv4: target.ipv4, mac: target.mac, gatewayMac: target.gatewayMac, device: target.injectDevice };
}

function flowsOf(sessions: readonly ResolvedMirrorSession[]): readonly MirrorFlow[] {
  return sessions.flatMap(({ sources, target }) =>
    sources.map((source) => ({ sourceIpv4: source.ipv4, targetIpv4: target.ipv4 })),
  );
}
