import { type Flow } from '../packet/flow';
import { formatIp } from '../packet/ip-address';
import { IpProtocol } from '../packet/ipv4';
import { UDP_HEADER_LENGTH, decodeUdp } from '../packet/udp';
import { VXLAN_PORT, decodeVxlan } from '../packet/vxlan';
import { type Topology } from '../topology';

/** Addresses between which mirrored frames travel: a session's source and its target. */
export interface MirrorFlow {
  readonly sourceIpv4: string;
  readonly targetIpv4: string;
}

/**
 * Every pair of source and target in the topology, of disabled sessions too: a frame that was on its way when its
 * session was disabled is still mirror traffic.
 */
export function mirrorFlowsOf(topology: Pick<Topology, 'interfaces' | 'mirrorSessions'>): readonly MirrorFlow[] {
  const addresses = new Map(topology.interfaces.map((each) => [each.id, each.ipv4]));
  return topology.mirrorSessions.flatMap((session) =>
    session.sourceInterfaceIds.flatMap((sourceId) => {
      const sourceIpv4 = addresses.get(sourceId);
      const targetIpv4 = addresses.get(session.targetInterfaceId);
      return sourceIpv4 === undefined || targetIpv4 === undefined ? [] : [{ sourceIpv4, targetIpv4 }];
    }),
  );
}

/**
 * Tells mirror traffic, which is never mirrored again: two sources that are each other's targets would otherwise
 * answer one frame with an endless stream. Mirror traffic is VXLAN to UDP 4789 between the addresses of a session,
 * whatever its VNI (a VNI can change while a frame is on its way).
 *
 * @param flows - all sources and targets of the region; without it, all VXLAN to UDP 4789 counts as mirror traffic,
 *   which also leaves out the VXLAN that servers speak themselves
 */
export function mirrorTrafficDetector(flows?: readonly MirrorFlow[]): (flow: Flow) => boolean {
  const known = flows && new Set(flows.map(({ sourceIpv4, targetIpv4 }) => `${sourceIpv4}>${targetIpv4}`));
  return (flow) => {
    if (flow.protocol !== IpProtocol.UDP || flow.ports?.destination !== VXLAN_PORT) return false;
    if (!isVxlan(flow)) return false;
    return known === undefined || known.has(`${formatIp(flow.source)}>${formatIp(flow.destination)}`);
  };
}

function isVxlan(flow: Flow): boolean {
  if (flow.payload.length < UDP_HEADER_LENGTH) return false;
  const udp = decodeUdp(flow.payload);
  return udp.ok && decodeVxlan(udp.payload).ok;
}
