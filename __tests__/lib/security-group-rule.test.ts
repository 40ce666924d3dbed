import { Peer, Port } from '../../lib/security-group-rule';

describe('peers', () => {
  test.each([
    ['an IPv4 block', Peer.ipv4('198.51.100.0/24'), { ethertype: 'IPv4', cidr: '198.51.100.0/24' }],
    ['an IPv6 block', Peer.ipv6('2001:db8::/64'), { ethertype: 'IPv6', cidr: '2001:db8::/64' }],
    ['one address', Peer.address('192.168.0.161'), { ethertype: 'IPv4', cidr: '192.168.0.161/32' }],
    ['a token', Peer.ipv4Token('${var.x}'), { ethertype: 'IPv4', cidr: '${var.x}' }],
    ['the IPv4 Internet', Peer.anyIpv4(), { ethertype: 'IPv4', cidr: '0.0.0.0/0' }],
    ['the IPv6 Internet', Peer.anyIpv6(), { ethertype: 'IPv6', cidr: '::/0' }],
  ])('%s', (_, peer, expected) => {
    expect(peer).toMatchObject({ ...expected, isSelf: false });
    expect(peer.groupId).toBeUndefined();
  });

  // API: a rule has a block or a group, never both; the provider does not check it.
  test('another group has no block', () => {
    expect(Peer.group('group-1', 'IPv6')).toMatchObject({ ethertype: 'IPv6', groupId: 'group-1', isSelf: false });
    expect(Peer.group('group-1', 'IPv6').cidr).toBeUndefined();
  });

  test('the group itself has neither a block nor an id', () => {
    expect(Peer.self('IPv4')).toMatchObject({ ethertype: 'IPv4', isSelf: true });
    expect([Peer.self('IPv4').cidr, Peer.self('IPv4').groupId]).toEqual([undefined, undefined]);
  });

  test.each([
    [() => Peer.ipv4('2001:db8::/64'), 'peer must be an IPv4 block, got: "2001:db8::/64"'],
    [() => Peer.ipv6('192.168.0.0/24'), 'peer must be an IPv6 block, got: "192.168.0.0/24"'],
    [
      () => Peer.ipv4('192.168.0.161'),
      'CIDR block needs a mask, got: "192.168.0.161"; did you mean "192.168.0.161/32"',
    ],
    [() => Peer.address('192.168.0'), 'CIDR block must look like 192.168.0.0/24 or 2001:db8::/64, got: "192.168.0/32"'],
  ])('%s is refused', (make, message) => {
    expect(make).toThrow(new Error(message));
  });
});

describe('ports', () => {
  test.each([
    [Port.tcp(22), 'tcp', '22'],
    [Port.tcpRange(80, 200), 'tcp', '80-200'],
    [Port.udp(4789), 'udp', '4789'],
    [Port.udpRange(1, 65535), 'udp', '1-65535'],
    [Port.icmp(), 'icmp', undefined],
    [Port.icmpv6(), 'icmpv6', undefined],
    [Port.all(), undefined, undefined],
  ])('%#: protocol and range', (port, protocol, range) => {
    expect([port.protocol, port.range?.toSecurityGroupFormat()]).toEqual([protocol, range]);
  });

  test('a wrong port is refused', () => {
    expect(() => Port.tcp(0)).toThrow('port must be a whole number between 1 and 65535, got: 0');
    expect(() => Port.udpRange(200, 80)).toThrow('port range must go from the lower to the higher port, got: 200-80');
  });
});
