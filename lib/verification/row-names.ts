/** The rows of a plan: by which letters their packets are told apart, and what they are called in sentences. */
import { addressOf, copiesOf, endOf, type EndFlow, type FlowProtocol } from '../mirror/mirror-model';
import { type MirrorModel, type Passage } from '../mirror/mirror-model';
import { type ProofRow, type WantedFlow } from './proof-row';

export const PROTOCOL_NAMES: Readonly<Record<FlowProtocol, string>> = { tcp: 'TCP', udp: 'UDP', icmp: 'ICMP' };
/** Letters of further rows; k marks the probe, and these first four are those of the guide's scenario. */
const LETTERS = Array.from('abcdefghijlmnoqsvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** A row before it has its letters and names. */
export interface Candidate {
  readonly kind: ProofRow['kind'];
  readonly control?: ProofRow['control'];
  readonly flow: WantedFlow;
}

/** Gives each row its letters and names. */
export function named(candidates: readonly Candidate[], model: MirrorModel): ProofRow[] {
  const letters = [...LETTERS];
  const used = new Set<string>();
  const letter = (favourite: string): string => {
    const next = used.has(favourite) ? letters.shift() : favourite;
    if (next === undefined) throw new Error('the verification has more flows than there are letters to mark them');
    used.add(next);
    return next;
  };
  const isAlone = grouped(candidates).size === 1;
  const responders = candidates.filter((each) => isAnswered(each)).map(({ flow }) => flow.to);
  return candidates.map((candidate): ProofRow => {
    const { flow, control } = candidate;
    const { there, back } = copiesOf(flow, model);
    const mark = letter(control === undefined ? 'p' : control === 'port' ? 't' : 'u');
    const hasAnswer = isAnswered(candidate) && isCertain(back);
    const short = shortOf(flow, isAlone);
    const answers = `the answers of ${flow.to}`;
    const isOnlyOne = responders.filter((name) => name === flow.to).length < 2;
    return {
      ...candidate,
      ...{ mark, label: labelOf(flow, model), short, there, back },
      answers: isOnlyOne ? answers : `${answers} to ${short}`,
      ...(hasAnswer ? { answer: flow.protocol === 'icmp' ? mark : letter('r') } : {}),
    };
  });
}

/** The kernel answers an echo request; a listener answers what must be mirrored, and what a rule rejects. */
export function isAnswered({ kind, control, flow }: Candidate): boolean {
  return kind !== 'control' || control === 'rejected' || flow.protocol === 'icmp';
}

function labelOf({ from, to, protocol, ethertype, port }: EndFlow, model: MirrorModel): string {
  const [sender, receiver] = [from, to].map((name) => addressOf(endOf(name, model), ethertype) ?? 'no address');
  const host = ethertype === 'IPv6' && port !== undefined ? `[${receiver ?? ''}]` : (receiver ?? '');
  const destination = port === undefined ? host : `${host}:${port}`;
  return `${PROTOCOL_NAMES[protocol]} from ${from} (${sender ?? ''}) to ${to} (${destination})`;
}

function shortOf({ from, to, protocol, ethertype, port }: EndFlow, isAlone: boolean): string {
  const name = `${PROTOCOL_NAMES[protocol]}${ethertype === 'IPv6' ? ' over IPv6' : ''}`;
  if (isAlone) return port === undefined ? name : `${name} to port ${port}`;
  return port === undefined ? `${name} from ${from} to ${to}` : `${name} from ${from} to port ${port} of ${to}`;
}

/** By path and IP version. */
export function grouped(candidates: readonly Candidate[]): Map<string, readonly WantedFlow[]> {
  const groups = new Map<string, readonly WantedFlow[]>();
  for (const { flow } of candidates) {
    const key = [flow.from, flow.to, flow.ethertype ?? 'IPv4'].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), flow]);
  }
  return groups;
}

/** Whether the model can tell what becomes of the packets. */
export function isCertain({ silences }: Passage): boolean {
  return !silences.some(({ reason }) => reason.kind === 'client-port' || reason.kind === 'unknown-address');
}
