import { decodeIpv4, encodeIpv4 } from '../../../../lab/fabric/packet/ipv4';
import { parseIpv4 } from '../../../../lab/addresses/ip-address';

const ends = { source: parseIpv4('192.168.0.161'), destination: parseIpv4('192.168.0.230'), protocol: 6 };
const packet = (): Buffer => encodeIpv4(ends, Buffer.from('payload'));

describe('IPv4', () => {
  test('GIVEN every field WHEN encoded and decoded THEN each is the same and the checksum right', () => {
    const fields = {
      ...ends,
      typeOfService: 0xb8,
      identification: 0xbeef,
      dontFragment: false,
      moreFragments: true,
      fragmentOffset: 8 * 0x1fff,
      ttl: 1,
      options: Buffer.from('94040000', 'hex'),
    };
    const decoded = decodeIpv4(encodeIpv4(fields, Buffer.from('payload')));
    expect(decoded).toMatchObject({
      ok: true,
      header: { ...fields, totalLength: 31, checksumOk: true },
      payload: Buffer.from('payload'),
    });
  });

  test('GIVEN one flipped bit WHEN decoded THEN the checksum is wrong', () => {
    const bytes = packet();
    bytes.writeUInt8(bytes.readUInt8(8) ^ 1, 8);
    expect(decodeIpv4(bytes)).toMatchObject({ ok: true, header: { checksumOk: false } });
  });

  test('GIVEN padding of the frame WHEN decoded THEN it is not payload', () => {
    const padded = Buffer.concat([packet(), Buffer.alloc(19)]);
    expect(decodeIpv4(padded)).toMatchObject({ payload: Buffer.from('payload') });
  });

  test('GIVEN total length 0 of a packet beyond 64 KiB WHEN decoded THEN the payload is all there is', () => {
    const bytes = packet();
    bytes.writeUInt16BE(0, 2);
    expect(decodeIpv4(bytes)).toMatchObject({ payload: Buffer.from('payload') });
  });

  test.each<[string, (bytes: Buffer) => Buffer, string]>([
    ['19 bytes', (bytes) => bytes.subarray(0, 19), 'ipv4: header needs 20 bytes, got: 19'],
    ['version 5', (bytes) => (bytes.writeUInt8(0x55, 0), bytes), 'ipv4: version must be 4, got: 5'],
    [
      'header length 16',
      (bytes) => (bytes.writeUInt8(0x44, 0), bytes),
      'ipv4: header length must be at least 20, got: 16',
    ],
    ['cut options', (bytes) => (bytes.writeUInt8(0x4f, 0), bytes), 'ipv4: header of 60 bytes is cut to 27'],
    [
      'total length 19',
      (bytes) => (bytes.writeUInt16BE(19, 2), bytes),
      "ipv4: total length 19 is less than the header's 20",
    ],
  ])('GIVEN %s WHEN decoded THEN the reason says so', (_name, damage, reason) => {
    expect(decodeIpv4(damage(packet()))).toEqual({ ok: false, reason });
  });

  test('GIVEN more than a packet holds WHEN encoded THEN it is refused', () => {
    expect(() => encodeIpv4(ends, Buffer.alloc(65_516))).toThrow('an IPv4 packet is at most 65535 bytes, got: 65536');
    expect(() => encodeIpv4({ ...ends, options: Buffer.alloc(41) }, Buffer.alloc(0))).toThrow('got: 41');
  });
});
