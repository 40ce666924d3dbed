import { dissect, headerOf } from '../../../lab/fabric/packet/dissect';
import { encodeEthernet, EtherType } from '../../../lab/fabric/packet/ethernet';
import { IpProtocol } from '../../../lab/fabric/packet/ipv4';
import { encodeIpv6 } from '../../../lab/fabric/packet/ipv6';
import { parseIpv6 } from '../../../lab/addresses/ip-address';
import { parseMac } from '../../../lab/addresses/mac';
import { encodeUdp } from '../../../lab/fabric/packet/udp';
import { type Topology, type TopologyMirrorRule } from '../../../lab/topology/topology';
import { guideTopology, rule, sgX, SOURCE, TARGET, TEST } from './guide-topology';
import { captureWhile, on, waitFor } from './test-lab';
import { describeWithFabric } from './with-fabric';

jest.setTimeout(60_000);

const PORT = 1234;
const PACKET_LENGTH = 96;
const ends = { source: parseIpv6('fd00:a::103'), destination: parseIpv6('fd00:a::101') };
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const byte = (value: number): string => value.toString(16).padStart(2, '0');

/** An extension header of 8 bytes that says nothing: options that are padding, or a route with nothing left of it. */
const padding = (next: number): Buffer => hex(`${byte(next)} 00 01 04 00000000`);
const spentRoute = (next: number): Buffer => hex(`${byte(next)} 00 04 00 00000000`);
/** Of 12 bytes of integrity value, which only the receiver could check. */
const authentication = (next: number): Buffer => hex(`${byte(next)} 04 0000 00000001 00000002 ${'ab'.repeat(12)}`);
const fragment = (next: number, offset: number, more: boolean): Buffer => {
  const header = hex(`${byte(next)} 00 0000 00abcdef`);
  header.writeUInt16BE(offset | Number(more), 2);
  return header;
};

const { HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION } = {
  ...{ HOP_BY_HOP: 0, ROUTING: 43, FRAGMENT: 44, AUTHENTICATION: 51, DESTINATION: 60 },
} as const;

/** From ECS-test to ECS-source, longer than the packet length. */
const frame = (nextHeader: number, ...parts: readonly Buffer[]): Buffer =>
  encodeEthernet(
    {
      destination: parseMac('fa:16:3e:7e:d6:01'),
      source: parseMac('fa:16:3e:7e:d6:03'),
      etherType: EtherType.IPV6,
    },
    encodeIpv6({ ...ends, nextHeader }, Buffer.concat(parts)),
  );
const udp = (destinationPort: number): Buffer =>
  encodeUdp({ sourcePort: 4000, destinationPort }, Buffer.alloc(160, 'ipv6 '), ends);

const first = udp(PORT).subarray(0, 120);
const frames = {
  'no extension header': frame(IpProtocol.UDP, udp(PORT)),
  'hop-by-hop and destination options': frame(HOP_BY_HOP, padding(DESTINATION), padding(IpProtocol.UDP), udp(PORT)),
  'a routing header': frame(ROUTING, spentRoute(IpProtocol.UDP), udp(PORT)),
  'an authentication header': frame(AUTHENTICATION, authentication(IpProtocol.UDP), udp(PORT)),
  'a packet in one fragment': frame(FRAGMENT, fragment(IpProtocol.UDP, 0, false), udp(PORT)),
  'a first fragment with options': frame(
    HOP_BY_HOP,
    padding(FRAGMENT),
    fragment(DESTINATION, 0, true),
    padding(IpProtocol.UDP),
    first,
  ),
  'a first fragment': frame(FRAGMENT, fragment(IpProtocol.UDP, 0, true), first),
  'a later fragment': frame(FRAGMENT, fragment(IpProtocol.UDP, 120, false), Buffer.alloc(120, 'rest ')),
  'another port behind options': frame(HOP_BY_HOP, padding(IpProtocol.UDP), udp(PORT + 1)),
};
type Name = keyof typeof frames;
const names = Object.keys(frames) as Name[];

const ports = { destinationPorts: { from: PORT, to: PORT } };
const ipv6: TopologyMirrorRule = {
  ...{ direction: 'ingress', priority: 1, ethertype: 'IPv6', protocol: 'udp', action: 'accept' },
  sourceCidr: 'fd00:a::103/128',
  destinationCidr: 'fd00:a::/64',
};
/** The last thing sent: when its copy has arrived, the others would have. */
const fence: TopologyMirrorRule = {
  ...{ direction: 'ingress', priority: 2, ethertype: 'IPv4', protocol: 'udp', action: 'accept' },
  destinationPorts: { from: 7, to: 7 },
};

function topology(rules: readonly TopologyMirrorRule[]): Topology {
  const base = guideTopology();
  const open = {
    id: 'open',
    rules: [rule({ direction: 'ingress' }), rule({ direction: 'egress', ethertype: 'IPv6' })],
  };
  const session = { id: 'mirror-session-6', enabled: true, priority: 1, vni: 6, packetLength: PACKET_LENGTH };
  const sources = { sourceInterfaceIds: [SOURCE.port], targetInterfaceId: TARGET.port };
  return {
    ...base,
    securityGroups: [sgX, open],
    mirrorSessions: [{ ...session, ...sources, rules: [...rules, fence] }],
  };
}

/** Sends raw frames out of a server's eth0; the kernel would not make some of them. */
const SEND = String.raw`
  socket(my $out, 17, 3, 0) or die "no socket: $!";
  open(my $file, "<", "/sys/class/net/eth0/ifindex"); my $index = <$file>;
  my $to = pack("S n i S C C x8", 17, 0x86dd, $index, 0, 0, 0);
  for (@ARGV) { send($out, pack("H*", $_), 0, $to) or die "not sent: $!" }`;

describeWithFabric('mirroring of IPv6 in the fabric', (fabric) => {
  beforeAll(() => fabric().apply(guideTopology()));

  /** What is inside the copies that ECS-target receives of all frames, without the fence. */
  async function copies(rules: readonly TopologyMirrorRule[]): Promise<readonly Buffer[]> {
    await fabric().apply(topology(rules));
    const lines = await captureWhile(
      fabric(),
      TARGET.id,
      'udp dst port 4789',
      async () => {
        const sent = await fabric().exec(TEST.id, [
          'perl',
          '-e',
          SEND,
          ...names.map((name) => frames[name].toString('hex')),
        ]);
        expect(sent.stderr).toBe('');
        await on(fabric(), TEST.id, `echo fence >/dev/udp/${SOURCE.ipv4}/7`);
        await on(fabric(), TARGET.id, waitFor(`grep -q '${SOURCE.ipv4}.7: UDP' /tmp/seen`));
      },
      '-nn -xx',
    );
    return framesOf(lines).flatMap((outer) => {
      const layers = dissect(outer);
      if (headerOf(layers, 'vxlan')?.vni !== 6) return [];
      const inner = outer.subarray(50);
      return inner.readUInt16BE(12) === EtherType.IPV6 ? [inner] : [];
    });
  }

  const cut = (name: Name): Buffer => frames[name].subarray(0, PACKET_LENGTH);

  test('GIVEN a rule with a port WHEN packets with extension headers arrive THEN those to the port are mirrored, each cut to the packet length', async () => {
    const mirrored = names.filter((name) => name !== 'another port behind options' && name !== 'a later fragment');
    expect(await copies([{ ...ipv6, ...ports }])).toEqual(mirrored.map(cut));
  });

  test('GIVEN a rule without ports WHEN packets with extension headers arrive THEN later fragments are mirrored, too', async () => {
    expect(await copies([ipv6])).toEqual(names.map(cut));
    expect(await copies([{ ...ipv6, protocol: 'all' }])).toEqual(names.map(cut));
  });

  test('GIVEN a rule of IPv4, or of another block WHEN packets of IPv6 arrive THEN none is mirrored', async () => {
    expect(await copies([])).toEqual([]);
    expect(await copies([{ ...ipv6, protocol: 'all', destinationCidr: 'fd00:b::/64' }])).toEqual([]);
    expect(await copies([{ ...ipv6, protocol: 'tcp' }])).toEqual([]);
  });
});

/** The frames in what tcpdump prints with -xx. */
function framesOf(lines: readonly string[]): readonly Buffer[] {
  const texts: string[] = [];
  for (const line of lines) {
    const [, at, bytes] = /^\s*0x([0-9a-f]+):\s+([0-9a-f ]+)/.exec(line) ?? [];
    if (at === undefined || bytes === undefined) continue;
    if (Number.parseInt(at, 16) === 0) texts.push('');
    texts.push(`${texts.pop() ?? ''}${bytes.replaceAll(' ', '')}`);
  }
  return texts.map((text) => Buffer.from(text, 'hex'));
}
