import { cidrContains, parseCidr, type Cidr } from '../../addresses/cidr';
import { type Flow } from '../packet/flow';
import { IpProtocol } from '../packet/ipv4';
import { type TopologyMirrorRule } from '../../topology/topology';

/** As the source's network interface sees it: ingress = received by the server, egress = sent by it. */
export type Direction = TopologyMirrorRule['direction'];

/** The rules of one session for one direction, ready to decide; see {@link compileRules}. */
export interface RuleSet {
  /** Whether any frame can be accepted at all; if not, nothing has to be captured. */
  readonly canAccept: boolean;
  /** What the first rule that matches says; undefined when none does, and the source's next session is asked. */
  decide(flow: Flow): TopologyMirrorRule['action'] | undefined;
}

/**
 * Orders the rules of one direction by priority (1 to 65535, smaller first, equal ones as given). The first rule that
 * matches decides: `accept` to mirror, `reject` not to, both for good (see `copyingSession`).
 *
 * - A port range matches only what has ports in the frame: TCP, UDP, and of a fragmented packet the first fragment.
 *   Later fragments hold no ports, so such a rule neither accepts nor rejects them, and a rule without port ranges
 *   decides. Guessing either way would mirror, or hide, what the rule did not name. The product's documentation does
 *   not say what the cloud does with fragments.
 * - `icmp` is protocol 1 and `icmpv6` is protocol 58, whatever the ethertype of the rule. Port ranges that are given with
 *   either mean nothing.
 *
 * Throws when a CIDR is no block or not of the rule's ethertype, or a range runs backwards.
 */
export function compileRules(rules: readonly TopologyMirrorRule[], direction: Direction): RuleSet {
  const matchers = rules
    .filter((rule) => rule.direction === direction)
    .sort((one, other) => one.priority - other.priority)
    .map(compileRule);
  return {
    canAccept: matchers.some(({ action }) => action === 'accept'),
    decide: (flow) => matchers.find((matcher) => matcher.matches(flow))?.action,
  };
}

interface Matcher {
  readonly action: TopologyMirrorRule['action'];
  matches(flow: Flow): boolean;
}

function compileRule(rule: TopologyMirrorRule): Matcher {
  const version = rule.ethertype === 'IPv4' ? 4 : 6;
  const protocol = protocolNumber(rule.protocol);
  const source = compileCidr(rule, 'source', rule.sourceCidr);
  const destination = compileCidr(rule, 'destination', rule.destinationCidr);
  checkRange(rule, 'source', rule.sourcePorts);
  checkRange(rule, 'destination', rule.destinationPorts);
  const { sourcePorts, destinationPorts } = isIcmp(rule) ? {} : rule;
  return {
    action: rule.action,
    matches: (flow) =>
      flow.version === version &&
      (protocol === undefined || flow.protocol === protocol) &&
      (source === undefined || cidrContains(source, flow.source)) &&
      (destination === undefined || cidrContains(destination, flow.destination)) &&
      inRange(sourcePorts, flow.ports?.source) &&
      inRange(destinationPorts, flow.ports?.destination),
  };
}

function protocolNumber(name: TopologyMirrorRule['protocol']): number | undefined {
  switch (name) {
    case 'tcp':
      return IpProtocol.TCP;
    case 'udp':
      return IpProtocol.UDP;
    case 'icmp':
      return IpProtocol.ICMP;
    case 'icmpv6':
      return IpProtocol.ICMPV6;
    case 'all':
      return undefined;
  }
}

const isIcmp = ({ protocol }: TopologyMirrorRule): boolean => protocol === 'icmp' || protocol === 'icmpv6';

type PortRange = NonNullable<TopologyMirrorRule['sourcePorts']>;

function inRange(range: PortRange | undefined, port: number | undefined): boolean {
  if (range === undefined) return true;
  return port !== undefined && port >= range.from && port <= range.to;
}

function compileCidr(rule: TopologyMirrorRule, side: string, text: string | undefined): Cidr | undefined {
  if (text === undefined) return undefined;
  const cidr = parseCidr(text);
  if (cidr.version !== (rule.ethertype === 'IPv4' ? 4 : 6)) {
    throw new Error(`${side} CIDR of an ${rule.ethertype} mirror rule must be ${rule.ethertype}, got: ${text}`);
  }
  return cidr;
}

function checkRange(rule: TopologyMirrorRule, side: string, range: PortRange | undefined): void {
  if (range === undefined || (range.from >= 1 && range.from <= range.to && range.to <= 65535)) return;
  const got = `${range.from}-${range.to}`;
  throw new RangeError(
    `${side} ports of a mirror rule must be FROM-TO between 1 and 65535, got: ${got} (priority ${rule.priority})`,
  );
}
