import { contains, isInside, overlaps, parseIpv4Block } from '../../../lab/addresses/ipv4-block';

const block = (cidr: string) => {
  const parsed = parseIpv4Block(cidr);
  if (!parsed) throw new Error(`${cidr} is no block`);
  return parsed;
};

test('blocks contain and overlap each other', () => {
  expect(contains(block('192.168.0.0/16'), block('192.168.255.0/24'))).toBe(true);
  expect(contains(block('192.168.0.0/16'), block('192.169.0.0/24'))).toBe(false);
  expect(contains(block('192.168.0.0/24'), block('192.168.0.0/16'))).toBe(false);
  expect(overlaps(block('192.168.0.0/24'), block('192.168.0.128/25'))).toBe(true);
  expect(overlaps(block('192.168.0.0/25'), block('192.168.0.128/25'))).toBe(false);
});

test('an address is inside of its block alone', () => {
  expect(isInside('192.168.0.255', '192.168.0.0/24')).toBe(true);
  expect(isInside('192.168.1.0', '192.168.0.0/24')).toBe(false);
  expect(isInside('192.168.0', '192.168.0.0/24')).toBe(false);
});
