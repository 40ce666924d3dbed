import {
  type TopologyInterface,
  type TopologySecurityGroup,
  type TopologySecurityGroupRule,
} from '../topology/topology';

/** A port and whose rules hold for it. */
export interface PortRules {
  /** The fabric's end of the port, such as `p3`. */
  readonly device: string;
  readonly port: TopologyInterface;
  /** The port's groups, in the order in which they were associated; that the first goes first is an assumption. */
  readonly groups: readonly TopologySecurityGroup[];
}

/** Addresses of the members of a group that are in one VPC. Those in other VPCs, peered or not, are matched by CIDR alone. */
export interface GroupMembers {
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
}

/**
 * What a rule decides: the packets that open something in its direction or, with `answers`, the server's packets that
 * belong to what an inbound rule let in.
 */
type Decides = 'ingress' | 'egress' | 'answers';

/** Of which rules, which side of a packet their remote end and their ports are, and where an allowed one goes. */
const CHAINS = {
  ingress: { direction: 'ingress', remote: 'saddr', port: 'dport', allow: 'allow-to' },
  egress: { direction: 'egress', remote: 'daddr', port: 'dport', allow: 'allow-from' },
  answers: { direction: 'ingress', remote: 'daddr', port: 'sport', allow: 'allow-answer' },
} as const;

/** The rules of one chain as text; when it changes, the port's rules have changed. */
export function ruleLines(
  { device, groups }: PortRules,
  decides: Decides,
  members: ReadonlyMap<string, GroupMembers>,
): readonly string[] {
  const { direction, allow } = CHAINS[decides];
  return groups.flatMap((group) =>
    group.rules
      .filter((rule) => rule.direction === direction)
      .sort(byPrecedence)
      .flatMap((rule) => {
        const match = matchOf(rule, decides, members);
        return match === undefined ? [] : [`${match} ${rule.action === 'deny' ? 'drop' : `goto ${allow}-${device}`}`];
      }),
  );
}

/** Smaller priority first; deny before allow within one. */
function byPrecedence(a: TopologySecurityGroupRule, b: TopologySecurityGroupRule): number {
  return a.priority - b.priority || Number(a.action === 'allow') - Number(b.action === 'allow');
}

/** Undefined when nobody can match: a remote group or an address group of nobody. */
function matchOf(
  rule: TopologySecurityGroupRule,
  decides: Decides,
  members: ReadonlyMap<string, GroupMembers>,
): string | undefined {
  const v4 = rule.ethertype === 'IPv4';
  const { remote: side, port } = CHAINS[decides];
  const remote = remoteMatch(rule, `${v4 ? 'ip' : 'ip6'} ${side}`, members);
  if (remote === undefined) return undefined;
  const parts = [v4 ? 'ether type ip' : 'ether type ip6', remote];
  if (rule.protocol !== undefined) parts.push(`meta l4proto ${protocolName(rule.protocol, v4)}`);
  if (rule.ports !== undefined) {
    const ranges = rule.ports.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
    parts.push(`th ${port} { ${ranges.join(', ')} }`);
  }
  return parts.filter((part) => part !== '').join(' ');
}

/** As nftables calls it; a rule for IPv6 says `icmp` or `icmpv6`. */
function protocolName(protocol: string, v4: boolean): string {
  return !v4 && (protocol === 'icmp' || protocol === 'icmpv6') ? 'ipv6-icmp' : protocol;
}

/** Empty for anywhere; undefined when nobody can match. */
function remoteMatch(
  rule: TopologySecurityGroupRule,
  field: string,
  members: ReadonlyMap<string, GroupMembers>,
): string | undefined {
  if (rule.remoteGroupId !== undefined) {
    const group = members.get(rule.remoteGroupId);
    const addresses = (rule.ethertype === 'IPv4' ? group?.ipv4 : group?.ipv6) ?? [];
    return addresses.length === 0 ? undefined : `${field} { ${[...addresses].sort().join(', ')} }`;
  }
  if (rule.remoteRanges !== undefined) {
    return rule.remoteRanges.length === 0 ? undefined : `${field} { ${rule.remoteRanges.join(', ')} }`;
  }
  return rule.remoteCidr === undefined || rule.remoteCidr.endsWith('/0') ? '' : `${field} ${rule.remoteCidr}`;
}
