/** What a mirror session makes of the recorded traffic: the captures on ECS-target that check-target.sh has to judge. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encapsulate } from '../../../../../lab/fabric/mirror/encapsulation';
import { compileSessions, type CompiledSession } from '../../../../../lab/fabric/mirror/session';
import { readFlow, type Flow } from '../../../../../lab/fabric/packet/flow';
import { formatMac } from '../../../../../lab/addresses/mac';
import { encodePcapHeader, encodePcapRecord, PcapReader, type PcapRecord } from '../../../../../lab/fabric/packet/pcap';
import { type TopologyMirrorSession } from '../../../../../lab/topology/topology';
import {
  everything,
  GUIDE_SOURCE,
  GUIDE_TARGET,
  guideRule,
  guideSession,
} from '../../../../lab/fabric/mirror/guide-session';

/** One run of listen.sh and send.sh as ECS-source's port saw it, and the same text over IPv6: see record-traffic.ts. */
const TRAFFIC = join(__dirname, 'traffic.pcap');

/** The sessions of each capture; with two, each makes a copy of its own. */
const CASES = {
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

export type CaptureName = keyof typeof CASES;
export const captureNames = Object.keys(CASES) as readonly CaptureName[];

/** A file of what arrives at ECS-target on UDP 4789: the probe, and the copies of a case. */
export function captureFile(name: CaptureName): Buffer {
  const sessions = compileSessions(CASES[name], GUIDE_SOURCE.ipv4, () => GUIDE_TARGET);
  const records = recordedTraffic().flatMap((record) => arrivals(record, sessions));
  return Buffer.concat([encodePcapHeader(), ...records.map((record) => encodePcapRecord(record))]);
}

function recordedTraffic(): readonly PcapRecord[] {
  const read = new PcapReader().push(readFileSync(TRAFFIC));
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
