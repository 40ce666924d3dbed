import { compileRules } from '../../../../lab/fabric/mirror/rule';
import { readFlow, type Flow } from '../../../../lab/fabric/packet/flow';
import { type TopologyMirrorRule } from '../../../../lab/topology/topology';
import * as sample from '../packet/sample-frames';
import { everything, guideRule } from './guide-session';

function flowOf(frame: Buffer): Flow {
  const flow = readFlow(frame);
  if (flow === undefined) throw new Error('the frame has no flow');
  return flow;
}

const accepts = (rules: readonly TopologyMirrorRule[], frame: Buffer): boolean =>
  compileRules(rules, 'ingress').decide(flowOf(frame)) === 'accept';

const range = (from: number, to = from) => ({ from, to });
const later = { ipv4: { fragmentOffset: 1480 } };
const first = { ipv4: { moreFragments: true } };
const v6 = { ethertype: 'IPv6', sourceCidr: '2001:db8::161/128', destinationCidr: '2001:db8::230/128' } as const;

describe('one mirror rule', () => {
  test.each<[string, TopologyMirrorRule, Buffer, boolean]>([
    ["the guide's rule, the guide's packet", guideRule(), sample.tcp4(), true],
    ['another destination port', guideRule(), sample.tcp4({ destinationPort: 1235 }), false],
    ['UDP to the same port', guideRule(), sample.udp4(), false],
    ['another source', guideRule(), sample.tcp4({ source: '192.168.0.162' }), false],
    ['another destination', guideRule(), sample.tcp4({ destination: '192.168.0.231' }), false],
    ['lower end of a range', guideRule({ destinationPorts: range(1234, 2000) }), sample.tcp4(), true],
    ['upper end of a range', guideRule({ destinationPorts: range(1000, 1234) }), sample.tcp4(), true],
    ['below a range', guideRule({ destinationPorts: range(1235, 2000) }), sample.tcp4(), false],
    ['above a range', guideRule({ destinationPorts: range(1000, 1233) }), sample.tcp4(), false],
    ['source port', guideRule({ sourcePorts: range(38944) }), sample.tcp4(), true],
    ['another source port', guideRule({ sourcePorts: range(38945) }), sample.tcp4(), false],
    ['udp', guideRule({ protocol: 'udp' }), sample.udp4(), true],
    ['icmp', everything({ protocol: 'icmp' }), sample.icmp4(), true],
    ['icmp, but TCP', everything({ protocol: 'icmp' }), sample.tcp4(), false],
    ['all protocols: TCP', everything(), sample.tcp4(), true],
    ['all protocols: ICMP', everything(), sample.icmp4(), true],
    [
      'all protocols: OSPF, which has no name here',
      everything(),
      sample.ipv4Frame({}, 89, () => Buffer.alloc(8)),
      true,
    ],
    ['all protocols with a port: TCP', everything({ destinationPorts: range(1234) }), sample.tcp4(), true],
    [
      'all protocols with a port: ICMP has none',
      everything({ destinationPorts: range(1, 65535) }),
      sample.icmp4(),
      false,
    ],
    ['IPv6 rule, IPv6 packet', guideRule(v6), sample.tcp6(), true],
    ['IPv6 rule, another source', guideRule({ ...v6, sourceCidr: '2001:db8::162/128' }), sample.tcp6(), false],
    ['IPv6 rule without CIDRs, IPv4 packet', everything({ ethertype: 'IPv6' }), sample.tcp4(), false],
    ['IPv4 rule without CIDRs, IPv6 packet', everything(), sample.tcp6(), false],
    ['icmpv6', everything({ ethertype: 'IPv6', protocol: 'icmpv6' }), sample.icmp6(), true],
    ['icmp of an IPv6 rule is not icmpv6', everything({ ethertype: 'IPv6', protocol: 'icmp' }), sample.icmp6(), false],
    [
      'inside a VLAN',
      guideRule(),
      sample.tcp4({ tags: [{ tpid: 0x8100, priority: 0, dropEligible: false, id: 5 }] }),
      true,
    ],
    ['first fragment, with ports', guideRule({ protocol: 'udp' }), sample.udp4(first), true],
    ['later fragment, rule with ports', guideRule({ protocol: 'udp' }), sample.udp4(later), false],
    ['later fragment, rule without ports', everything({ protocol: 'udp' }), sample.udp4(later), true],
    ['reject', guideRule({ action: 'reject' }), sample.tcp4(), false],
    ['icmp with ports', everything({ protocol: 'icmp', destinationPorts: range(80) }), sample.icmp4(), true],
    ['other direction', guideRule({ direction: 'egress' }), sample.tcp4(), false],
  ])('%s', (_name, rule, frame, expected) => {
    expect(accepts([rule], frame)).toBe(expected);
  });
});

describe('mirror rules together', () => {
  test('GIVEN no rule WHEN any packet comes THEN it is not mirrored', () => {
    expect(accepts([], sample.tcp4())).toBe(false);
  });

  test('GIVEN reject before accept WHEN both match THEN it is not mirrored, whatever the order of the list', () => {
    const rules = [everything({ priority: 2 }), guideRule({ priority: 1, action: 'reject' })];
    expect(accepts(rules, sample.tcp4())).toBe(false);
    expect(accepts(rules.toReversed(), sample.tcp4())).toBe(false);
  });

  test('GIVEN reject before accept WHEN only the accept matches THEN it is mirrored', () => {
    const rules = [everything({ priority: 2 }), guideRule({ priority: 1, action: 'reject' })];
    expect(accepts(rules, sample.udp4())).toBe(true);
  });

  test('GIVEN accept before reject WHEN both match THEN it is mirrored', () => {
    expect(accepts([everything({ priority: 9, action: 'reject' }), guideRule()], sample.tcp4())).toBe(true);
  });

  test('GIVEN equal priorities WHEN both match THEN the first in the list decides', () => {
    expect(accepts([everything({ action: 'reject' }), everything()], sample.tcp4())).toBe(false);
    expect(accepts([everything(), everything({ action: 'reject' })], sample.tcp4())).toBe(true);
  });

  test('GIVEN a rule with ports that rejects WHEN a later fragment comes THEN the next rule decides', () => {
    const rules = [guideRule({ protocol: 'udp', action: 'reject' }), everything({ priority: 2 })];
    expect(accepts(rules, sample.udp4(first))).toBe(false);
    expect(accepts(rules, sample.udp4(later))).toBe(true);
  });

  test('GIVEN only rules that reject WHEN compiled THEN nothing needs to be captured', () => {
    expect(compileRules([everything({ action: 'reject' })], 'ingress').canAccept).toBe(false);
    expect(compileRules([everything()], 'egress').canAccept).toBe(false);
    expect(compileRules([everything()], 'ingress').canAccept).toBe(true);
  });

  test.each<[string, TopologyMirrorRule, string]>([
    [
      'an IPv6 block in an IPv4 rule',
      everything({ sourceCidr: '2001:db8::/32' }),
      'source CIDR of an IPv4 mirror rule must be IPv4, got: 2001:db8::/32',
    ],
    [
      'an IPv4 block in an IPv6 rule',
      everything({ ethertype: 'IPv6', destinationCidr: '10.0.0.0/8' }),
      'destination CIDR of an IPv6 mirror rule must be IPv6, got: 10.0.0.0/8',
    ],
    [
      'a range that runs backwards',
      everything({ sourcePorts: range(2, 1) }),
      'source ports of a mirror rule must be FROM-TO between 1 and 65535, got: 2-1 (priority 1)',
    ],
    ['port 0', everything({ destinationPorts: range(0, 1) }), 'got: 0-1'],
    ['port 65536', everything({ destinationPorts: range(1, 65_536) }), 'got: 1-65536'],
  ])('GIVEN %s WHEN compiled THEN it is refused', (_name, rule, message) => {
    expect(() => compileRules([rule], 'ingress')).toThrow(message);
  });
});
