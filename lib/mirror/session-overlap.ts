import * as ipaddr from 'ipaddr.js';
import { type Cidr } from '../values/cidr';
import { type Direction, type Ethertype, type Flow, isMirrored, type MirrorRule } from './mirror-rule';
import { addressOf, sessionsOf, type MirrorModel, type ModelEnd, type ModelSession } from './mirror-model';

/** Packets of one source that the filters of two of its sessions accept. */
export interface SessionOverlap {
  /** Name of the end that both mirror. */
  readonly source: string;
  /** The one with the smaller priority. */
  readonly first: ModelSession;
  readonly second: ModelSession;
  /** Rules that accept them, one of each. */
  readonly rules: readonly [MirrorRule, MirrorRule];
  /** One of these packets. */
  readonly example: Flow;
}

/**
 * Pairs of enabled sessions of one source whose filters both accept some packet, each pair once for each source, with the
 * first rules that do. What a filter's earlier rules reject is not counted.
 *
 * Packets that come to a source, or leave it, have its address; an address that is not known yet may be any.
 */
export function overlapsOf({ ends, sessions }: MirrorModel): readonly SessionOverlap[] {
  const enabled = sessions.filter((session) => session.enabled);
  const sources = [...new Set(enabled.flatMap((session) => session.sources))];
  return sources.flatMap((source) => {
    const end = ends.find(({ name }) => name === source);
    const mine = sessionsOf(source, enabled);
    return mine.flatMap((first, index) =>
      mine.slice(index + 1).flatMap((second) => overlapAt(source, end, first, second) ?? []),
    );
  });
}

/** The overlap in a sentence, with what becomes of such packets under each reading of the product. */
export function describeOverlap({ source, first, second, rules, example }: SessionOverlap): string {
  const [one, other] = rules;
  const copies = (session: ModelSession): string => `${session.name} (to ${session.target}, VNI ${session.vni})`;
  return (
    `mirror sessions ${first.name} and ${second.name} of ${source} accept the same packets, such as ${packetText(example)}: ` +
    `"${one.toString()}" and "${other.toString()}". A packet is copied by one session only, as the console's help has it: ` +
    `${copies(first)} has the smaller priority and copies them, ${second.name} does not. ` +
    `Should each session decide for itself, which nobody has ruled out, ${copies(second)} would copy them as well`
  );
}

function overlapAt(
  source: string,
  end: ModelEnd | undefined,
  first: ModelSession,
  second: ModelSession,
): SessionOverlap | undefined {
  const accepting = ({ rules }: ModelSession): MirrorRule[] =>
    rules.filter(({ action }) => action === 'accept').sort((a, b) => a.priority - b.priority);
  for (const one of accepting(first)) {
    for (const other of accepting(second)) {
      if (one.direction !== other.direction || one.ethertype !== other.ethertype) continue;
      const example = packetsTellingApart([...first.rules, ...second.rules], [one, other], end).find(
        (packet) => isMirrored(first.rules, packet) && isMirrored(second.rules, packet),
      );
      if (example !== undefined) return { source, first, second, rules: [one, other], example };
    }
  }
  return undefined;
}

/**
 * Of the packets that both rules match, at least one of each kind that the others tell apart: blocks and ranges begin and
 * end at known places, so that their first value, and the one behind each of those that lie inside, stand for all.
 */
function packetsTellingApart(
  rules: readonly MirrorRule[],
  both: readonly [MirrorRule, MirrorRule],
  end: ModelEnd | undefined,
): Flow[] {
  const { direction, ethertype } = both[0];
  const same = rules.filter((rule) => rule.direction === direction && rule.ethertype === ethertype);
  const own = end === undefined ? undefined : addressOf(end, ethertype);
  const addressesOf = (side: 'source' | 'destination', isOwn: boolean): readonly string[] => {
    const known = isOwn && own !== undefined && ipaddr.isValid(own) ? [own] : undefined;
    const edges =
      known ??
      edgeAddresses(
        same.map((rule) => rule[side]),
        ethertype,
      );
    return edges.filter((address) => both.every((rule) => rule[side]?.contains(address) ?? true));
  };
  const portsOf = (side: 'sourcePorts' | 'destinationPorts'): readonly number[] =>
    edgePorts(same.map((rule) => rule[side])).filter((port) =>
      both.every((rule) => rule[side]?.contains(port) ?? true),
    );
  const pairs = addressesOf('source', direction === 'egress').flatMap((source) =>
    addressesOf('destination', direction === 'ingress').map((destination) => ({ source, destination })),
  );
  const portPairs = portsOf('sourcePorts').flatMap((sourcePort) =>
    portsOf('destinationPorts').map((destinationPort) => ({ sourcePort, destinationPort })),
  );
  const packets = protocolsOf(ethertype).flatMap((protocol) =>
    pairs.flatMap((pair) =>
      (protocol === 'tcp' || protocol === 'udp' ? portPairs : [{}]).map((ports): Flow => ({
        direction,
        ethertype,
        protocol,
        ...pair,
        ...ports,
      })),
    ),
  );
  return packets.filter((packet) => both.every((rule) => rule.matches(packet)));
}

function protocolsOf(ethertype: Ethertype): readonly Flow['protocol'][] {
  return ['tcp', 'udp', ethertype === 'IPv4' ? 'icmp' : 'icmpv6'];
}

function edgeAddresses(blocks: readonly (Cidr | undefined)[], ethertype: Ethertype): readonly string[] {
  const edges = blocks.flatMap((block) => (block === undefined ? [] : [block.first, block.next ?? block.first]));
  return [...new Set([...edges, ethertype === 'IPv4' ? '0.0.0.0' : '::'])];
}

function edgePorts(ranges: readonly MirrorRule['sourcePorts'][]): readonly number[] {
  const edges = ranges.flatMap((range) => (range === undefined ? [] : [range.from, range.to + 1]));
  return [...new Set([...edges, 1])].filter((port) => port <= 65535);
}

function packetText({ direction, protocol, source, destination, sourcePort, destinationPort }: Flow): string {
  const side = (address: string, port?: number): string => (port === undefined ? address : `${address}:${port}`);
  const way: Record<Direction, string> = { ingress: 'inbound', egress: 'outbound' };
  return `${way[direction]} ${protocol} from ${side(source, sourcePort)} to ${side(destination, destinationPort)}`;
}
