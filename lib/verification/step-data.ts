import { addressOf, endOf } from '../mirror/mirror-model';
import { type ProofPlan } from './proof-plan';
import { type ProofRow } from './proof-row';
import { type Send, type Turn } from './turns';
import { list, type NamedEnd, type Probe } from './verdict-table';

/**
 * Zeros behind a mark that make a packet longer than any packet length (1460), so that its copy must have been cut. TCP may
 * divide it; UDP must not, also where IPv6 has headers of 40 bytes and a network packets of 1500.
 */
export const LONG_TEXT = { tcp: 1600, udp: 1420, icmp: 0 } as const;

/** Of the row that is sent first to it: a name for files and processes. */
function listenerName({ flow: { protocol, ethertype, port } }: ProofRow): string {
  return `${protocol}${ethertype === 'IPv6' ? '6' : ''}-${port ?? ''}`;
}

const hasListener = ({ flow }: ProofRow): boolean => flow.protocol !== 'icmp';

/** The ends that listen, in the order of the plan. */
export function receiversOf({ rows }: ProofPlan): readonly string[] {
  return [...new Set(rows.filter(hasListener).map(({ flow }) => flow.to))];
}

export function sendersOf({ turns }: ProofPlan): readonly string[] {
  return [...new Set(turns.map(({ sender }) => sender))];
}

/** One for each mirror source that takes part, and each target of its sessions. */
export function probesOf(plan: ProofPlan): readonly Probe[] {
  const parts = [...receiversOf(plan), ...sendersOf(plan)];
  const pairs = plan.input.model.sessions
    .filter(({ enabled }) => enabled)
    .flatMap(({ sources, target }) => sources.map((source) => ({ source, target })))
    .filter(({ source }) => parts.includes(source));
  const unique = pairs.filter(
    (pair, index) =>
      pairs.findIndex(({ source, target }) => source === pair.source && target === pair.target) === index,
  );
  return unique.map((pair, index) => ({ mark: `k${(index + 1).toString(36)}`, ...pair }));
}

/** `k1|192.168.0.164` for each probe of an end. */
export function probeLines(end: string, probes: readonly Probe[], plan: ProofPlan): string {
  return probes
    .filter(({ source }) => source === end)
    .map(({ mark, target }) => `${mark}|${endOf(target, plan.input.model).privateIp}`)
    .join('\n');
}

/** `name|protocol|address|port|answers`: which letters are answered with which, such as `pr`. */
export function listenerLines(end: string, { rows, input: { model } }: ProofPlan): string {
  const mine = rows.filter((row) => hasListener(row) && row.flow.to === end);
  const names = [...new Set(mine.map(listenerName))];
  return names
    .map((name) => {
      const rowsOfIt = mine.filter((row) => listenerName(row) === name);
      const [flow] = rowsOfIt.map((row) => row.flow);
      const answers = rowsOfIt.flatMap(({ mark, answer }) => (answer === undefined ? [] : [mark + answer])).join(' ');
      const address = addressOf(endOf(end, model), flow?.ethertype) ?? '';
      return [name, flow?.protocol ?? '', address, flow?.port ?? '', answers].join('|');
    })
    .join('\n');
}

/** `kind|mark|protocol|address|port|padding|answer|receiver|group|own address|guide`. */
export function sendLines({ sends }: Turn, { input: { model } }: ProofPlan, ends: readonly NamedEnd[]): string {
  return sends
    .map((send) => {
      const { row, mark } = send;
      const { from, to, protocol, ethertype, port, guide } = row.flow;
      const [own, address] = [from, to].map((name) => addressOf(endOf(name, model), ethertype) ?? '');
      const group = ends.find(({ name }) => name === to)?.group ?? '';
      return [
        ...[row.answer === undefined ? 'send' : 'exchange', mark, protocol, address, port ?? '', paddingOf(send)],
        ...[row.answer === undefined ? '' : row.answer + mark.slice(1), to, group, own, guide ?? ''],
      ].join('|');
    })
    .join('\n');
}

/** `kind|mark|listener|protocol|port|padding|sender|sender's block` of all that an end must have received. */
export function expectedLines(end: string, { turns, input: { model } }: ProofPlan): string {
  const sends = turns.flatMap((turn) => turn.sends).filter(({ row }) => hasListener(row) && row.flow.to === end);
  return sends
    .map((send) => {
      const { row, mark, isLong } = send;
      const { from, protocol, ethertype, port } = row.flow;
      const kind = row.kind === 'control' ? 'control' : isLong ? 'long' : 'positive';
      const block = `${addressOf(endOf(from, model), ethertype) ?? ''}/${ethertype === 'IPv6' ? 128 : 32}`;
      return [kind, mark, listenerName(row), protocol, port ?? '', paddingOf(send), from, block].join('|');
    })
    .join('\n');
}

/** What a person calls the ports of the plan in the settings. */
export function namesOf(ends: readonly { readonly name: string }[]): string {
  return list(ends.map(({ name }) => name));
}

/** Zeros behind the mark: at least one, so that no mark is the beginning of another line. */
function paddingOf({ row, isLong }: Send): number {
  return isLong ? LONG_TEXT[row.flow.protocol] : 1;
}
