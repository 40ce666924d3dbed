import {
  OVERHEAD,
  PACKET_LENGTH_MAX,
  compileEncapsulation,
  encapsulate,
  type EncapsulationOptions,
} from '../../../../lab/fabric/mirror/encapsulation';
import { dissect, headerOf } from '../../../../lab/fabric/packet/dissect';
import { formatIp } from '../../../../lab/addresses/ip-address';
import { formatMac } from '../../../../lab/addresses/mac';
import * as sample from '../packet/sample-frames';
import { GUIDE_SOURCE, GUIDE_TARGET } from './guide-session';

const ETHERNET_MTU = 1500;

function wrap(original: Buffer, changes: Partial<EncapsulationOptions> = {}): Buffer {
  const encapsulation = compileEncapsulation({
    vni: 1,
    packetLength: 96,
    sourceIpv4: GUIDE_SOURCE.ipv4,
    targetIpv4: GUIDE_TARGET.ipv4,
    gatewayMac: GUIDE_TARGET.gatewayMac,
    targetMac: GUIDE_TARGET.mac,
    ...changes,
  });
  return encapsulate(encapsulation, original, 32838);
}

describe('encapsulation', () => {
  test("GIVEN the guide's packet of 72 bytes WHEN wrapped THEN it has 122 and every outer field of Table 6", () => {
    const original = sample.tcp4();
    const outer = wrap(original);
    const dissection = dissect(outer);
    const ethernet = headerOf(dissection, 'ethernet');
    const ip = headerOf(dissection, 'ipv4');
    expect([original.length, outer.length, OVERHEAD]).toEqual([72, 122, 50]);
    expect(ethernet && [formatMac(ethernet.source), formatMac(ethernet.destination), ethernet.etherType]).toEqual([
      'fa:16:3e:d1:6b:5d',
      'fa:16:3e:7e:d6:7a',
      0x0800,
    ]);
    expect(ip && [formatIp(ip.source), formatIp(ip.destination), ip.protocol]).toEqual([
      '192.168.0.230',
      '192.168.0.164',
      17,
    ]);
    expect(ip).toMatchObject({ checksumOk: true, totalLength: 108, dontFragment: true, ttl: 64 });
    expect(headerOf(dissection, 'udp')).toEqual({ sourcePort: 32838, destinationPort: 4789, length: 88, checksum: 0 });
    expect(headerOf(dissection, 'vxlan')).toEqual({ flags: 0x08, vni: 1 });
    expect(outer.subarray(OVERHEAD)).toEqual(original);
  });

  test.each([1, 14, 96, 97, PACKET_LENGTH_MAX])(
    'GIVEN packet length %d WHEN a longer frame is wrapped THEN exactly so many bytes are copied',
    (packetLength) => {
      const original = sample.tcp4({ payload: Buffer.alloc(3000, 'x') });
      const outer = wrap(original, { packetLength });
      expect(outer.subarray(OVERHEAD)).toEqual(original.subarray(0, packetLength));
      expect(headerOf(dissect(outer), 'ipv4')).toMatchObject({ totalLength: packetLength + 36, checksumOk: true });
    },
  );

  test('GIVEN a frame as long as the packet length WHEN wrapped THEN nothing is cut', () => {
    const original = sample.tcp4({ payload: Buffer.alloc(30) });
    expect(original).toHaveLength(96);
    expect(wrap(original).subarray(OVERHEAD)).toEqual(original);
  });

  test('GIVEN the largest packet length WHEN the largest frame is wrapped THEN it fits the MTU of 1500', () => {
    const outer = wrap(sample.tcp4({ payload: Buffer.alloc(60_000) }), { packetLength: PACKET_LENGTH_MAX });
    expect(outer).toHaveLength(1510);
    expect(outer.length - 14).toBeLessThanOrEqual(ETHERNET_MTU);
  });

  test.each([0, 1461, -1, 1.5, Number.NaN])(
    'GIVEN packet length %d WHEN compiled THEN it is refused, so nothing beyond the MTU can arise',
    (packetLength) => {
      expect(() => wrap(sample.tcp4(), { packetLength })).toThrow(
        `packet length must be between 1 and 1460, got: ${packetLength}`,
      );
    },
  );

  test('GIVEN VNI 16777216 WHEN compiled THEN it is refused', () => {
    expect(() => wrap(sample.tcp4(), { vni: 16_777_216 })).toThrow('VNI must be between 0 and 16777215, got: 16777216');
  });

  test('GIVEN several frames written to one buffer WHEN read THEN none touches its neighbour', () => {
    const options = {
      vni: 5,
      packetLength: 96,
      sourceIpv4: '10.0.0.1',
      targetIpv4: '10.0.0.2',
      gatewayMac: GUIDE_TARGET.gatewayMac,
      targetMac: GUIDE_TARGET.mac,
    };
    const encapsulation = compileEncapsulation(options);
    const [one, other] = [sample.tcp4(), sample.udp4()];
    const buffer = Buffer.alloc(400, 0xee);
    const length = encapsulation.write(one, 40000, buffer, 3);
    const end = 3 + length + encapsulation.write(other, 40001, buffer, 3 + length);
    expect(buffer.subarray(3, 3 + length)).toEqual(encapsulate(encapsulation, one, 40000));
    expect(buffer.subarray(3 + length, end)).toEqual(encapsulate(encapsulation, other, 40001));
    expect(new Set([...buffer.subarray(0, 3), ...buffer.subarray(end)])).toEqual(new Set([0xee]));
  });
});
