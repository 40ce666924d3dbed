import { Peer } from '../../../lib/network/peer';
import { Port } from '../../../lib/network/port';

describe('peers', () => {
  test.each([
    ['an IPv4 block', Peer.ipv4('198.51.100.0/24'), { ethertype: 'IPv4', cidr: '198.51.100.0/24' }],
    ['one address', Peer.address('192.168.0.161'), { ethertype: 'IPv4', cidr: '192.168.0.161/32' }],
    ['a token', Peer.ipv4Token('${var.x}'), { ethertype: 'IPv4', cidr: '${var.x}' }],
    ['the IPv4 Internet', Peer.anyIpv4(), { ethertype: 'IPv4', cidr: '0.0.0.0/0' }],
    ['the IPv6 Internet', Peer.anyIpv6(), { ethertype: 'IPv6', cidr: '::/0' }],
  ])('%s', (_, peer, expected) => {
    expect(peer).toMatchObject({ ...expected, isSelf: false });
  });

  // API: a rule has a block or a group, never both; the provider does not check it.
  test('the group itself has no block', () => {
    expect(Peer.self('IPv4')).toMatchObject({ ethertype: 'IPv4', isSelf: true });
    expect(Peer.self('IPv4').cidr).toBeUndefined();
  });

  test.each([
    [() => Peer.ipv4('2001:db8::/64'), 'peer must be an IPv4 block, got: "2001:db8::/64"'],
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
    [Port.tcp(22), 'tcp', 22],
    [Port.udp(4789), 'udp', 4789],
    [Port.all(), undefined, undefined],
  ])('%#: protocol and port', (allowed, protocol, port) => {
    expect([allowed.protocol, allowed.port]).toEqual([protocol, port]);
  });

  test('a wrong port is refused', () => {
    expect(() => Port.tcp(0)).toThrow('port must be a whole number between 1 and 65535, got: 0');
    expect(() => Port.udp(65536)).toThrow('port must be a whole number between 1 and 65535, got: 65536');
  });
});
