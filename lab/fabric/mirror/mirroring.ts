import { readFlow, type Flow } from '../packet/flow';
import { isGroupMac, parseMac } from '../../addresses/mac';
import { flowSourcePort } from './flow-port';
import { encodeInjection, injectionLength } from './injection';
import { mirrorTrafficDetector, type MirrorFlow } from './mirror-flow';
import { type Direction } from './rule';
import { copyingSession, type CompiledSession } from './session';

/** The network interface that is mirrored. */
export interface MirrorSource {
  readonly mac: string;
  /** Outer source address of everything that is mirrored from it. */
  readonly ipv4: string;
}

/** Frames to inject, and how many there are of each session. */
export interface MirroredBatch {
  /** Records for the injector, see {@link encodeInjection}. */
  readonly bytes: Buffer;
  readonly countBySession: ReadonlyMap<string, number>;
}

/** Decides and encapsulates for one source: captured frames in, frames for the injector out. Pure. */
export class Mirroring {
  private readonly mac: Buffer;
  private readonly isMirrorTraffic: (flow: Flow) => boolean;

  constructor(
    source: MirrorSource,
    private readonly sessions: readonly CompiledSession[],
    mirrorFlows?: readonly MirrorFlow[],
  ) {
    this.mac = parseMac(source.mac);
    this.isMirrorTraffic = mirrorTrafficDetector(mirrorFlows);
  }

  /** Whether any frame of that direction can be accepted; if not, nobody needs to capture it. */
  needs(direction: Direction): boolean {
    return this.sessions.some((session) => session.rules[direction].canAccept);
  }

  /** The session that mirrors this frame. */
  accepting(flow: Flow, direction: Direction): CompiledSession | undefined {
    if (direction === 'ingress' && !this.isForSource(flow)) return undefined;
    if (this.isMirrorTraffic(flow)) return undefined;
    return copyingSession(this.sessions, flow, direction);
  }

  /** Everything that the given frames, seen in one direction, have to be mirrored as. */
  mirror(frames: readonly Buffer[], direction: Direction): MirroredBatch {
    const copies: { readonly frame: Buffer; readonly session: CompiledSession; readonly port: number }[] = [];
    let length = 0;
    for (const frame of frames) {
      const flow = readFlow(frame);
      if (flow === undefined) continue;
      const session = this.accepting(flow, direction);
      if (session === undefined) continue;
      copies.push({ frame, session, port: flowSourcePort(flow) });
      length += injectionLength(session.encapsulation.outerLength(frame.length));
    }
    const bytes = Buffer.allocUnsafe(length);
    const countBySession = new Map<string, number>();
    let at = 0;
    for (const { frame, session, port } of copies) {
      const outer = session.encapsulation.outerLength(frame.length);
      at = encodeInjection(session.device, outer, bytes, at);
      at += session.encapsulation.write(frame, port, bytes, at);
      countBySession.set(session.id, (countBySession.get(session.id) ?? 0) + 1);
    }
    return { bytes, countBySession };
  }

  /** A bridge floods frames for MACs that it does not know; the server's network interface does not receive them. */
  private isForSource(flow: Flow): boolean {
    const { destination } = flow.ethernet;
    return isGroupMac(destination) || destination.equals(this.mac);
  }
}
