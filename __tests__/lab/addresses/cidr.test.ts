import { cidrContains, parseCidr } from '../../../lab/addresses/cidr';
import { parseIpv4, parseIpv6 } from '../../../lab/addresses/ip-address';

describe('CIDR', () => {
  test.each([
    ['192.168.0.161/32', '192.168.0.161', true],
    ['192.168.0.161/32', '192.168.0.160', false],
    ['192.168.0.0/24', '192.168.0.255', true],
    ['192.168.0.0/24', '192.168.1.0', false],
    ['192.168.0.161/24', '192.168.0.7', true],
    ['10.0.0.0/9', '10.127.255.255', true],
    ['10.0.0.0/9', '10.128.0.0', false],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['10.0.0.0/31', '10.0.0.1', true],
    ['10.0.0.0/31', '10.0.0.2', false],
  ])('GIVEN %s WHEN asked for %s THEN the answer is %s', (cidr, address, expected) => {
    expect(cidrContains(parseCidr(cidr), parseIpv4(address))).toBe(expected);
  });

  test.each([
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:db8::a1/128', '2001:db8::a1', true],
    ['2001:db8::/61', '2001:db8:0:7::1', true],
    ['2001:db8::/61', '2001:db8:0:8::1', false],
    ['::/0', '2001:db8::1', true],
  ])('GIVEN %s WHEN asked for %s THEN the answer is %s', (cidr, address, expected) => {
    expect(cidrContains(parseCidr(cidr), parseIpv6(address))).toBe(expected);
  });

  test('GIVEN a block of everything WHEN asked for the other version THEN it does not contain it', () => {
    expect(cidrContains(parseCidr('0.0.0.0/0'), parseIpv6('::1'))).toBe(false);
    expect(cidrContains(parseCidr('::/0'), parseIpv4('127.0.0.1'))).toBe(false);
  });

  test.each([
    ['192.168.0.161', 'CIDR mask is missing in 192.168.0.161: did you mean 192.168.0.161/32?'],
    ['2001:db8::1', 'CIDR mask is missing in 2001:db8::1: did you mean 2001:db8::1/128?'],
    ['192.168.0.0/33', 'CIDR must look like 192.168.0.0/24 or 2001:db8::/32, got: 192.168.0.0/33'],
    ['192.168/16', 'CIDR must look like 192.168.0.0/24 or 2001:db8::/32, got: 192.168/16'],
    ['', 'CIDR must look like 192.168.0.0/24 or 2001:db8::/32, got: '],
  ])('GIVEN %p WHEN parsed THEN it is refused with the remedy', (text, message) => {
    expect(() => parseCidr(text)).toThrow(message);
  });
});
