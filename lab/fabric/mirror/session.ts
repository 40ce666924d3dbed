import { type TopologyMirrorSession } from '../../topology/topology';
import { type Flow } from '../packet/flow';
import { compileEncapsulation, type Encapsulation } from './encapsulation';
import { compileRules, type Direction, type RuleSet } from './rule';

/** Where the mirrored frames of a session go in; the fabric knows, the region does not. */
export interface MirrorTarget {
  /** Address of the target's network interface. */
  readonly ipv4: string;
  /** MAC of the target's network interface; of the router that leads to it, when it is in another VPC. */
  readonly mac: string;
  /** Outer source MAC: that of the gateway of the target's subnet; of the source, when a router leads to the target. */
  readonly gatewayMac: string;
  /**
   * Device of the fabric's namespace that the frame is sent out of, at most 15 characters: the bridge of the target's
   * subnet, which forwards it like every other frame, so that the target's security group decides about it; when the
   * target is in another VPC, the way into the router of the source's.
   */
  readonly device: string;
}

/** An enabled session, ready to decide and to encapsulate for one source. */
export interface CompiledSession {
  readonly id: string;
  readonly device: string;
  readonly rules: Readonly<Record<Direction, RuleSet>>;
  readonly encapsulation: Encapsulation;
}

/**
 * Prepares one session for one of its sources. Throws an Error that names the session when a value is out of range.
 */
function compileSession(session: TopologyMirrorSession, sourceIpv4: string, target: MirrorTarget): CompiledSession {
  try {
    if (!/^[^\s/]{1,15}$/.test(target.device)) {
      throw new Error(`device name must have 1 to 15 characters, got: ${target.device}`);
    }
    return {
      id: session.id,
      device: target.device,
      rules: { ingress: compileRules(session.rules, 'ingress'), egress: compileRules(session.rules, 'egress') },
      encapsulation: compileEncapsulation({
        vni: session.vni,
        packetLength: session.packetLength,
        sourceIpv4,
        targetIpv4: target.ipv4,
        gatewayMac: target.gatewayMac,
        targetMac: target.mac,
      }),
    };
  } catch (error) {
    throw new Error(`mirror session ${session.id}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/**
 * The sessions of a source that can do something, in the order in which they are asked: enabled, and with a target that
 * exists, by priority (1 to 32766, smaller first). Which of them copies a frame: see
 * {@link copyingSession}.
 */
export function compileSessions(
  sessions: readonly TopologyMirrorSession[],
  sourceIpv4: string,
  resolveTarget: (session: TopologyMirrorSession) => MirrorTarget | undefined,
): readonly CompiledSession[] {
  return sessions
    .filter((session) => session.enabled)
    .sort((one, other) => one.priority - other.priority)
    .flatMap((session) => {
      const target = resolveTarget(session);
      return target === undefined ? [] : [compileSession(session, sourceIpv4, target)];
    });
}

/**
 * The session that copies a frame. Sessions are asked in the order of their priorities; the first one with a rule that
 * matches decides for all: if it accepts, it copies the frame; if it rejects, none does. So a frame is copied once at most.
 * Huawei's site search quotes this of the console; it was not seen on a real account.
 *
 * @param sessions - in the order of {@link compileSessions}
 */
export function copyingSession(
  sessions: readonly CompiledSession[],
  flow: Flow,
  direction: Direction,
): CompiledSession | undefined {
  for (const session of sessions) {
    const decision = session.rules[direction].decide(flow);
    if (decision !== undefined) return decision === 'accept' ? session : undefined;
  }
  return undefined;
}
