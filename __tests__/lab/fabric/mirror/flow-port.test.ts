import fc from 'fast-check';
import { EPHEMERAL_PORTS, flowSourcePort } from '../../../../lab/fabric/mirror/flow-port';
import { readFlow } from '../../../../lab/fabric/packet/flow';
import * as sample from '../packet/sample-frames';

function portOf(frame: Buffer): number {
  const flow = readFlow(frame);
  if (flow === undefined) throw new Error('the frame has no flow');
  return flowSourcePort(flow);
}

const there = { source: '10.0.0.1', destination: '10.0.0.2', sourcePort: 40000, destinationPort: 80 };
const back = { source: '10.0.0.2', destination: '10.0.0.1', sourcePort: 80, destinationPort: 40000 };

describe('outer source port', () => {
  test('GIVEN any ports WHEN hashed THEN the result is an ephemeral port', () => {
    const port = fc.nat(0xffff);
    fc.assert(
      fc.property(port, port, (sourcePort, destinationPort) => {
        const result = portOf(sample.tcp4({ sourcePort, destinationPort }));
        return result >= EPHEMERAL_PORTS.from && result <= EPHEMERAL_PORTS.to;
      }),
      { seed: 3, numRuns: 2000 },
    );
  });

  test('GIVEN a flow WHEN its payload differs THEN the port stays', () => {
    expect(portOf(sample.tcp4({ payload: Buffer.from('a') }))).toBe(
      portOf(sample.tcp4({ payload: Buffer.from('bb') })),
    );
  });

  test.each([
    ['addresses', there, back],
    ['ports of one address', { ...there, destination: '10.0.0.1' }, { ...back, source: '10.0.0.1' }],
  ])('GIVEN both directions, told apart by their %s WHEN hashed THEN the port is the same', (_name, one, other) => {
    expect(portOf(sample.tcp4(one))).toBe(portOf(sample.tcp4(other)));
  });

  test.each([
    ['source port', { sourcePort: 40001 }],
    ['destination port', { destinationPort: 81 }],
    ['source address', { source: '10.0.0.9' }],
    ['destination address', { destination: '10.0.0.9' }],
  ])('GIVEN another %s WHEN hashed THEN the port differs', (_name, change) => {
    expect(portOf(sample.tcp4({ ...there, ...change }))).not.toBe(portOf(sample.tcp4(there)));
  });

  test('GIVEN TCP and UDP of the same ends WHEN hashed THEN the ports differ', () => {
    expect(portOf(sample.udp4(there))).not.toBe(portOf(sample.tcp4(there)));
  });

  test('GIVEN the fragments of one datagram WHEN hashed THEN the port is the same', () => {
    const first = sample.udp4({ ...there, ipv4: { moreFragments: true } });
    expect(portOf(first)).toBe(portOf(sample.udp4({ ...there, ipv4: { fragmentOffset: 1480 } })));
  });

  test('GIVEN a thousand flows WHEN hashed THEN they spread over hundreds of ports', () => {
    const ports = new Set(Array.from({ length: 1000 }, (_, at) => portOf(sample.tcp4({ sourcePort: 30000 + at }))));
    expect(ports.size).toBeGreaterThan(900);
  });
});
