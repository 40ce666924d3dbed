import { decodeArp, encodeArp } from '../../../../lab/fabric/packet/arp';
import { parseIpv4 } from '../../../../lab/addresses/ip-address';
import { parseMac } from '../../../../lab/addresses/mac';

const reply = {
  operation: 2,
  senderMac: parseMac('fa:16:3e:7e:d6:bc'),
  senderIp: parseIpv4('192.168.0.230'),
  targetMac: parseMac('fa:16:3e:7e:d6:77'),
  targetIp: parseIpv4('192.168.0.161'),
};

describe('ARP', () => {
  test('GIVEN a reply WHEN encoded and decoded THEN every field is the same', () => {
    expect(decodeArp(encodeArp(reply))).toEqual({ ok: true, header: reply, payload: Buffer.alloc(0) });
  });

  test('GIVEN 27 bytes, or another hardware WHEN decoded THEN the reason says so', () => {
    const other = encodeArp(reply);
    other.writeUInt16BE(6, 0);
    expect(decodeArp(Buffer.alloc(27))).toEqual({ ok: false, reason: 'arp: message needs 28 bytes, got: 27' });
    expect(decodeArp(other)).toEqual({ ok: false, reason: 'arp: not IPv4 over Ethernet' });
  });
});
