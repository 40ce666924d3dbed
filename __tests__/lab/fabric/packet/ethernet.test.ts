import { decodeEthernet, encodeEthernet } from '../../../../lab/fabric/packet/ethernet';
import { parseMac } from '../../../../lab/addresses/mac';

const ends = { destination: parseMac('fa:16:3e:7e:d6:bc'), source: parseMac('fa:16:3e:7e:d6:77') };

describe('Ethernet', () => {
  test('GIVEN two VLAN tags WHEN encoded and decoded THEN tags, type and payload are the same', () => {
    const header = {
      ...ends,
      tags: [
        { tpid: 0x88a8, priority: 7, dropEligible: false, id: 4095 },
        { tpid: 0x8100, priority: 0, dropEligible: true, id: 1 },
      ],
      etherType: 0x0800,
    };
    const frame = encodeEthernet(header, Buffer.from('payload'));
    expect(decodeEthernet(frame)).toEqual({ ok: true, header, payload: Buffer.from('payload') });
  });

  test('GIVEN 13 bytes WHEN decoded THEN the reason names what is missing', () => {
    expect(decodeEthernet(Buffer.alloc(13))).toEqual({ ok: false, reason: 'ethernet: header needs 14 bytes, got: 13' });
  });

  test('GIVEN a frame that ends inside its tag WHEN decoded THEN the reason says so', () => {
    const frame = encodeEthernet({ ...ends, etherType: 0x8100 }, Buffer.alloc(3));
    expect(decodeEthernet(frame)).toEqual({ ok: false, reason: 'ethernet: frame ends inside a VLAN tag' });
  });
});
