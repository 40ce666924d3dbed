import { type TopologyInterface, type TopologySecurityGroup, type TopologySecurityGroupRule } from './topology';

/**
 * Security groups as an nftables ruleset of the bridge family, at the fabric's end of each server's port, where the
 * guest's root can neither see nor change them.
 *
 * The kernel's connection tracking for bridges is missing in common kernels, and br_netfilter would change the host's
 * own bridges. So each port has its own state in sets with timeouts: flows that it opened, flows that it accepted.
 * That is also how the cloud sees it, where both ends of a connection are checked on their own.
 *
 * Rules changed live do what the cloud's do (VPC FAQ "Does a New Security Group Rule … Take Effect Immediately for
 * Existing Connections?"): inbound rules hold for connections that exist already, outbound rules for new ones.
 */
export interface PortRules {
  /** The fabric's end of the port, such as `p3`. */
  readonly device: string;
  readonly port: TopologyInterface;
  /** The port's groups, in the order in which they were associated; that the first goes first is an assumption. */
  readonly groups: readonly TopologySecurityGroup[];
}

/** Addresses of all members of a group, whichever VPC they are in. */
export interface GroupMembers {
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
}

type Direction = 'ingress' | 'egress';

const TABLE = 'bridge sg';

/** An idle connection is forgotten after this; nc and ssh sessions of a lab are shorter. */
const FLOW_TIMEOUT = '1h';
/** State of what has no ports (ICMP, fragments, other protocols) is by pair of addresses, and short. */
const PAIR_TIMEOUT = '1m';

const ND =
  'nd-router-solicit, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert, mld-listener-report, mld2-listener-report';
const ICMP_ERRORS = 'destination-unreachable, time-exceeded, parameter-problem';

/** The whole of one VPC's table. State in sets survives loading it again. */
export function tableRuleset(ports: readonly PortRules[], members: ReadonlyMap<string, GroupMembers>): string {
  const vmap = (chain: string): string =>
    ports.length === 0
      ? 'drop'
      : `vmap { ${ports.map(({ device }) => `"${device}" : jump ${chain}-${device}`).join(', ')} }`;
  return [
    `add table ${TABLE}`,
    `flush table ${TABLE}`,
    `table ${TABLE} {`,
    ...ports.flatMap(({ device }) => stateSets(device)),
    ...ports.flatMap((rules) => [...egressChain(rules, members), ...ingressChain(rules, members)]),
    '  chain prerouting {',
    '    type filter hook prerouting priority 0; policy drop;',
    ports.length === 0 ? '' : `    iifname ${vmap('from')}`,
    '  }',
    '  chain postrouting {',
    '    type filter hook postrouting priority 0; policy drop;',
    // What a guest sends to its router leaves the bridge upwards and passes no port; all else passes a port's chain.
    ports.length === 0 ? '' : `    oifname ${vmap('to')}`,
    '  }',
    '}',
    '',
  ].join('\n');
}

/** Forgets what a port accepted, as the cloud does when its inbound rules change. */
export function forgetAccepted(device: string): string {
  return ['in4', 'in6', 'inpair4', 'inpair6'].map((set) => `flush set ${TABLE} ${set}-${device}\n`).join('');
}

/** Removes what belongs to a port that is no longer in the table. */
export function removePort(device: string): string {
  const sets = ['in4', 'in6', 'inpair4', 'inpair6', 'out4', 'out6', 'outpair4', 'outpair6'];
  const chains = ['from', 'to', 'new-from', 'new-to', 'allow-from', 'allow-to'];
  return [
    ...chains.map((chain) => `flush chain ${TABLE} ${chain}-${device}\n`),
    ...chains.map((chain) => `delete chain ${TABLE} ${chain}-${device}\n`),
    ...sets.map((set) => `delete set ${TABLE} ${set}-${device}\n`),
  ].join('');
}

/** The rules of one direction as text; when it changes, the port's rules have changed. */
export function ruleLines(
  { device, groups }: PortRules,
  direction: Direction,
  members: ReadonlyMap<string, GroupMembers>,
): readonly string[] {
  return groups.flatMap((group) =>
    group.rules
      .filter((rule) => rule.direction === direction)
      .sort(byPrecedence)
      .flatMap((rule) => matches(rule, members).map((match) => ({ match, action: rule.action })))
      .map(({ match, action }) => `${match} ${action === 'deny' ? 'drop' : `goto allow-${side(direction)}-${device}`}`),
  );
}

/** Smaller priority first; deny before allow within one. */
function byPrecedence(a: TopologySecurityGroupRule, b: TopologySecurityGroupRule): number {
  return a.priority - b.priority || Number(a.action === 'allow') - Number(b.action === 'allow');
}

function side(direction: Direction): 'from' | 'to' {
  return direction === 'egress' ? 'from' : 'to';
}

function matches(rule: TopologySecurityGroupRule, members: ReadonlyMap<string, GroupMembers>): readonly string[] {
  const v4 = rule.ethertype === 'IPv4';
  const remote = remoteMatch(rule, members);
  if (remote === undefined) return [];
  const parts = [v4 ? 'ether type ip' : 'ether type ip6', remote];
  const protocol = rule.protocol?.toLowerCase();
  if (protocol !== undefined && protocol !== 'all' && protocol !== 'any') {
    const name = protocol === 'icmp' && !v4 ? 'icmpv6' : protocol;
    parts.push(`meta l4proto ${name === 'icmpv6' ? 'ipv6-icmp' : name}`);
    if (rule.ports !== undefined && rule.ports.length > 0) {
      if (name === 'icmp' || name === 'icmpv6') return rule.ports.map((p) => [...parts, icmpMatch(name, p)].join(' '));
      const ranges = rule.ports.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
      parts.push(`th dport { ${ranges.join(', ')} }`);
    }
  }
  return [parts.filter((part) => part !== '').join(' ')];
}

/** As in the API, where an ICMP rule's port_range_min is a type and its port_range_max a code. */
function icmpMatch(name: string, { from, to }: { readonly from: number; readonly to: number }): string {
  return `${name} type ${from} ${name} code ${to}`;
}

/** Undefined when nobody can match: a remote group without members. */
function remoteMatch(rule: TopologySecurityGroupRule, members: ReadonlyMap<string, GroupMembers>): string | undefined {
  const v4 = rule.ethertype === 'IPv4';
  const field = `${v4 ? 'ip' : 'ip6'} ${rule.direction === 'ingress' ? 'saddr' : 'daddr'}`;
  if (rule.remoteGroupId !== undefined) {
    const group = members.get(rule.remoteGroupId);
    const addresses = (v4 ? group?.ipv4 : group?.ipv6) ?? [];
    return addresses.length === 0 ? undefined : `${field} { ${[...addresses].sort().join(', ')} }`;
  }
  return rule.remoteCidr === undefined || rule.remoteCidr.endsWith('/0') ? '' : `${field} ${rule.remoteCidr}`;
}

const FAMILIES = [
  { version: 4, ip: 'ip', fragment: 'ip frag-off & 0x1fff != 0' },
  { version: 6, ip: 'ip6', fragment: 'frag frag-off != 0' },
] as const;

function stateSets(device: string): readonly string[] {
  return FAMILIES.flatMap(({ version, ip }) =>
    ['in', 'out'].flatMap((way) => [
      `  set ${way}${version}-${device} { typeof ${ip} saddr . th sport . ${ip} daddr . th dport . meta l4proto; ` +
        `flags dynamic,timeout; timeout ${FLOW_TIMEOUT}; size 65535; }`,
      `  set ${way}pair${version}-${device} { typeof ${ip} saddr . ${ip} daddr . meta l4proto; ` +
        `flags dynamic,timeout; timeout ${PAIR_TIMEOUT}; size 65535; }`,
    ]),
  );
}

/** What a packet is called in the state of the flow that it opens, or, reversed, of the flow that it answers. */
function flowKey(ip: string, reversed: boolean): string {
  const [from, to] = reversed ? ['d', 's'] : ['s', 'd'];
  return `${ip} ${from}addr . th ${from}port . ${ip} ${to}addr . th ${to}port . meta l4proto`;
}

function pairKey(ip: string, reversed: boolean): string {
  const [from, to] = reversed ? ['d', 's'] : ['s', 'd'];
  return `${ip} ${from}addr . ${ip} ${to}addr . meta l4proto`;
}

/** Remembers the flow of an allowed packet in the port's state, then lets it through. */
function allowChain(way: 'in' | 'out', name: string, device: string): readonly string[] {
  return [
    `  chain allow-${name}-${device} {`,
    ...FAMILIES.flatMap(({ version, ip }) => [
      `    meta l4proto { tcp, udp } update @${way}${version}-${device} { ${flowKey(ip, false)} }`,
      `    update @${way}pair${version}-${device} { ${pairKey(ip, false)} }`,
    ]),
    '    accept',
    '  }',
  ];
}

/** Lets through what belongs to a flow in `way`'s state: packets of its opener, or with `reversed` the answers. */
function known(way: 'in' | 'out', device: string, reversed: boolean): readonly string[] {
  return FAMILIES.flatMap(({ version, ip, fragment }) => {
    const flows = `@${way}${version}-${device}`;
    const pairs = `@${way}pair${version}-${device}`;
    const request = ip === 'ip' ? 'icmp type echo-request' : 'icmpv6 type echo-request';
    return [
      `    ${flowKey(ip, reversed)} ${flows} update ${flows} { ${flowKey(ip, reversed)} } ` +
        `update ${pairs} { ${pairKey(ip, reversed)} } accept`,
      // Later fragments have no ports; the first one was let through by what it said.
      `    ${fragment} ${pairKey(ip, reversed)} ${pairs} accept`,
      ...(reversed ? [`    ${request} goto new-${way === 'in' ? 'from' : 'to'}-${device}`] : []),
      `    meta l4proto != { tcp, udp } ${pairKey(ip, reversed)} ${pairs} accept`,
    ];
  });
}

function egressChain(rules: PortRules, members: ReadonlyMap<string, GroupMembers>): readonly string[] {
  const { device, port } = rules;
  const ipv6 = ['fe80::/10', '::', ...(port.ipv6 === undefined ? [] : [port.ipv6])];
  return [
    ...allowChain('out', 'from', device),
    `  chain new-from-${device} {`,
    ...ruleLines(rules, 'egress', members).map((line) => `    ${line}`),
    '    drop',
    '  }',
    `  chain from-${device} {`,
    // Nobody sends in another's name.
    `    ether saddr != ${port.mac} drop`,
    `    ether type arp arp saddr ip { 0.0.0.0, ${port.ipv4} } accept`,
    `    ether type ip ip saddr != ${port.ipv4} drop`,
    `    ether type ip6 ip6 saddr != { ${ipv6.join(', ')} } drop`,
    '    ether type != { ip, ip6 } drop',
    `    icmpv6 type { ${ND} } accept`,
    `    icmp type { ${ICMP_ERRORS} } accept`,
    `    icmpv6 type { ${ICMP_ERRORS}, packet-too-big } accept`,
    ...known('out', device, false),
    ...known('in', device, true),
    `    goto new-from-${device}`,
    '  }',
  ];
}

function ingressChain(rules: PortRules, members: ReadonlyMap<string, GroupMembers>): readonly string[] {
  const { device } = rules;
  return [
    ...allowChain('in', 'to', device),
    `  chain new-to-${device} {`,
    ...FAMILIES.map(
      ({ version, ip, fragment }) => `    ${fragment} ${pairKey(ip, false)} @inpair${version}-${device} accept`,
    ),
    ...ruleLines(rules, 'ingress', members).map((line) => `    ${line}`),
    '    drop',
    '  }',
    `  chain to-${device} {`,
    '    ether type arp accept',
    '    ether type != { ip, ip6 } drop',
    `    icmpv6 type { ${ND} } accept`,
    `    icmp type { ${ICMP_ERRORS} } accept`,
    `    icmpv6 type { ${ICMP_ERRORS}, packet-too-big } accept`,
    ...known('out', device, true),
    `    goto new-to-${device}`,
    '  }',
  ];
}
