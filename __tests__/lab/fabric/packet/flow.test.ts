import { formatIp } from '../../../../lab/addresses/ip-address';
import { readFlow } from '../../../../lab/fabric/packet/flow';
import * as sample from './sample-frames';

const tag = { tpid: 0x8100, priority: 0, dropEligible: false, id: 5 };

describe('flow', () => {
  test.each([
    ['TCP over IPv4', sample.tcp4(), 4, 6],
    ['UDP over IPv6', sample.udp6(), 6, 17],
    ['TCP in a VLAN', sample.tcp4({ tags: [tag] }), 4, 6],
    ['UDP behind IPv4 options', sample.udp4({ ipv4: { options: Buffer.from('94040000', 'hex') } }), 4, 17],
  ])('GIVEN %s WHEN read THEN version, protocol and ports are there', (_name, frame, version, protocol) => {
    expect(readFlow(frame)).toMatchObject({
      version,
      protocol,
      ports: { source: 38944, destination: 1234 },
      fragmented: false,
    });
  });

  test('GIVEN the sample frame WHEN read THEN addresses are source and destination', () => {
    const flow = readFlow(sample.tcp4());
    expect(flow && [formatIp(flow.source), formatIp(flow.destination)]).toEqual(['192.168.0.161', '192.168.0.230']);
  });

  test('GIVEN ICMP WHEN read THEN there are no ports', () => {
    expect(readFlow(sample.icmp4())).toMatchObject({ protocol: 1 });
    expect(readFlow(sample.icmp4())).not.toHaveProperty('ports');
  });

  test('GIVEN fragments WHEN read THEN the first has ports and later ones have none', () => {
    const first = readFlow(sample.udp4({ ipv4: { moreFragments: true } }));
    const later = readFlow(sample.udp4({ ipv4: { fragmentOffset: 1480 } }));
    expect(first).toMatchObject({ fragmented: true, ports: { source: 38944, destination: 1234 } });
    expect(later).toMatchObject({ fragmented: true, protocol: 17 });
    expect(later).not.toHaveProperty('ports');
  });

  test('GIVEN later fragments of IPv6 WHEN read THEN there are no ports', () => {
    const later = sample.ipv6Frame({}, 44, () => Buffer.from('1100059800abcdef982004d200080000', 'hex'));
    expect(readFlow(later)).toMatchObject({ version: 6, protocol: 17, fragmented: true });
    expect(readFlow(later)).not.toHaveProperty('ports');
  });

  test('GIVEN an atomic fragment (offset 0, no more) WHEN read THEN it counts as whole', () => {
    const atomic = sample.ipv6Frame({}, 44, () => Buffer.from('1100000000abcdef982004d200080000', 'hex'));
    expect(readFlow(atomic)).toMatchObject({ fragmented: false, ports: { source: 38944, destination: 1234 } });
  });

  test.each([
    ['ARP', sample.arpRequest()],
    ['a cut IPv4 header', sample.tcp4().subarray(0, 30)],
    ['a cut IPv6 header', sample.tcp6().subarray(0, 50)],
    ['nothing', Buffer.alloc(0)],
  ])('GIVEN %s WHEN read THEN there is no flow', (_name, frame) => {
    expect(readFlow(frame)).toBeUndefined();
  });

  test('GIVEN a TCP header cut to 3 bytes WHEN read THEN the flow is there without ports', () => {
    expect(readFlow(sample.tcp4().subarray(0, 37))).not.toHaveProperty('ports');
  });
});
