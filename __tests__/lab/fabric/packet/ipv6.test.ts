import { parseIpv6 } from '../../../../lab/addresses/ip-address';
import { decodeIpv6, encodeIpv6 } from '../../../../lab/fabric/packet/ipv6';

const ends = { source: parseIpv6('2001:db8::a1'), destination: parseIpv6('2001:db8::e6') };
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('IPv6', () => {
  test('GIVEN every field WHEN encoded and decoded THEN each is the same', () => {
    const fields = { ...ends, trafficClass: 0xff, flowLabel: 0xfffff, hopLimit: 1 };
    const decoded = decodeIpv6(encodeIpv6({ ...fields, nextHeader: 17 }, Buffer.from('payload')));
    const header = { ...fields, protocol: 17, payloadLength: 7, extensions: [] };
    expect(decoded).toEqual({ ok: true, header, payload: Buffer.from('payload') });
  });

  test('GIVEN hop-by-hop, destination and authentication headers WHEN decoded THEN the transport behind them is found', () => {
    const chain = hex('3c00010400000000 3301010400000000 0000000000000000 0604000000000001');
    // Authentication header: length field 4 = 6 words of 4 bytes.
    const rest = hex('0000000200000003 0000000400000005');
    const decoded = decodeIpv6(
      encodeIpv6({ ...ends, nextHeader: 0 }, Buffer.concat([chain, rest, Buffer.from('tcp')])),
    );
    expect(decoded).toMatchObject({
      ok: true,
      header: { extensions: [0, 60, 51], protocol: 6 },
      payload: Buffer.from('tcp'),
    });
  });

  test('GIVEN a first fragment WHEN decoded THEN the chain goes on behind it', () => {
    const bytes = encodeIpv6(
      { ...ends, nextHeader: 44 },
      Buffer.concat([hex('3c000001 00abcdef 1100010400000000'), Buffer.from('udp')]),
    );
    expect(decodeIpv6(bytes)).toMatchObject({
      header: {
        extensions: [44, 60],
        protocol: 17,
        fragment: { offset: 0, moreFragments: true, identification: 0xabcdef },
      },
      payload: Buffer.from('udp'),
    });
  });

  test('GIVEN a later fragment that looks like a header WHEN decoded THEN it is payload', () => {
    const bytes = encodeIpv6({ ...ends, nextHeader: 44 }, hex('3c000598 00abcdef 1100010400000000'));
    expect(decodeIpv6(bytes)).toMatchObject({
      header: { extensions: [44], protocol: 60, fragment: { offset: 1432, moreFragments: false } },
      payload: hex('1100010400000000'),
    });
  });

  test('GIVEN ESP WHEN decoded THEN the chain ends there', () => {
    expect(decodeIpv6(encodeIpv6({ ...ends, nextHeader: 50 }, hex('0600000000000000')))).toMatchObject({
      header: { extensions: [], protocol: 50 },
    });
  });

  test.each([
    ['39 bytes', Buffer.alloc(39), 'ipv6: header needs 40 bytes, got: 39'],
    ['version 4', Buffer.alloc(40, 0x45), 'ipv6: version must be 6, got: 4'],
    [
      'half an extension',
      encodeIpv6({ ...ends, nextHeader: 0 }, Buffer.alloc(7)),
      'ipv6: packet ends inside extension header 0',
    ],
    [
      'a cut extension',
      encodeIpv6({ ...ends, nextHeader: 60 }, hex('06ff000000000000')),
      'ipv6: extension header 60 of 2048 bytes is cut',
    ],
  ])('GIVEN %s WHEN decoded THEN the reason says so', (_name, bytes, reason) => {
    expect(decodeIpv6(bytes)).toEqual({ ok: false, reason });
  });

  test('GIVEN more than a packet holds WHEN encoded THEN it is refused', () => {
    expect(() => encodeIpv6({ ...ends, nextHeader: 6 }, Buffer.alloc(65_536))).toThrow(
      'an IPv6 payload is at most 65535 bytes, got: 65536',
    );
  });
});
