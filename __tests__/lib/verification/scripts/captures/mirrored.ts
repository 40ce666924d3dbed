/** What a mirror session makes of the recorded traffic: the captures on ECS-target that check-target.sh has to judge. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encapsulate } from '../../../../../lab/fabric/mirror/encapsulation';
import { compileSessions, type CompiledSession } from '../../../../../lab/fabric/mirror/session';
import { readFlow, type Flow } from '../../../../../lab/fabric/packet/flow';
import { formatMac } from '../../../../../lab/addresses/mac';
import { encodePcapHeader, encodePcapRecord, PcapReader, type PcapRecord } from '../../../../../lab/fabric/packet/pcap';
import { type TopologyMirrorSession } from '../../../../../lab/topology/topology';
import { protocolsPlan } from '../../guide-proof';
import { guidePlan } from '../run-script';
import {
  everything,
  GUIDE_SOURCE,
  GUIDE_TARGET,
  guideRule,
  guideSession,
} from '../../../../lab/fabric/mirror/guide-session';

/** What each recorded run was sent by: see record-traffic.ts. */
export const TRAFFIC_PLANS = { traffic: guidePlan, protocols: protocolsPlan } as const;
export type TrafficName = keyof typeof TRAFFIC_PLANS;

/** The sessions of each capture of the guide's traffic; with two, each makes a copy of its own. */
const OF_TRAFFIC = {
  good: [guideSession()],
  none: [],
  long: [guideSession({ packetLength: 1460 })],
  toolong: [guideSession({ packetLength: 200 })],
  /** Headers without the nonce. */
  short: [guideSession({ packetLength: 70 })],
  /** Ports, but not the flags of TCP. */
  headless: [guideSession({ packetLength: 40 })],
  'wrong-vni': [guideSession({ vni: 7 })],
  'control-tcp': [guideSession({ rules: [guideRule({ destinationPorts: { from: 1234, to: 1235 } })] })],
  'control-udp': [guideSession({ rules: [guideRule(), guideRule({ protocol: 'udp' })] })],
  reverse: [guideSession({ rules: [guideRule(), everything({ direction: 'egress', protocol: 'tcp' })] })],
  ipv6: [guideSession({ rules: [guideRule(), everything({ ethertype: 'IPv6', protocol: 'tcp' })] })],
  twice: [guideSession(), guideSession({ id: 'another' })],
} as const satisfies Record<string, readonly TopologyMirrorSession[]>;

const UDP_AND_PINGS = (['IPv4', 'IPv6'] as const).flatMap((ethertype) => [
  everything({ ethertype, protocol: 'udp' }),
  everything({ ethertype, protocol: ethertype === 'IPv4' ? 'icmp' : 'icmpv6' }),
]);
const ofProtocols = (changes: Partial<TopologyMirrorSession> = {}): readonly [TopologyMirrorSession] => [
  guideSession({ rules: UDP_AND_PINGS, ...changes }),
];

/** Those of UDP and of pings: short texts and echoes arrive whole, the long datagram cut. */
const OF_PROTOCOLS = {
  protocols: ofProtocols(),
  'protocols-long': ofProtocols({ packetLength: 1460 }),
  'protocols-toolong': ofProtocols({ packetLength: 200 }),
  /** Headers without the nonce. */
  'protocols-short': ofProtocols({ packetLength: 50 }),
  /** Not even the ports. */
  'protocols-headless': ofProtocols({ packetLength: 36 }),
  'protocols-wrong-vni': ofProtocols({ vni: 7 }),
  'udp-alone': ofProtocols({ rules: UDP_AND_PINGS.filter(({ protocol }) => protocol === 'udp') }),
  'pings-alone': ofProtocols({ rules: UDP_AND_PINGS.filter(({ protocol }) => protocol !== 'udp') }),
  'protocols-and-tcp': ofProtocols({ rules: [...UDP_AND_PINGS, everything({ protocol: 'tcp' })] }),
  'udp-answers': ofProtocols({ rules: [...UDP_AND_PINGS, everything({ direction: 'egress', protocol: 'udp' })] }),
  'ping-answers': ofProtocols({ rules: [...UDP_AND_PINGS, everything({ direction: 'egress', protocol: 'icmp' })] }),
} as const satisfies Record<string, readonly TopologyMirrorSession[]>;

const CASES = { ...OF_TRAFFIC, ...OF_PROTOCOLS };

export type CaptureName = keyof typeof CASES;
export const captureNames = Object.keys(CASES) as readonly CaptureName[];

/** Which recorded run a capture is of. */
export function trafficOf(name: CaptureName): TrafficName {
  return name in OF_PROTOCOLS ? 'protocols' : 'traffic';
}

/** A file of what arrives at ECS-target on UDP 4789: the probe, and the copies of a case. */
export function captureFile(name: CaptureName): Buffer {
  const sessions = compileSessions(CASES[name], GUIDE_SOURCE.ipv4, () => GUIDE_TARGET);
  const records = recordedTraffic(trafficOf(name)).flatMap((record) => arrivals(record, sessions));
  return Buffer.concat([encodePcapHeader(), ...records.map((record) => encodePcapRecord(record))]);
}

function recordedTraffic(name: TrafficName): readonly PcapRecord[] {
  const read = new PcapReader().push(readFileSync(join(__dirname, `${name}.pcap`)));
  if (!read.ok) throw new Error(read.reason);
  return read.records;
}

function arrivals(
  record: PcapRecord,
  sessions: readonly CompiledSession[],
): readonly Omit<PcapRecord, 'originalLength'>[] {
  const flow = readFlow(record.frame);
  if (flow === undefined) return [];
  const { seconds, nanoseconds, frame } = record;
  if (isProbe(flow)) return [{ seconds, nanoseconds, frame }];
  const direction = formatMac(flow.ethernet.source) === GUIDE_SOURCE.mac ? 'egress' : 'ingress';
  return (
    sessions
      // Each session for itself, the other reading of the product: the verdict must say when a packet is copied twice.
      .filter(({ rules }) => rules[direction].decide(flow) === 'accept')
      // The guide's outer source port.
      .map(({ encapsulation }) => ({ seconds, nanoseconds, frame: encapsulate(encapsulation, frame, 32838) }))
  );
}

/** The plain datagram of listen.sh to the port of the mirror target. */
function isProbe({ protocol, ports }: Flow): boolean {
  return protocol === 17 && ports?.destination === 4789;
}
