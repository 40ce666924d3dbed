import { decidingRule, isMirrored, MirrorRule, type Flow, type MirrorRuleProps } from '../../../lib/mirror/mirror-rule';

/** Table 5 as a rule. */
const TABLE_5: MirrorRuleProps = {
  direction: 'ingress',
  priority: 1,
  protocol: 'tcp',
  source: '192.168.0.161/32',
  destination: '192.168.0.230/32',
  destinationPorts: 1234,
};

/** A packet that Table 5 is about. */
const FLOW: Flow = {
  direction: 'ingress',
  ethertype: 'IPv4',
  protocol: 'tcp',
  source: '192.168.0.161',
  sourcePort: 38944,
  destination: '192.168.0.230',
  destinationPort: 1234,
};

const EVERYTHING: MirrorRuleProps = { direction: 'ingress', priority: 1 };

describe('a rule', () => {
  test('accepts or rejects', () => {
    expect(MirrorRule.accept(TABLE_5).action).toBe('accept');
    expect(MirrorRule.reject(TABLE_5).action).toBe('reject');
  });

  test('is for every IPv4 packet of its direction when it says no more', () => {
    // WHEN
    const rule = MirrorRule.accept(EVERYTHING);
    // THEN
    expect(rule).toMatchObject({ protocol: 'all', ethertype: 'IPv4' });
    expect([rule.source, rule.destination, rule.sourcePorts, rule.destinationPorts, rule.description]).toEqual(
      Array(5).fill(undefined),
    );
  });

  test.each([
    ['ingress 1: accept tcp 192.168.0.161/32 -> 192.168.0.230/32:1234-1234', MirrorRule.accept(TABLE_5)],
    [
      'egress 7: reject all (IPv6) any -> 2001:db8::/64',
      MirrorRule.reject({ direction: 'egress', priority: 7, ethertype: 'IPv6', destination: '2001:db8::/64' }),
    ],
    [
      'ingress 1: accept udp any:53-53 -> any:1-1023',
      MirrorRule.accept({ ...EVERYTHING, protocol: 'udp', sourcePorts: 53, destinationPorts: '1-1023' }),
    ],
  ])('reads as %s', (text, rule) => {
    expect(rule.toString()).toBe(text);
  });
});

describe('a wrong rule is refused', () => {
  const CASES: [string, Partial<MirrorRuleProps>, string][] = [
    ['priority 0', { priority: 0 }, '(ingress 0): priority must be a whole number between 1 and 65535, got: 0'],
    [
      'priority 65536',
      { priority: 65536 },
      '(ingress 65536): priority must be a whole number between 1 and 65535, got: 65536',
    ],
    [
      'angle brackets in the description',
      { description: '<b>' },
      '(ingress 1): description must be at most 255 characters without "<" or ">", got: "<b>"',
    ],
    [
      'a source without a mask',
      { source: '192.168.0.161' },
      '(ingress 1): source is wrong: CIDR block needs a mask, got: "192.168.0.161"; did you mean "192.168.0.161/32"',
    ],
    [
      'a destination with host bits',
      { destination: '192.168.0.230/24' },
      '(ingress 1): destination is wrong: CIDR block has host bits set, got: "192.168.0.230/24"; did you mean "192.168.0.0/24"',
    ],
    [
      'an empty source',
      { source: '' },
      '(ingress 1): source is wrong: CIDR block must look like 192.168.0.0/24 or 2001:db8::/64, got: ""',
    ],
    [
      'a source of the other IP version',
      { source: '2001:db8::/64' },
      '(ingress 1): source must be an IPv4 block, as the rule\'s ethertype says, got: "2001:db8::/64"',
    ],
    [
      'a destination of the other IP version',
      { source: '::/0', destination: '192.168.0.0/24', ethertype: 'IPv6' },
      '(ingress 1): destination must be an IPv6 block, as the rule\'s ethertype says, got: "192.168.0.0/24"',
    ],
    [
      'source ports the wrong way round',
      { sourcePorts: '200-80' },
      '(ingress 1): sourcePorts is wrong: port range must go from the lower to the higher port, got: 200-80',
    ],
    [
      'destination ports as a list',
      { destinationPorts: '80,443' },
      '(ingress 1): destinationPorts is wrong: port range must be one port or two with a dash, such as 1234 or "80-200", got: "80,443"; leave it out for all ports',
    ],
    [
      'destination ports for every protocol',
      { protocol: 'all' },
      '(ingress 1): destinationPorts can be set with protocol tcp or udp only, got: protocol all',
    ],
    [
      'source ports for icmp',
      { protocol: 'icmp', destinationPorts: undefined, sourcePorts: 8 },
      '(ingress 1): sourcePorts can be set with protocol tcp or udp only, got: protocol icmp',
    ],
    [
      'icmp over IPv6',
      { protocol: 'icmp', ethertype: 'IPv6', source: undefined, destination: undefined, destinationPorts: undefined },
      '(ingress 1): protocol icmp goes with ethertype IPv4 only, got: IPv6',
    ],
    [
      'icmpv6 over IPv4',
      { protocol: 'icmpv6', destinationPorts: undefined },
      '(ingress 1): protocol icmpv6 goes with ethertype IPv6 only, got: IPv4',
    ],
    // Only TypeScript would keep a caller from these.
    [
      'another direction',
      { direction: 'sideways' as 'ingress' },
      '("sideways" 1): direction must be one of ingress, egress, got: "sideways"',
    ],
    [
      'another protocol',
      { protocol: 'TCP' as 'tcp', destinationPorts: undefined },
      '(ingress 1): protocol must be one of tcp, udp, icmp, icmpv6, all, got: "TCP"',
    ],
    [
      'another ethertype',
      { ethertype: 'ipv4' as 'IPv4', source: undefined, destination: undefined },
      '(ingress 1): ethertype must be one of IPv4, IPv6, got: "ipv4"',
    ],
  ];

  test.each(CASES)('%s', (_, change, message) => {
    expect(() => MirrorRule.accept({ ...TABLE_5, ...change })).toThrow(new Error(`mirror filter rule ${message}`));
  });

  test('with all that is wrong at once', () => {
    expect(() => MirrorRule.accept({ ...TABLE_5, priority: 0, protocol: 'all' })).toThrow(
      /priority must be .*\n.*destinationPorts can be set/,
    );
  });
});

test('a wrong source does not hide a wrong destination', () => {
  expect(() => MirrorRule.accept({ ...EVERYTHING, source: '2001:db8::/64', destination: '10.0.0.1' })).toThrow(
    new Error(
      'mirror filter rule (ingress 1): source must be an IPv4 block, as the rule\'s ethertype says, got: "2001:db8::/64"\n' +
        'mirror filter rule (ingress 1): destination is wrong: CIDR block needs a mask, got: "10.0.0.1"; did you mean "10.0.0.1/32"',
    ),
  );
});

describe('which packets a rule matches', () => {
  const rule = MirrorRule.accept(TABLE_5);

  test('that of the guide', () => {
    expect(rule.matches(FLOW)).toBe(true);
  });

  test.each<[string, Partial<Flow>]>([
    ['of the other direction', { direction: 'egress' }],
    ['of another protocol', { protocol: 'udp' }],
    ['of the other IP version', { ethertype: 'IPv6' }],
    ['from another address', { source: '192.168.0.162' }],
    ['to another address', { destination: '192.168.0.231' }],
    ['to another port', { destinationPort: 1235 }],
  ])('not one %s', (_, change) => {
    expect(rule.matches({ ...FLOW, ...change })).toBe(false);
  });

  test('by source port too', () => {
    // GIVEN
    const fromPort = MirrorRule.accept({ ...TABLE_5, sourcePorts: '1024-2048' });
    // THEN
    expect(fromPort.matches({ ...FLOW, sourcePort: 2048 })).toBe(true);
    expect(fromPort.matches({ ...FLOW, sourcePort: 2049 })).toBe(false);
  });

  test('not a packet without ports, such as a later fragment, if the rule names ports', () => {
    // GIVEN
    const { direction, ethertype, protocol, source, destination } = FLOW;
    // THEN
    expect(rule.matches({ direction, ethertype, protocol, source, destination })).toBe(false);
  });

  test.each(['tcp', 'udp', 'icmp'] as const)('any %s packet, for the protocol "all"', (protocol) => {
    expect(MirrorRule.accept(EVERYTHING).matches({ ...FLOW, protocol })).toBe(true);
  });
});

describe('whether every packet of one rule is matched by another', () => {
  const rule = MirrorRule.accept(TABLE_5);

  test.each<[string, MirrorRuleProps]>([
    ['the rule itself', TABLE_5],
    ['all of the direction', EVERYTHING],
    ['any address, written as a block', { ...EVERYTHING, source: '0.0.0.0/0', destination: '0.0.0.0/0' }],
    ['a wider source', { ...TABLE_5, source: '192.168.0.0/24' }],
    ['a wider destination', { ...TABLE_5, destination: '192.168.0.0/16' }],
    ['more ports', { ...TABLE_5, destinationPorts: '1000-2000' }],
  ])('%s: yes', (_, other) => {
    expect(MirrorRule.reject(other).covers(rule)).toBe(true);
  });

  test.each<[string, MirrorRuleProps]>([
    ['the other direction', { ...TABLE_5, direction: 'egress' }],
    ['another protocol', { ...TABLE_5, protocol: 'udp' }],
    ['the other IP version', { ...EVERYTHING, ethertype: 'IPv6' }],
    ['another source', { ...TABLE_5, source: '192.168.0.162/32' }],
    ['another destination', { ...TABLE_5, destination: '192.168.0.231/32' }],
    ['a source port, where the rule has any', { ...TABLE_5, sourcePorts: 5000 }],
    ['other ports', { ...TABLE_5, destinationPorts: '1235-2000' }],
  ])('%s: no', (_, other) => {
    expect(MirrorRule.reject(other).covers(rule)).toBe(false);
  });

  test('any address, written as a block, covers any address that is left out', () => {
    // GIVEN
    const written = MirrorRule.reject({ ...EVERYTHING, source: '0.0.0.0/0', destination: '0.0.0.0/0' });
    // THEN
    expect(written.covers(MirrorRule.accept(EVERYTHING))).toBe(true);
  });

  test('every port, written as a range, covers ports that are left out', () => {
    // GIVEN
    const tcp: MirrorRuleProps = { ...EVERYTHING, protocol: 'tcp' };
    const written = MirrorRule.reject({ ...tcp, sourcePorts: '1-65535', destinationPorts: '1-65535' });
    // THEN
    expect(written.covers(MirrorRule.accept(tcp))).toBe(true);
    expect(MirrorRule.reject({ ...tcp, destinationPorts: '2-65535' }).covers(MirrorRule.accept(tcp))).toBe(false);
    expect(MirrorRule.reject({ ...tcp, destinationPorts: '1-65534' }).covers(MirrorRule.accept(tcp))).toBe(false);
  });

  test('a narrow source does not cover any source', () => {
    expect(rule.covers(MirrorRule.accept({ ...TABLE_5, source: '0.0.0.0/0' }))).toBe(false);
    expect(rule.covers(MirrorRule.accept(EVERYTHING))).toBe(false);
  });

  test('one protocol does not cover all', () => {
    const anyTcp = MirrorRule.accept({ ...EVERYTHING, protocol: 'tcp' });
    expect(anyTcp.covers(MirrorRule.accept(EVERYTHING))).toBe(false);
  });
});

describe('which of several rules decides', () => {
  const accept = MirrorRule.accept({ ...TABLE_5, priority: 2 });
  const rejectAll = MirrorRule.reject({ ...EVERYTHING, priority: 1 });

  test('the one with the smallest priority, in whatever order they stand', () => {
    expect(decidingRule([accept, rejectAll], FLOW)).toBe(rejectAll);
    expect(decidingRule([rejectAll, accept], FLOW)).toBe(rejectAll);
  });

  test('the next one, if the first does not match', () => {
    // GIVEN
    const rejectUdp = MirrorRule.reject({ ...EVERYTHING, priority: 1, protocol: 'udp' });
    // THEN
    expect(decidingRule([rejectUdp, accept], FLOW)).toBe(accept);
  });

  test('an accepted packet is mirrored', () => {
    expect(isMirrored([accept], FLOW)).toBe(true);
  });

  test('a rejected packet is not', () => {
    expect(isMirrored([rejectAll, accept], FLOW)).toBe(false);
  });

  test('a packet that no rule matches is not', () => {
    expect(isMirrored([accept], { ...FLOW, protocol: 'udp' })).toBe(false);
  });

  test('the rules keep their order', () => {
    // GIVEN
    const rules = [accept, rejectAll];
    // WHEN
    decidingRule(rules, FLOW);
    // THEN
    expect(rules).toEqual([accept, rejectAll]);
  });
});
