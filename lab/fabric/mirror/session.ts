import { type TopologyMirrorSession } from '../../topology/topology';
import { compileEncapsulation, type Encapsulation } from './encapsulation';
import { compileRules, type Direction, type RuleSet } from './rule';

/** Where the mirrored frames of a session go in; the fabric knows, the region does not. */
export interface MirrorTarget {
  /** Address of the target's network interface. */
  readonly ipv4: string;
  /** MAC of the target's network interface. */
  readonly mac: string;
  /** Outer source MAC: that of the gateway of the target's subnet. */
  readonly gatewayMac: string;
  /**
   * Device of the fabric's namespace that the frame is sent out of, at most 15 characters: the bridge of the target's
   * subnet, which forwards it like every other frame, so that the target's security group decides about it.
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
 * The sessions of a source that can do something: enabled, and with a target that exists, by priority (1 to 32766,
 * smaller first). Each session decides for itself, so a frame that two sessions accept is copied twice, first for the
 * smaller priority. The product's documentation shows two sessions on one source (`vpc_mirror_23`) but does not say
 * what happens when both accept a frame; the VNI "distinguishes mirrored traffic of different sessions".
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
