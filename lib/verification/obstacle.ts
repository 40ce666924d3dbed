import {
  addressOf,
  CLIENT_PORTS,
  copiesOf,
  endOf,
  packetOf,
  sessionsOf,
  type EndFlow,
  type MirrorModel,
  type ModelSession,
  type Silence,
} from '../mirror/mirror-model';
import { type Flow, type MirrorRule } from '../mirror/mirror-rule';
import { type ProofPlan } from './proof-plan';

/** Bytes of the nonce: hexadecimal digits. */
export const NONCE_LENGTH = 10;
/** The nonce and the two characters of its mark. */
const MARKED_NONCE = NONCE_LENGTH + 2;
/** Bytes before the text: Ethernet 14, IPv4 20 or IPv6 40, and TCP 20 with time stamps 12, UDP 8 or an echo 8. */
const HEADERS = {
  IPv4: { tcp: 66, udp: 42, icmp: 42 },
  IPv6: { tcp: 86, udp: 62, icmp: 62 },
} as const;

/** The least packet length of a session with which the nonce in a flow can be read. */
export function leastPacketLength({ protocol, ethertype = 'IPv4' }: EndFlow): number {
  return HEADERS[ethertype][protocol] + MARKED_NONCE;
}

/** Why a verification is bound to fail, or undefined: the first wanted flow that cannot be mirrored, and what hinders it. */
export function obstacleOf({ input: { flows, model } }: Pick<ProofPlan, 'input'>): string | undefined {
  for (const flow of flows) {
    const obstacle = obstacleOfFlow(flow, model);
    if (obstacle !== undefined) return obstacle;
  }
  return undefined;
}

function obstacleOfFlow(flow: EndFlow, model: MirrorModel): string | undefined {
  const bare = [flow.from, flow.to].find((name) => addressOf(endOf(name, model), flow.ethertype) === undefined);
  if (bare !== undefined) return `${bare} has no IPv6 address for ${wantedText(flow, model)}`;
  const { copies, silences } = copiesOf(flow, model).there;
  const [uncertain] = silences.filter(({ reason }) => ['client-port', 'unknown-address'].includes(reason.kind));
  if (uncertain !== undefined) return uncertainText(uncertain, flow);
  const short = copies.find(({ session }) => session.packetLength < leastPacketLength(flow));
  if (short !== undefined) {
    const { setting, name, packetLength } = short.session;
    const what = setting === undefined ? `packet length of mirror session ${name}` : `${setting}.packetLength`;
    return `${what} must be at least ${leastPacketLength(flow)} for the nonce to be read, is ${packetLength}`;
  }
  return copies.length > 0 ? undefined : silenceText(flow, silences, model);
}

function uncertainText({ reason }: Silence, flow: EndFlow): string {
  if (reason.kind === 'unknown-address') {
    return `whether rule "${reason.rule.toString()}" matches cannot be told, because the address of ${reason.end} is known to Terraform only`;
  }
  return (
    `whether a packet is mirrored depends on the port from which ${flow.from} sends, which is any of ` +
    `${CLIENT_PORTS.from} to ${CLIENT_PORTS.to}: the source ports of a rule must have all of them among them, or none`
  );
}

function silenceText(flow: EndFlow, silences: readonly Silence[], model: MirrorModel): string {
  const wanted = wantedText(flow, model);
  for (const { session, reason } of silences) {
    if (reason.kind === 'rejected') {
      return `rule "${reason.rule.toString()}" of mirror filter ${session.filterName} rejects ${wanted}`;
    }
  }
  const seeing = silences.map(({ session }) => session);
  const enabled = seeing.filter((session) => session.enabled);
  const [disabled] = seeing;
  if (disabled === undefined) {
    return `no mirror session has ${flow.to}, which receives ${wanted}, or ${flow.from}, which sends it, as a source`;
  }
  if (enabled.length === 0) {
    const hint = disabled.setting === undefined ? '' : ` (${disabled.setting}.enabled is false)`;
    return `mirror session ${disabled.name} is disabled${hint}`;
  }
  const names = [...new Set(enabled.map(({ filterName }) => filterName))];
  const reasons = [...new Set(enabled)].flatMap((session) => missReasons(session, flow, model)).join(', ');
  return `no rule of mirror filter${names.length > 1 ? 's' : ''} ${names.join(' and ')} accepts ${wanted}: ${reasons}`;
}

function missReasons(session: ModelSession, flow: EndFlow, model: MirrorModel): string[] {
  const isReceiver = sessionsOf(flow.to, [session]).length > 0;
  const packet = packetOf(flow, isReceiver ? 'ingress' : 'egress', false, model, CLIENT_PORTS.from);
  return session.rules.map((rule) => `"${rule.toString()}"${missReason(rule, packet)}`);
}

/** The first thing about a rule that keeps it from matching. */
function missReason(rule: MirrorRule, packet: Flow): string {
  if (rule.direction !== packet.direction) return ` is for ${rule.direction} traffic`;
  if (rule.ethertype !== packet.ethertype) return ` is for ${rule.ethertype}`;
  if (rule.protocol !== 'all' && rule.protocol !== packet.protocol) return ` is for protocol ${rule.protocol}`;
  if (rule.source?.contains(packet.source) === false) return ` is for another source`;
  if (rule.destination?.contains(packet.destination) === false) return ` is for another destination`;
  return ' is for another port';
}

function wantedText({ from, to, protocol, ethertype, port }: EndFlow, model: MirrorModel): string {
  const [sender, receiver] = [from, to].map((name) => addressOf(endOf(name, model), ethertype) ?? name);
  return `${protocol.toUpperCase()} from ${sender ?? ''} to ${receiver ?? ''}${port === undefined ? '' : `:${port}`}`;
}
