import { firstFree, reservedAddresses } from '../../../lab/region/subnet-addresses';

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
