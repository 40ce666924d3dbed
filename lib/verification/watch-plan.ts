import { copiesOf, type EndFlow, type MirrorModel, type ModelSession, type Passage } from '../mirror/mirror-model';
import { type MirrorRule } from '../mirror/mirror-rule';
import { PROTOCOL_NAMES } from './row-names';

/** Traffic that flows anyway, between two addresses of which at least one is a mirror source's. */
export interface WatchedFlow {
  /** IPv4 address of the end that begins it. */
  readonly from: string;
  readonly to: string;
  readonly protocol: EndFlow['protocol'];
  /** Of `to`; with tcp and udp only. */
  readonly port?: number | undefined;
}

/** The sessions that may have an end of a watched flow as a source: all are alike but for their names and VNIs. */
export interface WatchedSessions extends Pick<ModelSession, 'packetLength'> {
  readonly rules: readonly MirrorRule[];
  /** What only a plan knows of the session of a source, by its address: texts with expressions, empty for none. */
  of(address: string): { readonly name: string; readonly vni: string };
}

/** One copy that is watched for: of what one end of a flow sends or receives. */
export interface Watched {
  /** Names its capture. */
  readonly name: string;
  readonly flow: WatchedFlow;
  /** `there` when it is the packets of `from`, `back` when it is the answers, where the rules accept these alone at the source. */
  readonly way: 'there' | 'back';
  /** Address of the end that is mirrored, if it is. */
  readonly source: string;
  /** Such as `TCP from 10.0.0.1 to 10.0.0.2:80`. */
  readonly text: string;
}

/** Bytes up to the end of the ports: Ethernet 14, IPv4 20, and the ports. With less, no flow can be told. */
export const LEAST_WATCHED_LENGTH = 38;

/**
 * Which copies of which flow must arrive if an end is a source; whether it is, only Terraform knows. A flow of which the
 * rules accept nothing has none.
 */
export function watchPlan(flows: readonly WatchedFlow[], rules: readonly MirrorRule[]): readonly Watched[] {
  return flows.flatMap((flow, index) => {
    const { port, ...path } = flow;
    const { there, back } = copiesOf({ ...path, ...(port === undefined ? {} : { port }) }, modelOf(flow, rules));
    const isSeen = ({ copies }: Passage, end: string): boolean => copies.some(({ source }) => source === end);
    return (['from', 'to'] as const).flatMap((end): Watched[] => {
      const source = flow[end];
      const watched = { name: `flow-${index + 1}-${end}`, flow, source };
      if (isSeen(there, source)) return [{ ...watched, way: 'there', text: textOf(flow) }];
      return isSeen(back, source) ? [{ ...watched, way: 'back', text: `an answer to ${textOf(flow)}` }] : [];
    });
  });
}

/** A flow as people write it. */
export function textOf({ from, to, protocol, port }: WatchedFlow): string {
  return `${PROTOCOL_NAMES[protocol]} from ${from} to ${to}${port === undefined ? '' : `:${port}`}`;
}

/** What watch.sh and watched.awk read; see there. */
export function watchedLines(plan: readonly Watched[], sessions: WatchedSessions): string {
  return plan
    .map(({ name, flow: { protocol, from, to, port = '' }, way, source, text }) => {
      const session = sessions.of(source);
      return [name, protocol, from, to, port, way, session.name, session.vni, source, sessions.packetLength, text].join(
        '|',
      );
    })
    .join('\n');
}

/** As if each end had a session of its own: which it has is of no consequence to what the rules say. */
function modelOf({ from, to }: WatchedFlow, rules: readonly MirrorRule[]): MirrorModel {
  const ends = [from, to].map((address) => ({ name: address, privateIp: address }));
  const sessions = [from, to].map((address, index) => ({
    ...{ name: address, filterName: '', priority: index + 1, vni: 1, packetLength: LEAST_WATCHED_LENGTH },
    ...{ enabled: true, rules, sources: [address], target: '' },
  }));
  return { ends, sessions };
}
