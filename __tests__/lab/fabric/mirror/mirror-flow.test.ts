import {
  flowKeysOf,
  mirrorFlowsOf,
  mirrorTrafficDetector,
  type MirrorFlow,
} from '../../../../lab/fabric/mirror/mirror-flow';
import { readFlow } from '../../../../lab/fabric/packet/flow';
import { encodeIcmp } from '../../../../lab/fabric/packet/icmp';
import { IpProtocol } from '../../../../lab/fabric/packet/ipv4';
import { type MirrorPort } from '../../../../lab/fabric/mirror-plane';
import { encodeVxlanHeader } from '../../../../lab/fabric/packet/vxlan';
import * as sample from '../packet/sample-frames';
import { guideSession } from './guide-session';

const vxlan = Buffer.concat([encodeVxlanHeader(9), sample.tcp4()]);
const flows = [{ sourceIpv4: '192.168.0.161', targetIpv4: '192.168.0.230' }];

function isMirrorTraffic(frame: Buffer, known?: readonly MirrorFlow[]): boolean {
  const flow = readFlow(frame);
  return flow !== undefined && mirrorTrafficDetector(known)(flow);
}

describe('mirror traffic', () => {
  test.each<[string, Buffer, boolean]>([
    ['VXLAN to UDP 4789 between a source and its target', sample.udp4({ destinationPort: 4789, payload: vxlan }), true],
    [
      'VXLAN the other way round',
      sample.udp4({ source: '192.168.0.230', destination: '192.168.0.161', destinationPort: 4789, payload: vxlan }),
      false,
    ],
    [
      'VXLAN between other servers',
      sample.udp4({ source: '192.168.0.9', destinationPort: 4789, payload: vxlan }),
      false,
    ],
    ['UDP 4789 without the VXLAN flag', sample.udp4({ destinationPort: 4789, payload: Buffer.alloc(20) }), false],
    [
      'UDP 4789 with less than a VXLAN header',
      sample.udp4({ destinationPort: 4789, payload: vxlan.subarray(0, 7) }),
      false,
    ],
    [
      'VXLAN from UDP 4789 to another port',
      sample.udp4({ sourcePort: 4789, destinationPort: 4790, payload: vxlan }),
      false,
    ],
    ['TCP 4789', sample.tcp4({ destinationPort: 4789, payload: vxlan }), false],
    ['a later fragment', sample.udp4({ destinationPort: 4789, payload: vxlan, ipv4: { fragmentOffset: 8 } }), false],
  ])('GIVEN %s WHEN asked THEN the answer is right', (_name, frame, expected) => {
    expect(isMirrorTraffic(frame, flows)).toBe(expected);
  });

  const quoting = (cause: Buffer, type = 3): Buffer =>
    sample.ipv4Frame({ source: '192.168.0.230', destination: '192.168.0.161' }, IpProtocol.ICMP, () =>
      encodeIcmp({ type, code: 3 }, cause.subarray(14)),
    );
  const mirrored = sample.udp4({ destinationPort: 4789, payload: vxlan });

  test.each<[string, Buffer, boolean]>([
    ['port unreachable about a mirrored frame', quoting(mirrored), true],
    ['the same with only eight bytes behind the IP header', quoting(mirrored.subarray(0, 42)), true],
    ['time exceeded about a mirrored frame', quoting(mirrored, 11), true],
    ['an echo request with a mirrored frame as data', quoting(mirrored, 8), false],
    ['port unreachable about another port', quoting(sample.udp4()), false],
    [
      'port unreachable about VXLAN of other servers',
      quoting(sample.udp4({ source: '10.9.9.9', destinationPort: 4789 })),
      false,
    ],
    ['port unreachable about TCP', quoting(sample.tcp4({ destinationPort: 4789 })), false],
    ['port unreachable that is cut', quoting(mirrored).subarray(0, 60), false],
  ])('GIVEN %s WHEN asked THEN the answer is right', (_name, frame, expected) => {
    expect(isMirrorTraffic(frame, flows)).toBe(expected);
  });

  test('GIVEN no list of sources and targets WHEN any VXLAN to UDP 4789 comes THEN it counts as mirror traffic', () => {
    const frame = sample.udp4({ source: '10.9.9.9', destinationPort: 4789, payload: vxlan });
    expect(isMirrorTraffic(frame)).toBe(true);
    expect(isMirrorTraffic(frame, [])).toBe(false);
  });
});

describe('mirror flows of sessions', () => {
  const portOf = (ipv4: string): MirrorPort => ({
    ...{ interfaceId: ipv4, ipv4, mac: 'fa:16:3e:00:00:01', device: 'p1' },
    ...{ injectDevice: 'br0', gatewayMac: 'fa:16:3e:00:00:02', namespacePid: 1 },
    ...{ routerDevice: 'mirror-in', routerMac: '02:00:00:00:00:01' },
  });

  test('GIVEN two sources and a disabled session WHEN asked THEN each source is paired with the target', () => {
    const session = guideSession({ enabled: false });
    const sources = [portOf('10.0.0.1'), portOf('10.0.0.2')];
    expect(mirrorFlowsOf([{ session, sources, target: portOf('10.0.0.3') }])).toEqual([
      { sourceIpv4: '10.0.0.1', targetIpv4: '10.0.0.3' },
      { sourceIpv4: '10.0.0.2', targetIpv4: '10.0.0.3' },
    ]);
  });

  test('GIVEN the same flows in another order, one of them twice WHEN compared THEN they are equal', () => {
    const one = { sourceIpv4: '10.0.0.1', targetIpv4: '10.0.0.3' };
    const back = { sourceIpv4: '10.0.0.3', targetIpv4: '10.0.0.1' };
    expect(flowKeysOf([one, back])).toEqual(flowKeysOf([back, one, back]));
    expect(flowKeysOf([one])).not.toEqual(flowKeysOf([back]));
  });
});
