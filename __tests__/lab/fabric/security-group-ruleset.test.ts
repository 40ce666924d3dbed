import { ruleLines, tableRuleset, type PortRules } from '../../../lab/fabric/security-group-ruleset';
import { nic, rule } from './test-lab';

const members = new Map([
  ['web', { ipv4: ['192.168.0.9', '192.168.0.10'], ipv6: [] }],
  ['empty', { ipv4: [], ipv6: [] }],
]);

function port(...groups: PortRules['groups']): PortRules {
  return { device: 'p1', port: nic('port', 'server', '192.168.0.5', 5, []), groups };
}

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

  test('GIVEN ports WHEN they are a list, a single one or an ICMP type and code THEN each has its form', () => {
    const lines = (protocol: string, ports: readonly { from: number; to: number }[]) =>
      inbound({ id: 'group', rules: [rule({ direction: 'ingress', protocol, ports, remoteCidr: '10.0.0.0/8' })] });
    const prefix = 'ether type ip ip saddr 10.0.0.0/8 meta l4proto';
    expect(
      lines('tcp', [
        { from: 22, to: 22 },
        { from: 80, to: 90 },
      ]),
    ).toEqual([`${prefix} tcp th dport { 22, 80-90 } goto allow-to-p1`]);
    expect(lines('ICMP', [{ from: 8, to: 0 }])).toEqual([`${prefix} icmp icmp type 8 icmp code 0 goto allow-to-p1`]);
  });
});

describe('tableRuleset', () => {
  test('GIVEN a port without groups WHEN the table is written THEN nothing new passes in either direction', () => {
    const table = tableRuleset([port()], members);
    expect(table).toMatch(/chain new-to-p1 \{\n.*accept\n.*accept\n {4}drop\n {2}\}/);
    expect(table).toMatch(/chain new-from-p1 \{\n {4}drop\n {2}\}/);
  });
});
