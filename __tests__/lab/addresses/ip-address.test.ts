import { formatIp, parseIpv4, parseIpv6 } from '../../../lab/addresses/ip-address';

describe('IP address', () => {
  test('GIVEN IPv4 text WHEN parsed THEN it has four bytes and formats back', () => {
    expect([...parseIpv4('192.168.0.230')]).toEqual([192, 168, 0, 230]);
    expect(formatIp(parseIpv4('192.168.0.230'))).toBe('192.168.0.230');
  });

  test('GIVEN IPv6 text WHEN parsed THEN it has sixteen bytes and formats back in its short form', () => {
    expect(formatIp(parseIpv6('2001:0db8:0:0:0:0:0:00a1'))).toBe('2001:db8::a1');
  });

  test.each(['192.168.0', '192.168.0.256', '0300.168.0.1', '::1', '192.168.0.1/24', ''])(
    'GIVEN %p WHEN parsed as IPv4 THEN it is refused',
    (text) => {
      expect(() => parseIpv4(text)).toThrow(`IPv4 address must look like 192.168.0.230, got: ${text}`);
    },
  );

  test.each(['192.168.0.1', 'fe80::1%eth0', '2001:db8::/32', ''])(
    'GIVEN %p WHEN parsed as IPv6 THEN it is refused',
    (text) => {
      expect(() => parseIpv6(text)).toThrow(`IPv6 address must look like 2001:db8::1, got: ${text}`);
    },
  );

  test('GIVEN five bytes WHEN formatted THEN the length is refused', () => {
    expect(() => formatIp(Buffer.alloc(5))).toThrow('an IP address has 4 or 16 bytes, got: 5');
  });
});
