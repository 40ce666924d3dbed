import { internetChecksum, transportChecksum } from '../../../../lab/fabric/packet/checksum';
import { IcmpType, decodeIcmp, encodeIcmp } from '../../../../lab/fabric/packet/icmp';
import { parseIpv6 } from '../../../../lab/addresses/ip-address';

describe('ICMP', () => {
  const fields = { type: IcmpType.ECHO_REQUEST, code: 0, identifier: 7, sequence: 65_535 };

  test('GIVEN an echo request WHEN encoded and decoded THEN the fields are the same and the checksum right', () => {
    const message = encodeIcmp(fields, Buffer.from('ping'));
    expect(decodeIcmp(message)).toMatchObject({ ok: true, header: fields, payload: Buffer.from('ping') });
    expect(internetChecksum(message)).toBe(0);
  });

  test('GIVEN IPv6 addresses WHEN encoded THEN the checksum covers them', () => {
    const ends = { source: parseIpv6('2001:db8::1'), destination: parseIpv6('2001:db8::2') };
    const message = encodeIcmp({ ...fields, type: IcmpType.ECHO_REQUEST_V6 }, Buffer.from('ping'), ends);
    expect(transportChecksum(ends.source, ends.destination, 58, message)).toBe(0);
  });

  test('GIVEN 7 bytes WHEN decoded THEN the reason says so', () => {
    expect(decodeIcmp(Buffer.alloc(7))).toEqual({ ok: false, reason: 'icmp: header needs 8 bytes, got: 7' });
  });
});
