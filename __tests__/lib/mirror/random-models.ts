import fc from 'fast-check';
import { type EndFlow, type MirrorModel, type ModelSession } from '../../../lib/mirror/mirror-model';
import { MirrorRule, type MirrorRuleProps } from '../../../lib/mirror/mirror-rule';

/** A small world, so that rules, sessions and flows meet often. */
export const ENDS = [
  { name: 'a', privateIp: '10.0.0.1', ipv6: '2001:db8::1' },
  { name: 'b', privateIp: '10.0.0.2', ipv6: '2001:db8::2' },
  { name: 'c', privateIp: '10.0.1.3', ipv6: '2001:db8:1::3' },
] as const;
const PORTS = [80, 1234, 40000] as const;

const blocks = {
  IPv4: [
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    '10.0.0.0/24',
    '10.0.0.0/16',
    '10.0.0.1/32',
    '10.0.0.2/32',
    '0.0.0.0/0',
  ],
  IPv6: [
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    '2001:db8::/64',
    '2001:db8::/32',
    '2001:db8::1/128',
    '2001:db8::2/128',
    '::/0',
  ],
};
const portRanges = [
  undefined,
  undefined,
  undefined,
  '1-65535',
  '80',
  '1234',
  '1000-40000',
  '32768-60999',
  '50000-65535',
];

interface NumberedRule {
  readonly action: 'accept' | 'reject';
  readonly props: Omit<MirrorRuleProps, 'priority'>;
}

const ruleOf = fc
  .record({
    action: fc.constantFrom('accept' as const, 'accept' as const, 'reject' as const),
    direction: fc.constantFrom('ingress' as const, 'ingress' as const, 'egress' as const),
    ethertype: fc.constantFrom('IPv4' as const, 'IPv4' as const, 'IPv4' as const, 'IPv6' as const),
    protocol: fc.constantFrom(
      'tcp' as const,
      'tcp' as const,
      'udp' as const,
      'icmp' as const,
      'all' as const,
      'all' as const,
    ),
    from: fc.nat(9),
    to: fc.nat(9),
    sourcePorts: fc.constantFrom(...portRanges),
    destinationPorts: fc.constantFrom(...portRanges),
  })
  .map(({ action, direction, ethertype, protocol, from, to, sourcePorts, destinationPorts }): NumberedRule => {
    const [source, destination] = [from, to].map((index) => blocks[ethertype][index]);
    const hasPorts = protocol === 'tcp' || protocol === 'udp';
    return {
      action,
      props: {
        direction,
        ethertype,
        protocol: protocol === 'icmp' && ethertype === 'IPv6' ? 'icmpv6' : protocol,
        ...(source === undefined ? {} : { source }),
        ...(destination === undefined ? {} : { destination }),
        ...(hasPorts && sourcePorts !== undefined ? { sourcePorts } : {}),
        ...(hasPorts && destinationPorts !== undefined ? { destinationPorts } : {}),
      },
    };
  });

const rules = fc
  .array(ruleOf, { minLength: 1, maxLength: 4 })
  .map((list) => list.map(({ action, props }, index) => MirrorRule[action]({ ...props, priority: 9 - index })));

/** Priorities are unique, and in no order of the list. */
export const sessions = (most: number, least = 1): fc.Arbitrary<readonly ModelSession[]> =>
  fc
    .array(
      fc.record({
        enabled: fc.constantFrom(true, true, true, true, true, false),
        rules,
        sources: fc.constantFrom(['b'], ['b'], ['a', 'b'], ['c', 'a']),
        target: fc.constantFrom('t1', 't2'),
      }),
      { minLength: least, maxLength: most },
    )
    .map((list) =>
      list.map((each, index) => ({
        ...each,
        name: `s${index}`,
        filterName: `f${index}`,
        priority: (index * 7 + 3) % 11,
        vni: index + 1,
        packetLength: 96,
      })),
    );

export const flows: fc.Arbitrary<EndFlow> = fc
  .record({
    pair: fc.constantFrom(...(['ab', 'ab', 'ba', 'cb', 'ac'] as const).map((names) => names.split(''))),
    protocol: fc.constantFrom('tcp' as const, 'tcp' as const, 'udp' as const, 'icmp' as const),
    ethertype: fc.constantFrom('IPv4' as const, 'IPv4' as const, 'IPv4' as const, 'IPv6' as const),
    port: fc.constantFrom(...PORTS),
  })
  .map(({ pair: [from = '', to = ''], protocol, ethertype, port }) => ({
    ...{ from, to, protocol, ethertype },
    ...(protocol === 'icmp' ? {} : { port }),
  }));

export const modelOf = (list: readonly ModelSession[]): MirrorModel => ({
  ends: [...ENDS, { name: 't1', privateIp: '10.0.9.1' }, { name: 't2', privateIp: '10.0.9.2' }],
  sessions: list,
});
