import { internetChecksum, transportChecksum } from '../../../../lab/fabric/packet/checksum';

describe('internet checksum', () => {
  test('GIVEN the sample words of RFC 1071 section 3 WHEN summed THEN the complement of ddf2 comes out', () => {
    expect(internetChecksum(Buffer.from('0001f203f4f5f6f7', 'hex'))).toBe(~0xddf2 & 0xffff);
  });

  test('GIVEN an odd last byte WHEN summed THEN it counts as the upper half of a word', () => {
    expect(internetChecksum(Buffer.from('ab', 'hex'))).toBe(~0xab00 & 0xffff);
  });

  test('GIVEN bytes that hold their checksum WHEN summed THEN the result is 0', () => {
    const header = Buffer.from('4500003ae26040004006d570c0a800a1c0a800e6', 'hex');
    header.writeUInt16BE(0, 10);
    header.writeUInt16BE(internetChecksum(header), 10);
    expect(internetChecksum(header)).toBe(0);
  });

  test('GIVEN 64 KiB of ones WHEN summed THEN every carry is folded', () => {
    expect(internetChecksum(Buffer.alloc(65_536, 0xff))).toBe(0);
  });

  test('GIVEN a segment WHEN its addresses are swapped THEN the checksum stays, WHEN one changes THEN it does not', () => {
    const one = Buffer.from([10, 0, 0, 1]);
    const other = Buffer.from([10, 0, 0, 2]);
    const segment = Buffer.from('segment');
    expect(transportChecksum(other, one, 6, segment)).toBe(transportChecksum(one, other, 6, segment));
    expect(transportChecksum(one, one, 6, segment)).not.toBe(transportChecksum(one, other, 6, segment));
  });
});
