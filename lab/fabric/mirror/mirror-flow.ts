import { type Flow } from '../packet/flow';
import { formatIp } from '../../addresses/ip-address';
import { decodeIcmp } from '../packet/icmp';
import { IpProtocol, decodeIpv4, type Ipv4Header } from '../packet/ipv4';
import { decodeUdp } from '../packet/udp';
import { VXLAN_PORT, decodeVxlan } from '../packet/vxlan';
import { type ResolvedMirrorSession } from '../mirror-plane';

/** Destination unreachable, source quench, redirect, time exceeded, parameter problem: they quote their cause. */
const ICMP_ERRORS: ReadonlySet<number> = new Set([3, 4, 5, 11, 12]);

/** Addresses between which mirrored frames travel: a session's source and its target. */
export interface MirrorFlow {
  readonly sourceIpv4: string;
  readonly targetIpv4: string;
}

/**
 * Every pair of source and target, of disabled sessions too: a frame that was on its way when its session was disabled
 * is still mirror traffic.
 */
export function mirrorFlowsOf(sessions: readonly ResolvedMirrorSession[]): readonly MirrorFlow[] {
  return sessions.flatMap(({ sources, target }) =>
    sources.map((source) => ({ sourceIpv4: source.ipv4, targetIpv4: target.ipv4 })),
  );
}

/** Equal for equal flows, whatever their order and however often each is named. */
export function flowKeysOf(flows: readonly MirrorFlow[]): ReadonlySet<string> {
  return new Set(flows.map(({ sourceIpv4, targetIpv4 }) => `${sourceIpv4}>${targetIpv4}`));
}

/**
 * Tells mirror traffic, which is never mirrored again: two sources that are each other's targets would otherwise
 * answer one frame with an endless stream. Mirror traffic is VXLAN to UDP 4789 between the addresses of a session,
 * whatever its VNI (a VNI can change while a frame is on its way), and the ICMP errors that it causes: a target on
 * which nobody listens to UDP 4789 answers each mirrored frame with one, to the mirror source.
 *
 * @param flows - all sources and targets of the region; without it, all VXLAN to UDP 4789 counts as mirror traffic,
 *   which also leaves out the VXLAN that servers speak themselves
 */
export function mirrorTrafficDetector(flows?: readonly MirrorFlow[]): (flow: Flow) => boolean {
  const known = flows && flowKeysOf(flows);
  const isBetween = (source: Buffer, target: Buffer): boolean =>
    known === undefined || known.has(`${formatIp(source)}>${formatIp(target)}`);
  return (flow) => {
    if (flow.version !== 4) return false;
    if (flow.protocol === IpProtocol.UDP) return isVxlan(flow) && isBetween(flow.source, flow.destination);
    if (flow.protocol === IpProtocol.ICMP) {
      const cause = quotedFlow(flow);
      return cause !== undefined && isBetween(cause.source, cause.destination);
    }
    return false;
  };
}

function isVxlan(flow: Flow): boolean {
  if (flow.ports?.destination !== VXLAN_PORT) return false;
  const udp = decodeUdp(flow.payload);
  return udp.ok && decodeVxlan(udp.payload).ok;
}

/** Addresses of the VXLAN packet that an ICMP error quotes; the quotation may end behind the UDP header (RFC 792). */
function quotedFlow(flow: Flow): Pick<Ipv4Header, 'source' | 'destination'> | undefined {
  if (flow.fragmented) return undefined;
  const icmp = decodeIcmp(flow.payload);
  if (!icmp.ok || !ICMP_ERRORS.has(icmp.header.type)) return undefined;
  const ip = decodeIpv4(icmp.payload);
  if (!ip.ok || ip.header.protocol !== IpProtocol.UDP || ip.header.fragmentOffset > 0) return undefined;
  const udp = decodeUdp(ip.payload);
  return udp.ok && udp.header.destinationPort === VXLAN_PORT ? ip.header : undefined;
}
