import * as ipaddr from 'ipaddr.js';
import { type Direction, type Ethertype, type Flow, type MirrorRule } from './mirror-rule';

/** A server's network interface, as flows, sources and targets name it. */
export interface ModelEnd {
  /** Unique among the ends. */
  readonly name: string;
  /** Its IPv4 address; may be a token, if no rule has to be compared with it. */
  readonly privateIp: string;
  /** Its IPv6 address, where it has one; may be a token as well. */
  readonly ipv6?: string;
}

/** A mirror session, as it stands in an account. */
export interface ModelSession {
  readonly name: string;
  readonly filterName: string;
  /** 1 to 32766, smaller first; unique. */
  readonly priority: number;
  /** A text is an expression of Terraform. */
  readonly vni: number | string;
  /** Bytes of each packet that are copied, from its Ethernet header on. */
  readonly packetLength: number;
  readonly enabled: boolean;
  /** Of both directions. */
  readonly rules: readonly MirrorRule[];
  /** Names of the ends that are mirrored. */
  readonly sources: readonly string[];
  /** Name of the end that gets the copies. */
  readonly target: string;
  /** Where its values stand in the settings, such as `mirrorSession`, for messages. @default - its name is used */
  readonly setting?: string;
}

export interface MirrorModel {
  readonly ends: readonly ModelEnd[];
  readonly sessions: readonly ModelSession[];
}

export const FLOW_PROTOCOLS = ['tcp', 'udp', 'icmp'] as const;
export type FlowProtocol = (typeof FLOW_PROTOCOLS)[number];

/** Traffic that one end begins with another; what comes back are its answers. */
export interface EndFlow {
  /** Name of the end that sends first. */
  readonly from: string;
  readonly to: string;
  /** `icmp` is an echo request, ICMPv6 with IPv6. */
  readonly protocol: FlowProtocol;
  /** @default "IPv4" */
  readonly ethertype?: Ethertype;
  /** Of the end that is sent to; with tcp and udp only. */
  readonly port?: number;
}

/** A copy that must arrive for each packet. */
export interface Copy {
  readonly session: ModelSession;
  /** Name of the end at which it arrives. */
  readonly target: string;
  /** Name of the end whose network interface is mirrored: the outer source address is its IPv4 address. */
  readonly source: string;
  /** As that end sees the packet: `ingress` when it receives it. */
  readonly direction: Direction;
  /** The rule that decides. */
  readonly rule: MirrorRule;
}

/** Why a session copies nothing of a packet at one of its sources. */
export type Reason =
  | { readonly kind: 'disabled' }
  | { readonly kind: 'unmatched' }
  | { readonly kind: 'rejected'; readonly rule: MirrorRule }
  /** An earlier session decides, and this one is not asked. */
  | { readonly kind: 'taken'; readonly by: ModelSession; readonly rule: MirrorRule }
  /** It depends on the client's port. */
  | { readonly kind: 'client-port' }
  /** A rule names addresses, and this end's is known to Terraform only. */
  | { readonly kind: 'unknown-address'; readonly end: string; readonly rule: MirrorRule };

export interface Silence {
  readonly session: ModelSession;
  readonly source: string;
  readonly direction: Direction;
  readonly reason: Reason;
}

/** What becomes of packets that go one way. Each session has a copy or a silence for each place where it sees them. */
export interface Passage {
  readonly copies: readonly Copy[];
  readonly silences: readonly Silence[];
}

/** What becomes of a flow: of what is sent, and of what is answered. */
export interface FlowCopies {
  readonly there: Passage;
  readonly back: Passage;
}

/** From which the kernel takes a client's port: Linux, ip_local_port_range. */
export const CLIENT_PORTS = { from: 32768, to: 60999 } as const;

/**
 * Which sessions copy a flow and its answers, and why the others do not.
 *
 * The sessions of a source are tried by ascending priority, and the first with a rule that matches decides: accept
 * copies, reject does not, and no later session is asked (the console's help, as Huawei's site search quotes it; not seen
 * on an account). Both ends may be sources: a packet is seen where it is sent and where it is received.
 *
 * @throws Error if the flow names an end that the model has not
 */
export function copiesOf(flow: EndFlow, model: MirrorModel): FlowCopies {
  const passage = (back: boolean): Passage => {
    const [sender, receiver] = back ? [flow.to, flow.from] : [flow.from, flow.to];
    const seen = [
      seenAt(sender, 'egress', flow, back, model),
      ...(sender === receiver ? [] : [seenAt(receiver, 'ingress', flow, back, model)]),
    ];
    return { copies: seen.flatMap(({ copies }) => copies), silences: seen.flatMap(({ silences }) => silences) };
  };
  return { there: passage(false), back: passage(true) };
}

/** The sessions of an end, in the order in which they are tried. */
export function sessionsOf(source: string, sessions: readonly ModelSession[]): readonly ModelSession[] {
  return sessions.filter(({ sources }) => sources.includes(source)).sort((a, b) => a.priority - b.priority);
}

/** A packet of a flow, as rules see it: with a client's port, and the answer's direction if `back`. */
export function packetOf(flow: EndFlow, direction: Direction, back: boolean, model: MirrorModel, client: number): Flow {
  const { protocol, ethertype = 'IPv4', port } = flow;
  const [from, to] = [flow.from, flow.to].map((name) => addressOf(endOf(name, model), ethertype));
  const ports = port === undefined ? {} : back ? ends(port, client) : ends(client, port);
  return {
    direction,
    ethertype,
    protocol: protocol === 'icmp' && ethertype === 'IPv6' ? 'icmpv6' : protocol,
    source: (back ? to : from) ?? '',
    destination: (back ? from : to) ?? '',
    ...ports,
  };
}

/** @throws Error if there is no such end */
export function endOf(name: string, { ends: all }: Pick<MirrorModel, 'ends'>): ModelEnd {
  const end = all.find((each) => each.name === name);
  if (end === undefined) throw new Error(`no end is called ${name}, only ${all.map((each) => each.name).join(', ')}`);
  return end;
}

export function addressOf(end: ModelEnd, ethertype: Ethertype = 'IPv4'): string | undefined {
  return ethertype === 'IPv4' ? end.privateIp : end.ipv6;
}

/** Client ports of which one stands for each part of the range that the rules tell apart. */
export function decidingClientPorts(rules: readonly MirrorRule[]): readonly number[] {
  const edges = rules.flatMap(({ sourcePorts, destinationPorts }) =>
    [sourcePorts, destinationPorts].flatMap((ports) => (ports === undefined ? [] : [ports.from, ports.to + 1])),
  );
  return [
    ...new Set([CLIENT_PORTS.from, ...edges.filter((port) => port > CLIENT_PORTS.from && port <= CLIENT_PORTS.to)]),
  ];
}

function seenAt(source: string, direction: Direction, flow: EndFlow, back: boolean, model: MirrorModel): Passage {
  const sessions = sessionsOf(source, model.sessions);
  const enabled = sessions.filter((session) => session.enabled);
  const rules = enabled.flatMap((session) => session.rules);
  const verdicts = decidingClientPorts(flow.port === undefined ? [] : rules).map((client) =>
    decide(enabled, packetOf(flow, direction, back, model, client), flow, back),
  );
  const [verdict] = verdicts;
  const isCertain = verdicts.every((other) => sameVerdict(other, verdict));
  const copies: Copy[] = [];
  const silences: Silence[] = [];
  for (const session of sessions) {
    const reason = isCertain ? reasonOf(session, verdict) : { kind: 'client-port' as const };
    if (!session.enabled) silences.push({ session, source, direction, reason: { kind: 'disabled' } });
    else if (reason !== undefined) silences.push({ session, source, direction, reason });
    else if (verdict?.rule !== undefined) {
      copies.push({ session, target: session.target, source, direction, rule: verdict.rule });
    }
  }
  return { copies, silences };
}

/** The session that decides about a packet, and its rule; without a rule that can be compared, what is unknown. */
interface Verdict {
  readonly session: ModelSession;
  readonly rule: MirrorRule;
  readonly unknownEnd?: string;
}

function decide(sessions: readonly ModelSession[], packet: Flow, flow: EndFlow, back: boolean): Verdict | undefined {
  const [from, to] = back ? [flow.to, flow.from] : [flow.from, flow.to];
  for (const session of sessions) {
    for (const rule of [...session.rules].sort((a, b) => a.priority - b.priority)) {
      const { matches, unknownEnd } = comparison(rule, packet, [from, to]);
      if (matches) return { session, rule, ...(unknownEnd === undefined ? {} : { unknownEnd }) };
    }
  }
  return undefined;
}

/** Whether a rule matches, or would if an address that is not known yet were in its block: then with that end. */
function comparison(
  rule: MirrorRule,
  packet: Flow,
  [from, to]: readonly [string, string],
): { readonly matches: boolean; readonly unknownEnd?: string } {
  const isUnknown = (address: string): boolean => address !== '' && !ipaddr.isValid(address);
  const [source, destination] = [rule.source, rule.destination];
  const supposed = {
    ...packet,
    ...(isUnknown(packet.source) && source !== undefined ? { source: source.first } : {}),
    ...(isUnknown(packet.destination) && destination !== undefined ? { destination: destination.first } : {}),
  };
  if (!rule.matches(supposed)) return { matches: false };
  if (isUnknown(packet.source) && (source?.prefix ?? 0) > 0) return { matches: true, unknownEnd: from };
  if (isUnknown(packet.destination) && (destination?.prefix ?? 0) > 0) return { matches: true, unknownEnd: to };
  return { matches: true };
}

function reasonOf(session: ModelSession, verdict: Verdict | undefined): Reason | undefined {
  if (verdict === undefined) return { kind: 'unmatched' };
  const { session: by, rule, unknownEnd } = verdict;
  // Sessions before the deciding one were asked, those behind it are not.
  if (session !== by) return session.priority < by.priority ? { kind: 'unmatched' } : { kind: 'taken', by, rule };
  if (unknownEnd !== undefined) return { kind: 'unknown-address', end: unknownEnd, rule };
  return rule.action === 'accept' ? undefined : { kind: 'rejected', rule };
}

/** What is copied is the same: that one port is rejected, and another matches no rule, is of no consequence. */
function sameVerdict(one: Verdict | undefined, other: Verdict | undefined): boolean {
  const copying = (verdict: Verdict | undefined): ModelSession | undefined =>
    verdict?.rule.action === 'accept' ? verdict.session : undefined;
  return copying(one) === copying(other) && one?.unknownEnd === other?.unknownEnd;
}

function ends(sourcePort: number, destinationPort: number): Pick<Flow, 'sourcePort' | 'destinationPort'> {
  return { sourcePort, destinationPort };
}
