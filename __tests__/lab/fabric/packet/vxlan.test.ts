import { VNI_MAX, decodeVxlan, encodeVxlanHeader } from '../../../../lab/fabric/packet/vxlan';

describe('VXLAN', () => {
  test.each([0, 1, VNI_MAX])(
    'GIVEN VNI %d WHEN encoded and decoded THEN flags are 0x08 and the VNI is the same',
    (vni) => {
      const bytes = Buffer.concat([encodeVxlanHeader(vni), Buffer.from('frame')]);
      expect(decodeVxlan(bytes)).toEqual({ ok: true, header: { flags: 0x08, vni }, payload: Buffer.from('frame') });
    },
  );

  test('GIVEN VNI 1 WHEN encoded THEN the bytes are those of RFC 7348 section 5', () => {
    expect(encodeVxlanHeader(1).toString('hex')).toBe('0800000000000100');
  });

  test.each([-1, VNI_MAX + 1, 1.5])('GIVEN VNI %d WHEN encoded THEN it is refused', (vni) => {
    expect(() => encodeVxlanHeader(vni)).toThrow(`VNI must be between 0 and 16777215, got: ${vni}`);
  });

  test('GIVEN no I flag, or 7 bytes WHEN decoded THEN the reason says so', () => {
    expect(decodeVxlan(Buffer.alloc(8))).toEqual({ ok: false, reason: 'vxlan: flag 0x08 must be set, got: 0x0' });
    expect(decodeVxlan(Buffer.alloc(7))).toEqual({ ok: false, reason: 'vxlan: header needs 8 bytes, got: 7' });
  });
});
