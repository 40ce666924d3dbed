import { checkCidr, Cidr } from '../values/cidr';
import { throwProblems, type Problem } from '../values/input-error';
import { FILTER_RULE_PRIORITY } from '../values/limits';
import { checkDescription, checkOneOf } from '../values/text';
import { checkInteger } from '../values/whole-number';
import { checkPortRange, PortRange } from '../values/port-range';
import { shown } from '../values/shown';

export const DIRECTIONS = ['ingress', 'egress'] as const;
export const PROTOCOLS = ['tcp', 'udp', 'icmp', 'icmpv6', 'all'] as const;
export const ETHERTYPES = ['IPv4', 'IPv6'] as const;
export type Direction = (typeof DIRECTIONS)[number];
export type MirrorProtocol = (typeof PROTOCOLS)[number];
export type Ethertype = (typeof ETHERTYPES)[number];

export interface MirrorRuleProps {
  /** `ingress`: packets that the mirror source receives; `egress`: packets that it sends. */
  readonly direction: Direction;
  /** 1 to 65535, smaller first, unique within a filter's direction. */
  readonly priority: number;
  /** @default "all" */
  readonly protocol?: MirrorProtocol;
  /** @default "IPv4" */
  readonly ethertype?: Ethertype;
  /** CIDR block of the sender. @default - any */
  readonly source?: string;
  /** CIDR block of the receiver. @default - any */
  readonly destination?: string;
  /** One port or a range such as "80-200"; with tcp and udp only. @default - all */
  readonly sourcePorts?: string | number;
  /** One port or a range such as "80-200"; with tcp and udp only. @default - all */
  readonly destinationPorts?: string | number;
  /** At most 255 characters, no angle brackets. */
  readonly description?: string;
}

/** What a rule looks at in a packet. Ports are absent where the protocol has none. */
export interface Flow {
  readonly direction: Direction;
  readonly ethertype: Ethertype;
  readonly protocol: Exclude<MirrorProtocol, 'all'>;
  readonly source: string;
  readonly destination: string;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
}

/**
 * A rule of a mirror filter. An accepted packet is mirrored, a rejected one is not; the first rule that matches
 * decides, in order of priority.
 */
export class MirrorRule {
  readonly direction: Direction;
  readonly priority: number;
  readonly protocol: MirrorProtocol;
  readonly ethertype: Ethertype;
  readonly source?: Cidr;
  readonly destination?: Cidr;
  readonly sourcePorts?: PortRange;
  readonly destinationPorts?: PortRange;
  readonly description?: string;

  /** @throws InputError with a line for each prop that is out of its range */
  static accept(props: MirrorRuleProps): MirrorRule {
    return new MirrorRule('accept', props);
  }

  /** @throws InputError as `accept` */
  static reject(props: MirrorRuleProps): MirrorRule {
    return new MirrorRule('reject', props);
  }

  private constructor(
    readonly action: 'accept' | 'reject',
    props: MirrorRuleProps,
  ) {
    this.direction = props.direction;
    this.priority = props.priority;
    this.protocol = props.protocol ?? 'all';
    this.ethertype = props.ethertype ?? 'IPv4';
    if (props.description !== undefined) this.description = props.description;
    const { source, destination, sourcePorts, destinationPorts } = props;
    // A word that is wrong is told of once, under its own name; what it would mean for the rest nobody knows.
    const isDirection = checkOneOf(this.direction, DIRECTIONS) === undefined;
    const subject = `${isDirection ? this.direction : shown(this.direction)} ${shown(this.priority)}`;
    throwProblems(`mirror filter rule (${subject})`, {
      direction: checkOneOf(this.direction, DIRECTIONS),
      priority: checkInteger(this.priority, FILTER_RULE_PRIORITY),
      protocol: checkOneOf(this.protocol, PROTOCOLS) ?? this.checkProtocol(),
      ethertype: checkOneOf(this.ethertype, ETHERTYPES),
      source: this.checkBlock(source),
      destination: this.checkBlock(destination),
      sourcePorts: this.checkPorts(sourcePorts),
      destinationPorts: this.checkPorts(destinationPorts),
      description: props.description === undefined ? undefined : checkDescription(props.description),
    });
    if (source !== undefined) this.source = Cidr.parse(source);
    if (destination !== undefined) this.destination = Cidr.parse(destination);
    if (sourcePorts !== undefined) this.sourcePorts = PortRange.parse(sourcePorts);
    if (destinationPorts !== undefined) this.destinationPorts = PortRange.parse(destinationPorts);
  }

  matches(flow: Flow): boolean {
    return (
      flow.direction === this.direction &&
      flow.ethertype === this.ethertype &&
      (this.protocol === 'all' || this.protocol === flow.protocol) &&
      (this.source?.contains(flow.source) ?? true) &&
      (this.destination?.contains(flow.destination) ?? true) &&
      inRange(this.sourcePorts, flow.sourcePort) &&
      inRange(this.destinationPorts, flow.destinationPort)
    );
  }

  /** True if every packet that `other` matches is matched by this rule too. */
  covers(other: MirrorRule): boolean {
    return (
      this.direction === other.direction &&
      this.ethertype === other.ethertype &&
      (this.protocol === 'all' || this.protocol === other.protocol) &&
      blockCovers(this.source, other.source) &&
      blockCovers(this.destination, other.destination) &&
      rangeCovers(this.sourcePorts, other.sourcePorts) &&
      rangeCovers(this.destinationPorts, other.destinationPorts)
    );
  }

  /** Such as `ingress 1: accept tcp 192.168.0.161/32 -> 192.168.0.230/32:1234-1234`. */
  toString(): string {
    const end = (block?: Cidr, ports?: PortRange): string =>
      `${block?.toString() ?? 'any'}${ports === undefined ? '' : `:${ports.toMirrorFormat()}`}`;
    const protocol = this.ethertype === 'IPv6' ? `${this.protocol} (IPv6)` : this.protocol;
    return (
      `${this.direction} ${this.priority}: ${this.action} ${protocol} ` +
      `${end(this.source, this.sourcePorts)} -> ${end(this.destination, this.destinationPorts)}`
    );
  }

  private checkBlock(text: string | undefined): Problem {
    if (text === undefined) return undefined;
    const problem = checkCidr(text);
    if (problem !== undefined || Cidr.parse(text).ethertype === this.ethertype) return problem;
    if (checkOneOf(this.ethertype, ETHERTYPES) !== undefined) return undefined;
    return `must be an ${this.ethertype} block, as the rule's ethertype says, got: ${shown(text)}`;
  }

  private checkProtocol(): Problem {
    const wanted = { icmp: 'IPv4', icmpv6: 'IPv6' }[this.protocol as string];
    if (wanted === undefined || wanted === this.ethertype) return undefined;
    if (checkOneOf(this.ethertype, ETHERTYPES) !== undefined) return undefined;
    return `${this.protocol} goes with ethertype ${wanted} only, got: ${this.ethertype}`;
  }

  private checkPorts(ports: string | number | undefined): Problem {
    if (ports === undefined) return undefined;
    if (this.protocol === 'tcp' || this.protocol === 'udp') return checkPortRange(ports);
    if (checkOneOf(this.protocol, PROTOCOLS) !== undefined) return undefined;
    return `can be set with protocol tcp or udp only, got: protocol ${this.protocol}`;
  }
}

/** The rule that decides about a packet, or undefined: no rule matches, and the packet is not mirrored. */
export function decidingRule(rules: readonly MirrorRule[], flow: Flow): MirrorRule | undefined {
  return [...rules].sort((a, b) => a.priority - b.priority).find((rule) => rule.matches(flow));
}

/** Whether the product would mirror a packet under `rules`. */
export function isMirrored(rules: readonly MirrorRule[], flow: Flow): boolean {
  return decidingRule(rules, flow)?.action === 'accept';
}

function inRange(range: PortRange | undefined, port: number | undefined): boolean {
  return range === undefined || (port !== undefined && range.contains(port));
}

function blockCovers(outer: Cidr | undefined, inner: Cidr | undefined): boolean {
  return outer === undefined || outer.prefix === 0 || (inner !== undefined && outer.covers(inner));
}

function rangeCovers(outer: PortRange | undefined, inner: PortRange | undefined): boolean {
  return outer === undefined || outer.isAll || (inner !== undefined && outer.covers(inner));
}
