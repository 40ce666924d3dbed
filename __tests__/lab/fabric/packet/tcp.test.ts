import { transportChecksum } from '../../../../lab/fabric/packet/checksum';
import { parseIpv4 } from '../../../../lab/addresses/ip-address';
import { TcpFlag, decodeTcp, encodeTcp } from '../../../../lab/fabric/packet/tcp';
import { TIMESTAMPS } from './sample-frames';

const ends = { source: parseIpv4('192.168.0.161'), destination: parseIpv4('192.168.0.230') };
const ports = { sourcePort: 38944, destinationPort: 1234 };

describe('TCP', () => {
  test('GIVEN every field WHEN encoded and decoded THEN each is the same and the checksum right', () => {
    const fields = {
      ...ports,
      sequence: 2063075043,
      acknowledgement: 1116663338,
      flags: TcpFlag.PSH | TcpFlag.ACK | TcpFlag.URG,
      window: 502,
      urgentPointer: 3,
      options: TIMESTAMPS,
    };
    const segment = encodeTcp(fields, Buffer.from('12345\n'), ends);
    expect(decodeTcp(segment)).toMatchObject({ ok: true, header: fields, payload: Buffer.from('12345\n') });
    expect(transportChecksum(ends.source, ends.destination, 6, segment)).toBe(0);
  });

  test.each([
    ['no length', '02000000'],
    ['length 1', '02010000'],
    ['a length beyond the header', '02050000'],
  ])('GIVEN an option with %s WHEN decoded THEN the options end before it', (_name, options) => {
    const segment = encodeTcp({ ...ports, options: [{ kind: 1, data: Buffer.alloc(0) }] }, Buffer.alloc(0), ends);
    Buffer.from(options, 'hex').copy(segment, 20);
    expect(decodeTcp(segment)).toMatchObject({ ok: true, header: { options: [] } });
  });

  test.each<[string, (segment: Buffer) => Buffer, string]>([
    ['19 bytes', (segment) => segment.subarray(0, 19), 'tcp: header needs 20 bytes, got: 19'],
    [
      'header length 16',
      (segment) => (segment.writeUInt8(0x40, 12), segment),
      'tcp: header length must be at least 20, got: 16',
    ],
    ['cut options', (segment) => (segment.writeUInt8(0xf0, 12), segment), 'tcp: header of 60 bytes is cut to 20'],
  ])('GIVEN %s WHEN decoded THEN the reason says so', (_name, damage, reason) => {
    expect(decodeTcp(damage(encodeTcp(ports, Buffer.alloc(0), ends)))).toEqual({ ok: false, reason });
  });

  test('GIVEN 41 bytes of options WHEN encoded THEN they are refused', () => {
    const options = [{ kind: 254, data: Buffer.alloc(39) }];
    expect(() => encodeTcp({ ...ports, options }, Buffer.alloc(0), ends)).toThrow(
      'TCP options must be at most 40 bytes, got: 41',
    );
  });
});
