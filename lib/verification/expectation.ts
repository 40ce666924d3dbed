import { decidingRule, isMirrored, type Flow, type MirrorRule } from '../mirror/mirror-rule';
import { type MirrorSettings, type Settings } from '../settings/settings';

/** Bytes before the TCP payload in a packet with the usual options: Ethernet 14, IPv4 20, TCP 20 and time stamps 12. */
const HEADERS = 66;
/** The nonce and the two characters of its mark. */
export const NONCE_LENGTH = 10;
const MARKED_NONCE = NONCE_LENGTH + 2;

/** Longer than any packet length in one packet, so that its copy must have been cut. */
export const LONG_TEXT = 1600;

/** What the verification sends, and what the settings say must become of it. */
export interface Expectation {
  /** TCP from ECS-test to the listening port of ECS-source: must be mirrored. */
  readonly positive: Flow;
  /** What must not be mirrored, by the letter of its mark. A control that the rules do accept is left out. */
  readonly controls: readonly Control[];
  /** True if the rules accept the positive flow and nothing else, so that any other packet is one too many. */
  readonly onlyThisFlow: boolean;
  /** Why the verification is bound to fail with these settings, or undefined; `parseSettings` refuses such settings. */
  readonly obstacle?: string;
}

interface Control {
  readonly mark: 't' | 'u' | 'r';
  readonly flow: Flow;
}

/** From which the kernel takes a client's port: Linux, ip_local_port_range. */
const CLIENT_PORTS = { from: 32768, to: 60999 };

export function expectationOf(settings: Settings): Expectation {
  const { servers, listeningPort, verification, mirror } = settings;
  const clientPorts = decidingClientPorts(mirror.rules);
  const positive: Flow = {
    direction: 'ingress',
    ethertype: 'IPv4',
    protocol: 'tcp',
    source: servers.test.privateIp,
    sourcePort: CLIENT_PORTS.from,
    destination: servers.source.privateIp,
    destinationPort: listeningPort,
  };
  const candidates: Control[] = [
    { mark: 't', flow: { ...positive, destinationPort: verification.controlPort } },
    { mark: 'u', flow: { ...positive, protocol: 'udp' } },
    { mark: 'r', flow: reversed(positive) },
  ];
  const outcomes = clientPorts.map((port) => isMirrored(mirror.rules, fromClientPort(positive, port)));
  const obstacle = new Set(outcomes).size > 1 ? clientPortObstacle(servers.test.name) : obstacleOf(mirror, positive);
  return {
    positive,
    controls: candidates.filter(({ flow }) =>
      clientPorts.every((port) => !isMirrored(mirror.rules, fromClientPort(flow, port))),
    ),
    onlyThisFlow: mirror.rules.filter(({ action }) => action === 'accept').every((rule) => isOnly(rule, positive)),
    ...(obstacle === undefined ? {} : { obstacle }),
  };
}

/** What to look at when nothing was mirrored, most likely first, in the user's own names. */
export function likelyCause({ mirror, servers }: Settings): string {
  return (
    `is mirror session ${mirror.sessionName} still enabled, with ${mirror.filterName} as its filter, ` +
    `${servers.source.name} as its source and ${servers.target.name} as its target, and can a ${servers.source.flavor} be a mirror source in this region`
  );
}

function obstacleOf(mirror: MirrorSettings, flow: Flow): string | undefined {
  if (!mirror.enabled) return `mirror session ${mirror.sessionName} is disabled (mirrorSession.enabled is false)`;
  const wanted = `TCP from ${flow.source} to ${flow.destination}:${String(flow.destinationPort)}`;
  const rule = decidingRule(mirror.rules, flow);
  if (rule === undefined) {
    const rules = mirror.rules.map((other) => `"${other.toString()}"${missReason(other, flow)}`).join(', ');
    return `no rule of mirror filter ${mirror.filterName} accepts ${wanted}: ${rules}`;
  }
  if (rule.action === 'reject') {
    return `rule "${rule.toString()}" of mirror filter ${mirror.filterName} rejects ${wanted}`;
  }
  if (mirror.packetLength < HEADERS + MARKED_NONCE) {
    return `mirrorSession.packetLength must be at least ${HEADERS + MARKED_NONCE} for the nonce to be read, is ${mirror.packetLength}`;
  }
  return undefined;
}

/** The first thing about a rule that keeps it from matching. */
function missReason(rule: MirrorRule, flow: Flow): string {
  if (rule.direction !== flow.direction) return ` is for ${rule.direction} traffic`;
  if (rule.ethertype !== flow.ethertype) return ` is for ${rule.ethertype}`;
  if (rule.protocol !== 'all' && rule.protocol !== flow.protocol) return ` is for protocol ${rule.protocol}`;
  if (rule.source?.contains(flow.source) === false) return ` is for another source`;
  if (rule.destination?.contains(flow.destination) === false) return ` is for another destination`;
  return ' is for another port';
}

function reversed(flow: Flow): Flow {
  const { source, sourcePort, destination, destinationPort, ...rest } = flow;
  return {
    ...rest,
    direction: 'egress',
    source: destination,
    destination: source,
    ...(destinationPort === undefined ? {} : { sourcePort: destinationPort }),
    ...(sourcePort === undefined ? {} : { destinationPort: sourcePort }),
  };
}

/** Client ports of which one stands for each part of the range that the rules tell apart. */
function decidingClientPorts(rules: readonly MirrorRule[]): number[] {
  const edges = rules.flatMap(({ sourcePorts, destinationPorts }) =>
    [sourcePorts, destinationPorts].flatMap((ports) => (ports === undefined ? [] : [ports.from, ports.to + 1])),
  );
  return [CLIENT_PORTS.from, ...edges.filter((port) => port > CLIENT_PORTS.from && port <= CLIENT_PORTS.to)];
}

function clientPortObstacle(sender: string): string {
  return (
    `whether a packet is mirrored depends on the port from which ${sender} sends, which is any of ` +
    `${CLIENT_PORTS.from} to ${CLIENT_PORTS.to}: the source ports of a rule must have all of them among them, or none`
  );
}

/** The flow, with another port of ECS-test: its own port when it sends, the other side's when it is answered. */
function fromClientPort(flow: Flow, port: number): Flow {
  return flow.direction === 'ingress' ? { ...flow, sourcePort: port } : { ...flow, destinationPort: port };
}

function isOnly(rule: MirrorRule, flow: Flow): boolean {
  return (
    rule.direction === flow.direction &&
    rule.protocol === flow.protocol &&
    rule.source?.toString() === `${flow.source}/32` &&
    rule.destination?.toString() === `${flow.destination}/32` &&
    rule.destinationPorts?.from === flow.destinationPort &&
    rule.destinationPorts?.to === flow.destinationPort
  );
}
