import { ruleLines, type GroupMembers, type PortRules } from './security-group-rules';

const TABLE = 'bridge sg';

/** An idle connection is forgotten after this; nc and ssh sessions of a lab are shorter. */
const FLOW_TIMEOUT = '1h';
/** State of what has no ports (ICMP, other protocols) is by pair of addresses, and short. */
const PAIR_TIMEOUT = '1m';
/** Later fragments follow their first at once; the kernel gives up putting them together after this. */
const FRAGMENT_TIMEOUT = '30s';

const ND =
  'nd-router-solicit, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert, mld-listener-report, mld2-listener-report';
const ICMP_ERRORS = 'destination-unreachable, time-exceeded, parameter-problem';

/**
 * Security groups as an nftables ruleset of the bridge family, at the fabric's end of each server's port, where the
 * guest's root can neither see nor change them.
 *
 * The kernel's connection tracking for bridges is missing in common kernels, and br_netfilter would change the host's
 * own bridges. So each port has its own state in sets with timeouts: flows that it opened, flows that it accepted.
 * That is also how the cloud sees it, where both ends of a connection are checked on their own.
 *
 * Rules changed live do what the cloud's do (VPC FAQ "Does a New Security Group Rule … Take Effect Immediately for
 * Existing Connections?"): inbound rules hold for connections that exist already, outbound rules for new ones. So what
 * a port accepted is remembered only as "opened from outside", and every packet of it, of either way, is decided by
 * the inbound rules as they are now. If it were forgotten with its rule, the server's next packet would look like the
 * first of a connection of its own, and let the other end back in.
 *
 * This is the whole of one VPC's table. State in sets survives loading it again.
 */
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

/** Forgets whose later fragments a port accepts: they have no ports that its changed inbound rules could decide by. */
export function forgetFragments(device: string): string {
  return FAMILIES.map(({ version }) => `flush set ${TABLE} infrag${version}-${device}\n`).join('');
}

/** Removes what belongs to a port that is no longer in the table. */
export function removePort(device: string): string {
  const sets = FAMILIES.flatMap(({ version }) =>
    (['in', 'out'] as const).flatMap((way) => [`${way}${version}`, `${way}pair${version}`, `${way}frag${version}`]),
  );
  const chains = ['from', 'to', 'new-from', 'new-to', 'answers', 'allow-from', 'allow-to', 'allow-answer', 'allow-own'];
  return [
    ...chains.map((chain) => `flush chain ${TABLE} ${chain}-${device}\n`),
    ...chains.map((chain) => `delete chain ${TABLE} ${chain}-${device}\n`),
    ...sets.map((set) => `delete set ${TABLE} ${set}-${device}\n`),
  ].join('');
}

const FAMILIES = [
  { version: 4, ip: 'ip', fragment: 'ip frag-off & 0x1fff != 0' },
  { version: 6, ip: 'ip6', fragment: 'frag frag-off != 0' },
] as const;

function stateSets(device: string): readonly string[] {
  return FAMILIES.flatMap(({ version, ip }) => {
    const pair = `${ip} saddr . ${ip} daddr . meta l4proto`;
    const set = (name: string, key: string, timeout: string): string =>
      `  set ${name}${version}-${device} { typeof ${key}; flags dynamic,timeout; timeout ${timeout}; size 65535; }`;
    return ['in', 'out'].flatMap((way) => [
      set(way, `${ip} saddr . th sport . ${ip} daddr . th dport . meta l4proto`, FLOW_TIMEOUT),
      set(`${way}pair`, pair, PAIR_TIMEOUT),
      set(`${way}frag`, pair, FRAGMENT_TIMEOUT),
    ]);
  });
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

/** Remembers the flow of an allowed packet, under the name of its opener's packets, then lets it through. */
function allowChain(name: string, way: 'in' | 'out', device: string, reversed = false): readonly string[] {
  return [
    `  chain ${name}-${device} {`,
    ...FAMILIES.flatMap(({ version, ip }) => [
      `    meta l4proto { tcp, udp } update @${way}${version}-${device} { ${flowKey(ip, reversed)} }`,
      `    meta l4proto != { tcp, udp } update @${way}pair${version}-${device} { ${pairKey(ip, reversed)} }`,
      `    update @${way}frag${version}-${device} { ${pairKey(ip, reversed)} }`,
    ]),
    '    accept',
    '  }',
  ];
}

/**
 * What belongs to a flow in `way`'s state, packets of its opener or with `reversed` the answers, goes to `then`. Later
 * fragments have no ports; they pass when their first one did.
 */
function known(way: 'in' | 'out', device: string, reversed: boolean, then: string): readonly string[] {
  return FAMILIES.flatMap(({ version, ip, fragment }) => {
    const pair = pairKey(ip, reversed);
    return [
      `    ${flowKey(ip, reversed)} @${way}${version}-${device} goto ${then}-${device}`,
      `    ${fragment} ${pair} @${way}frag${version}-${device} accept`,
      `    meta l4proto != { tcp, udp } ${pair} @${way}pair${version}-${device} goto ${then}-${device}`,
    ];
  });
}

/** What opens something new is no answer, whatever was open between the two before. */
function openers(chain: string, device: string): readonly string[] {
  return ['tcp flags & (syn | ack) == syn', 'icmp type echo-request', 'icmpv6 type echo-request'].map(
    (match) => `    ${match} goto ${chain}-${device}`,
  );
}

/** Nobody sends in another's name, but for what the port's address pairs allow. */
function ownNames({ ipv4, ipv6, alsoSendsAs = [] }: PortRules['port']): readonly string[] {
  const also = (version: 4 | 6) => alsoSendsAs.filter((block) => block.includes(':') === (version === 6));
  // Sets of blocks may not overlap: of several, the rules are tried one after the other.
  const drop = (match: string, own: string, blocks: readonly string[]) =>
    blocks.some((block) => block.endsWith('/0'))
      ? []
      : [
          `${match} != ${own} ${blocks.map((block) => `${match.split(' ').slice(-2).join(' ')} != ${block} `).join('')}drop`,
        ];
  const arp = also(4);
  return [
    ...['0.0.0.0', ipv4, ...arp].map((block) =>
      block.endsWith('/0') ? 'ether type arp accept' : `ether type arp arp saddr ip ${block} accept`,
    ),
    ...drop('ether type ip ip saddr', ipv4, also(4)),
    ...drop(
      'ether type ip6 ip6 saddr',
      `{ ${['fe80::/10', '::', ...(ipv6 === undefined ? [] : [ipv6])].join(', ')} }`,
      also(6),
    ),
  ];
}

function egressChain(rules: PortRules, members: ReadonlyMap<string, GroupMembers>): readonly string[] {
  const { device, port } = rules;
  return [
    ...allowChain('allow-from', 'out', device),
    ...allowChain('allow-answer', 'in', device, true),
    `  chain new-from-${device} {`,
    ...ruleLines(rules, 'egress', members).map((line) => `    ${line}`),
    '    drop',
    '  }',
    `  chain answers-${device} {`,
    ...ruleLines(rules, 'answers', members).map((line) => `    ${line}`),
    '    drop',
    '  }',
    `  chain from-${device} {`,
    `    ether saddr != ${port.mac} drop`,
    ...ownNames(port).map((line) => `    ${line}`),
    '    ether type != { ip, ip6 } drop',
    `    icmpv6 type { ${ND} } accept`,
    `    icmp type { ${ICMP_ERRORS} } accept`,
    `    icmpv6 type { ${ICMP_ERRORS}, packet-too-big } accept`,
    ...known('out', device, false, 'allow-from'),
    ...openers('new-from', device),
    ...known('in', device, true, 'answers'),
    `    goto new-from-${device}`,
    '  }',
  ];
}

function ingressChain(rules: PortRules, members: ReadonlyMap<string, GroupMembers>): readonly string[] {
  const { device } = rules;
  return [
    ...allowChain('allow-to', 'in', device),
    ...allowChain('allow-own', 'out', device, true),
    `  chain new-to-${device} {`,
    ...FAMILIES.map(
      ({ version, ip, fragment }) => `    ${fragment} ${pairKey(ip, false)} @infrag${version}-${device} accept`,
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
    ...openers('new-to', device),
    ...known('out', device, true, 'allow-own'),
    `    goto new-to-${device}`,
    '  }',
  ];
}
