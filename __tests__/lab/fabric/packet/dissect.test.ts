import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { compileEncapsulation, encapsulate } from '../../../../lab/fabric/mirror/encapsulation';
import { dissect, headerOf } from '../../../../lab/fabric/packet/dissect';
import { readFlow } from '../../../../lab/fabric/packet/flow';
import { encodePcapHeader, encodePcapRecord } from '../../../../lab/fabric/packet/pcap';
import { TcpFlag } from '../../../../lab/fabric/packet/tcp';
import { encodeUdp } from '../../../../lab/fabric/packet/udp';
import { describeUnless, missingTool } from '../../../needs';
import * as sample from './sample-frames';
import { joinLines, tcpdumpForm } from './tcpdump-form';

const SEED = 20240910;

const address = (first: number) =>
  fc.tuple(fc.nat(255), fc.nat(255), fc.integer({ min: 1, max: 254 })).map((rest) => [first, ...rest].join('.'));
const address6 = fc
  .tuple(fc.nat(0xffff), fc.nat(0xffff))
  .map(([a, b]) => `2001:db8:${a.toString(16)}::${b.toString(16)}`);
/** A range in which tcpdump knows no application protocol by its port. */
const port = fc.integer({ min: 40000, max: 43000 });
const tag = fc.record({
  tpid: fc.constantFrom(0x8100, 0x88a8),
  priority: fc.nat(7),
  dropEligible: fc.boolean(),
  id: fc.nat(4095),
});
const mac = fc.uint8Array({ minLength: 5, maxLength: 5 }).map(
  (rest) =>
    `02:${Buffer.from(rest)
      .toString('hex')
      .replace(/..(?=.)/g, '$&:')}`,
);
const common = fc.record({
  sourceMac: mac,
  destinationMac: mac,
  tags: fc.array(tag, { maxLength: 2 }),
  sourcePort: port,
  destinationPort: port,
  payload: fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
});
const tcpFields = fc.record({
  sequence: fc.nat(0xffffffff),
  acknowledgement: fc.nat(0xffffffff),
  flags: fc.nat(0xff),
  window: fc.nat(0xffff),
  urgentPointer: fc.nat(0xffff),
  options: fc.constantFrom([], sample.TIMESTAMPS, [
    { kind: 2, data: Buffer.from('05b4', 'hex') },
    { kind: 4, data: Buffer.alloc(0) },
    { kind: 1, data: Buffer.alloc(0) },
    { kind: 3, data: Buffer.from('07', 'hex') },
    { kind: 1, data: Buffer.alloc(0) },
    { kind: 1, data: Buffer.alloc(0) },
  ]),
});
const ipv4Fields = fc.record({
  typeOfService: fc.constantFrom(0, 0x10, 0xb8),
  ttl: fc.integer({ min: 1, max: 255 }),
  identification: fc.nat(0xffff),
  dontFragment: fc.boolean(),
  options: fc.constantFrom(Buffer.alloc(0), Buffer.from('94040000', 'hex')),
});
const ipv6Fields = fc.record({
  trafficClass: fc.nat(255),
  flowLabel: fc.nat(0xfffff),
  hopLimit: fc.integer({ min: 1, max: 255 }),
});

const options4 = fc
  .tuple(common, address(10), address(172), tcpFields, ipv4Fields)
  .map(([shared, source, destination, tcp, ipv4]) => ({ ...shared, source, destination, tcp, ipv4 }));
const options6 = fc
  .tuple(common, address6, address6, tcpFields, ipv6Fields)
  .map(([shared, source, destination, tcp, ipv6]) => ({ ...shared, source, destination, tcp, ipv6 }));

const HOP_BY_HOP = Buffer.from('1100010400000000', 'hex');
const FIRST_FRAGMENT = Buffer.from('1100000100abcdef', 'hex');
const LATER_FRAGMENT = Buffer.from('1100059800abcdef', 'hex');
const udpOf = (options: sample.SampleOptions) => (addresses: { source: Buffer; destination: Buffer }) =>
  encodeUdp(
    { sourcePort: options.sourcePort ?? 1, destinationPort: options.destinationPort ?? 2 },
    Buffer.from('fragment'),
    addresses,
  );

const mirror = compileEncapsulation({
  vni: 0xabcdef,
  packetLength: 96,
  sourceIpv4: '192.168.0.230',
  targetIpv4: '192.168.0.164',
  gatewayMac: 'fa:16:3e:d1:6b:5d',
  targetMac: 'fa:16:3e:7e:d6:7a',
});

const plainFrame = fc.oneof(
  options4.map(quietReset).map(sample.tcp4),
  options4.map(sample.udp4),
  options4.map(sample.icmp4),
  options4.map(sample.arpRequest),
  options4.map((each) => sample.udp4({ ...each, ipv4: { ...each.ipv4, moreFragments: true } })),
  options4.map((each) =>
    sample.ipv4Frame({ ...each, ipv4: { ...each.ipv4, fragmentOffset: 1480 } }, 17, () => each.payload),
  ),
  options6.map(quietReset).map(sample.tcp6),
  options6.map(sample.udp6),
  options6.map(sample.icmp6),
  options6.map((each) => sample.ipv6Frame(each, 0, (ends) => Buffer.concat([HOP_BY_HOP, udpOf(each)(ends)]))),
  options6.map((each) => sample.ipv6Frame(each, 44, (ends) => Buffer.concat([FIRST_FRAGMENT, udpOf(each)(ends)]))),
  options6.map((each) => sample.ipv6Frame(each, 44, () => Buffer.concat([LATER_FRAGMENT, Buffer.alloc(8)]))),
);
/** tcpdump prints the data of a reset as text, which this project has no use for. */
function quietReset(options: sample.SampleOptions): sample.SampleOptions {
  const isReset = ((options.tcp?.flags ?? 0) & TcpFlag.RST) !== 0;
  return isReset ? { ...options, payload: Buffer.alloc(0) } : options;
}

/** Cut to 96 bytes, which leaves the whole TCP header of an untagged frame. */
const mirrored = options4.map((each) =>
  encapsulate(mirror, sample.tcp4(quietReset({ ...each, tags: [], payload: Buffer.alloc(200) })), 40001),
);

describeUnless(missingTool(['tcpdump']), 'dissection beside tcpdump', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'dissect-'));
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  function tcpdump(frames: readonly Buffer[]): string {
    const file = join(directory, 'frames.pcap');
    const records = frames.map((frame) => encodePcapRecord({ seconds: 0, nanoseconds: 0, frame }));
    writeFileSync(file, Buffer.concat([encodePcapHeader(), ...records]));
    return execFileSync('tcpdump', ['-nnevvS', '-t', '-r', file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }

  test.each([
    ['plain', plainFrame, 600],
    ['mirrored', mirrored, 100],
  ])('GIVEN random %s frames WHEN tcpdump reads them THEN it reads what dissect reads', (_name, arbitrary, count) => {
    const frames = fc.sample(arbitrary, { seed: SEED, numRuns: count });
    expect(frames.map(tcpdumpForm)).toEqual(splitFrames(joinLines(tcpdump(frames)), frames));
  });
});

/** A mirrored frame takes two lines. */
function splitFrames(output: string, frames: readonly Buffer[]): string[] {
  const lines = output.split('\n');
  return frames.map((frame) => {
    const isMirrored = headerOf(dissect(frame), 'vxlan') !== undefined;
    return lines.splice(0, isMirrored ? 2 : 1).join('\n');
  });
}

describe('dissection of anything', () => {
  const bounded = { seed: SEED, numRuns: 20_000 };

  test('GIVEN random bytes WHEN dissected THEN nothing is thrown and no byte is invented', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const frame = Buffer.from(bytes);
        readFlow(frame);
        return dissect(frame).payload.length <= frame.length;
      }),
      bounded,
    );
  });

  test('GIVEN valid frames with bytes overwritten and cut WHEN dissected THEN nothing is thrown', () => {
    const damage = fc.tuple(fc.nat(200), fc.array(fc.tuple(fc.nat(120), fc.nat(255)), { maxLength: 4 }));
    const isBounded = (valid: Buffer, length: number, overwrites: readonly (readonly [number, number])[]): boolean => {
      const frame = Buffer.from(valid.subarray(0, length));
      for (const [at, value] of overwrites) if (at < frame.length) frame.writeUInt8(value, at);
      readFlow(frame);
      return dissect(frame).payload.length <= frame.length;
    };
    // To make a frame takes longer than all the rest: each is damaged in many ways.
    const ways = 20;
    fc.assert(
      fc.property(
        fc.oneof(plainFrame, mirrored),
        fc.array(damage, { minLength: ways, maxLength: ways }),
        (valid, damages) => damages.every((each) => isBounded(valid, ...each)),
      ),
      { ...bounded, numRuns: bounded.numRuns / ways },
    );
  });

  test('GIVEN a frame cut inside its TCP header WHEN dissected THEN the layers below are there with the reason', () => {
    const { layers, problem } = dissect(sample.tcp4().subarray(0, 50));
    expect(layers.map(({ kind }) => kind)).toEqual(['ethernet', 'ipv4']);
    expect(problem).toBe('tcp: header needs 20 bytes, got: 16');
  });
});
