import { transportChecksum } from '../../../../lab/fabric/packet/checksum';
import { parseIpv4 } from '../../../../lab/addresses/ip-address';
import { decodeUdp, encodeUdp } from '../../../../lab/fabric/packet/udp';

const ends = { source: parseIpv4('192.168.0.161'), destination: parseIpv4('192.168.0.230') };
const ports = { sourcePort: 40000, destinationPort: 4789 };

describe('UDP', () => {
  test('GIVEN addresses WHEN encoded THEN the checksum is right and the fields decode', () => {
    const datagram = encodeUdp(ports, Buffer.from('hello'), ends);
    expect(transportChecksum(ends.source, ends.destination, 17, datagram)).toBe(0);
    expect(decodeUdp(datagram)).toMatchObject({
      ok: true,
      header: { ...ports, length: 13 },
      payload: Buffer.from('hello'),
    });
  });

  test('GIVEN no addresses WHEN encoded THEN the checksum is 0, which says "none"', () => {
    expect(decodeUdp(encodeUdp(ports, Buffer.from('hello')))).toMatchObject({ header: { checksum: 0 } });
  });

  test('GIVEN data whose checksum comes out as 0 WHEN encoded THEN it is sent as ones', () => {
    const probe = encodeUdp(ports, Buffer.alloc(2), ends).readUInt16BE(6);
    const payload = Buffer.alloc(2);
    payload.writeUInt16BE(probe);
    expect(encodeUdp(ports, payload, ends).readUInt16BE(6)).toBe(0xffff);
  });

  test('GIVEN bytes behind the length WHEN decoded THEN they are not payload', () => {
    expect(decodeUdp(Buffer.concat([encodeUdp(ports, Buffer.from('hello')), Buffer.alloc(4)]))).toMatchObject({
      payload: Buffer.from('hello'),
    });
  });

  test('GIVEN 7 bytes, or a length of 7 WHEN decoded THEN the reason says so', () => {
    const short = encodeUdp(ports, Buffer.alloc(0));
    short.writeUInt16BE(7, 4);
    expect(decodeUdp(Buffer.alloc(7))).toEqual({ ok: false, reason: 'udp: header needs 8 bytes, got: 7' });
    expect(decodeUdp(short)).toEqual({ ok: false, reason: 'udp: length must be at least 8, got: 7' });
  });

  test('GIVEN more than a datagram holds WHEN encoded THEN it is refused', () => {
    expect(() => encodeUdp(ports, Buffer.alloc(65_528))).toThrow('a UDP datagram is at most 65535 bytes, got: 65536');
  });
});
