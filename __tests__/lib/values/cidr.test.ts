import { checkIpv4Address, Cidr } from '../../../lib/values/cidr';

describe('parsing a CIDR block', () => {
  test.each([
    ['192.168.0.0/24', 'IPv4', 24],
    ['0.0.0.0/0', 'IPv4', 0],
    ['192.168.0.161/32', 'IPv4', 32],
    ['2001:db8::/64', 'IPv6', 64],
    ['::/0', 'IPv6', 0],
  ])('%s is an %s block of %d bits', (text, ethertype, prefix) => {
    const cidr = Cidr.parse(text);
    expect(cidr).toMatchObject({ ethertype, prefix });
    expect(cidr.toString()).toBe(text);
  });

  test('an IPv6 block is written in its shortest form', () => {
    expect(Cidr.parse('2001:0DB8:0000::/48').toString()).toBe('2001:db8::/48');
  });

  test.each([
    ['192.168.0.161', 'CIDR block needs a mask, got: "192.168.0.161"; did you mean "192.168.0.161/32"'],
    ['2001:db8::1', 'CIDR block needs a mask, got: "2001:db8::1"; did you mean "2001:db8::1/128"'],
    ['192.168.0.161/24', 'CIDR block has host bits set, got: "192.168.0.161/24"; did you mean "192.168.0.0/24"'],
    ['2001:db8::1/64', 'CIDR block has host bits set, got: "2001:db8::1/64"; did you mean "2001:db8::/64"'],
  ])('%s is answered with the block that was meant', (text, message) => {
    expect(() => Cidr.parse(text)).toThrow(new Error(message));
  });

  test.each(['', 'anywhere', '192.168.0.0/33', '192.168.0/24', '300.0.0.0/8', '2001:db8::/129', '10.0.0.0/-1', '10/8'])(
    '"%s" is no CIDR block',
    (text) => {
      expect(() => Cidr.parse(text)).toThrow(
        new Error(`CIDR block must look like 192.168.0.0/24 or 2001:db8::/64, got: "${text}"`),
      );
    },
  );
});

describe('what is in a block', () => {
  const subnet = Cidr.parse('192.168.0.0/24');

  test.each(['192.168.0.0', '192.168.0.230', '192.168.0.255'])('%s is', (address) => {
    expect(subnet.contains(address)).toBe(true);
  });

  test.each(['192.168.1.0', '192.167.255.255', '::ffff:192.168.0.1', '2001:db8::1', 'nonsense'])(
    '%s is not',
    (text) => {
      expect(subnet.contains(text)).toBe(false);
    },
  );

  test.each(['192.168.0.0/24', '192.168.0.128/25', '192.168.0.7/32'])('the block %s is', (text) => {
    expect(subnet.covers(Cidr.parse(text))).toBe(true);
  });

  test.each(['192.168.0.0/16', '192.168.1.0/24', '::/0'])('the block %s is not', (text) => {
    expect(subnet.covers(Cidr.parse(text))).toBe(false);
  });

  test('an IPv4 block is not in the IPv6 block of everything', () => {
    expect(Cidr.parse('::/0').covers(subnet)).toBe(false);
  });
});

describe('addresses by their place in a block', () => {
  test.each([
    ['192.168.0.0/24', 0, '192.168.0.0'],
    ['192.168.0.0/24', 1, '192.168.0.1'],
    ['192.168.0.0/24', -1, '192.168.0.255'],
    ['192.168.0.0/24', -3, '192.168.0.253'],
    ['10.0.0.0/8', 256, '10.0.1.0'],
    ['10.0.0.0/8', -1, '10.255.255.255'],
    ['223.255.255.240/28', -2, '223.255.255.254'],
  ])('in %s, number %d is %s', (block, index, address) => {
    expect(Cidr.parse(block).address(index)).toBe(address);
  });
});

test.each(['192.168.0.230', '1.0.0.1', '223.255.255.254', '100.125.1.250'])('%s is an IPv4 address', (text) => {
  expect(checkIpv4Address(text)).toBeUndefined();
});

test.each(['', '192.168.0', '192.168.0.256', '192.168.0.1/32', '0xc0.168.0.1', '::1', ' 192.168.0.1'])(
  '"%s" is not an IPv4 address',
  (text) => {
    expect(checkIpv4Address(text)).toBe(`must be an IPv4 address such as 192.168.0.230, got: "${text}"`);
  },
);

test.each([
  ['10.0.0.0/24', '10.0.0.0', '10.0.1.0'],
  ['192.168.0.255/32', '192.168.0.255', '192.168.1.0'],
  ['255.255.255.0/24', '255.255.255.0', undefined],
  ['0.0.0.0/0', '0.0.0.0', undefined],
  ['2001:db8:0:ffff::/64', '2001:db8:0:ffff::', '2001:db8:1::'],
])('%s begins at %s, and what is behind it at %s', (text, first, next) => {
  expect(Cidr.parse(text)).toMatchObject({ first });
  expect(Cidr.parse(text).next).toBe(next);
});
