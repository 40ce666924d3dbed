import {
  contains,
  familyOf,
  firstFree,
  hasHostBits,
  isInside,
  networkOf,
  overlaps,
  parseIpv4Block,
  reservedAddresses,
} from '../../../lab/addresses/ipv4-block';

const block = (cidr: string) => {
  const parsed = parseIpv4Block(cidr);
  if (!parsed) throw new Error(`${cidr} is no block`);
  return parsed;
};

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

test('blocks contain and overlap each other', () => {
  expect(contains(block('192.168.0.0/16'), block('192.168.255.0/24'))).toBe(true);
  expect(contains(block('192.168.0.0/16'), block('192.169.0.0/24'))).toBe(false);
  expect(contains(block('192.168.0.0/24'), block('192.168.0.0/16'))).toBe(false);
  expect(overlaps(block('192.168.0.0/24'), block('192.168.0.128/25'))).toBe(true);
  expect(overlaps(block('192.168.0.0/25'), block('192.168.0.128/25'))).toBe(false);
});

test('a subnet keeps five addresses to itself', () => {
  expect([...reservedAddresses('192.168.0.0/24', '192.168.0.1')]).toEqual([
    '192.168.0.0',
    '192.168.0.1',
    '192.168.0.253',
    '192.168.0.254',
    '192.168.0.255',
  ]);
});

test('the first free address is the lowest that is not taken, if there is one', () => {
  expect(firstFree('10.0.0.0/30', new Set(['10.0.0.0', '10.0.0.1']))).toBe('10.0.0.2');
  expect(firstFree('10.0.0.0/31', new Set(['10.0.0.0', '10.0.0.1']))).toBeUndefined();
  expect(firstFree('255.255.255.254/31', new Set(['255.255.255.254']))).toBe('255.255.255.255');
});

test('an address is inside of its block alone', () => {
  expect(isInside('192.168.0.255', '192.168.0.0/24')).toBe(true);
  expect(isInside('192.168.1.0', '192.168.0.0/24')).toBe(false);
  expect(isInside('192.168.0', '192.168.0.0/24')).toBe(false);
});
