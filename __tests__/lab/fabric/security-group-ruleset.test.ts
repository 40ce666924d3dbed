import { ruleLines, type PortRules } from '../../../lab/fabric/security-group-rules';
import { tableRuleset } from '../../../lab/fabric/security-group-ruleset';
import { nic, rule } from './guide-topology';

const members = new Map([
  ['web', { ipv4: ['192.168.0.9', '192.168.0.10'], ipv6: [] }],
  ['empty', { ipv4: [], ipv6: [] }],
]);

function port(...groups: PortRules['groups']): PortRules {
  return { device: 'p1', port: nic('port', 'server', '192.168.0.5', 5, []), groups };
}

const web = rule({
  ...{ direction: 'ingress', protocol: 'tcp', remoteCidr: '10.0.0.0/8', priority: 2 },
  ports: [
    { from: 22, to: 22 },
    { from: 80, to: 90 },
  ],
});

function inbound(...groups: PortRules['groups']): readonly string[] {
  return ruleLines(port(...groups), 'ingress', members);
}

describe('ruleLines', () => {
  test('GIVEN two groups WHEN a rule of the second has the smaller priority THEN the first group still goes first', () => {
    const first = {
      id: 'first',
      rules: [rule({ direction: 'ingress', protocol: 'tcp', action: 'deny', priority: 50 })],
    };
    const second = { id: 'second', rules: [rule({ direction: 'ingress', protocol: 'tcp', priority: 1 })] };
    const deny = 'ether type ip meta l4proto tcp drop';
    const allow = 'ether type ip meta l4proto tcp goto allow-to-p1';
    expect(inbound(first, second)).toEqual([deny, allow]);
    expect(inbound(second, first)).toEqual([allow, deny]);
  });

  test('GIVEN one group WHEN rules are ordered THEN by priority, deny before allow, and only of the direction', () => {
    const rules = [
      rule({ direction: 'ingress', protocol: 'udp', priority: 3 }),
      rule({ direction: 'ingress', protocol: 'tcp', priority: 2 }),
      rule({ direction: 'ingress', protocol: 'tcp', priority: 2, action: 'deny' }),
      rule({ direction: 'egress', protocol: 'tcp', priority: 1 }),
    ];
    expect(inbound({ id: 'group', rules })).toEqual([
      'ether type ip meta l4proto tcp drop',
      'ether type ip meta l4proto tcp goto allow-to-p1',
      'ether type ip meta l4proto udp goto allow-to-p1',
    ]);
  });

  test('GIVEN a remote group WHEN it has members THEN they are matched, and without any the rule matches nobody', () => {
    const rules = (remoteGroupId: string, ethertype: 'IPv4' | 'IPv6' = 'IPv4') => ({
      id: 'group',
      rules: [rule({ direction: 'ingress', remoteGroupId, ethertype })],
    });
    expect(inbound(rules('web'))).toEqual(['ether type ip ip saddr { 192.168.0.10, 192.168.0.9 } goto allow-to-p1']);
    expect(inbound(rules('web', 'IPv6'))).toEqual([]);
    expect(inbound(rules('empty'))).toEqual([]);
  });

  test('GIVEN ports WHEN they are a list or a single one THEN each has its form', () => {
    expect(inbound({ id: 'group', rules: [web] })).toEqual([
      'ether type ip ip saddr 10.0.0.0/8 meta l4proto tcp th dport { 22, 80-90 } goto allow-to-p1',
    ]);
  });

  test('GIVEN inbound rules WHEN they decide about answers THEN they look at where those go and come from', () => {
    const rules = [web, rule({ direction: 'ingress', action: 'deny' }), rule({ direction: 'egress' })];
    expect(ruleLines(port({ id: 'group', rules }), 'answers', members)).toEqual([
      'ether type ip drop',
      'ether type ip ip daddr 10.0.0.0/8 meta l4proto tcp th sport { 22, 80-90 } goto allow-answer-p1',
    ]);
  });

  test('GIVEN ICMP WHEN the rule is for IPv6 THEN it is the ICMP of that, and a number stays one', () => {
    const lines = (protocol: string, ethertype: 'IPv4' | 'IPv6') =>
      inbound({ id: 'group', rules: [rule({ direction: 'ingress', protocol, ethertype })] });
    expect(lines('icmp', 'IPv4')).toEqual(['ether type ip meta l4proto icmp goto allow-to-p1']);
    expect(lines('icmpv6', 'IPv6')).toEqual(['ether type ip6 meta l4proto ipv6-icmp goto allow-to-p1']);
    expect(lines('icmp', 'IPv6')).toEqual(lines('icmpv6', 'IPv6'));
    expect(lines('47', 'IPv6')).toEqual(['ether type ip6 meta l4proto 47 goto allow-to-p1']);
  });
});

describe('tableRuleset', () => {
  test('GIVEN a port without groups WHEN the table is written THEN nothing new passes in either direction', () => {
    const table = tableRuleset([port()], members);
    expect(table).toMatch(/chain new-to-p1 \{\n.*accept\n.*accept\n {4}drop\n {2}\}/);
    expect(table).toMatch(/chain new-from-p1 \{\n {4}drop\n {2}\}/);
  });
});
