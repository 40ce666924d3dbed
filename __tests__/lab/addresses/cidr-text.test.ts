import { familyOf, hasHostBits, networkOf } from '../../../lab/addresses/cidr-text';

test.each([
  ['192.168.0.161/24', '192.168.0.0/24'],
  ['192.168.0.161/32', '192.168.0.161/32'],
  ['10.255.255.255/8', '10.0.0.0/8'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['2001:DB8:0:1::5/64', '2001:db8:0:1::/64'],
  ['0:0::0/0', '::/0'],
  ['192.168.0.1', undefined],
  ['192.168.0.0/33', undefined],
  ['192.168.0/24', undefined],
  ['', undefined],
])('the network of %s is %s', (cidr, network) => {
  expect(networkOf(cidr)).toBe(network);
});

test('host bits are told from none', () => {
  expect([hasHostBits('192.168.0.0/24'), hasHostBits('192.168.0.1/24')]).toEqual([false, true]);
});

test('families are told apart', () => {
  expect(['10.0.0.0/8', '::/0', 'ten'].map(familyOf)).toEqual(['IPv4', 'IPv6', undefined]);
});
