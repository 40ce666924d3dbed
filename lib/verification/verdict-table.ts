import * as ipaddr from 'ipaddr.js';
import { addressOf, endOf, type ModelSession, type Silence } from '../mirror/mirror-model';
import { leastPacketLength } from './obstacle';
import { closedSessions } from './closed-sessions';
import { type ProofPlan } from './proof-plan';
import { type ProofCell } from './proof-row';

/** What the messages know of a server beyond the model. */
export interface NamedEnd {
  readonly name: string;
  /** Names of its security groups. */
  readonly group: string;
  readonly flavor?: string;
  /** Where the guide has the rule that lets copies in, such as `Table 4`. */
  readonly vxlanGuide?: string;
}

/** A plain datagram from a mirror source to a target. */
export interface Probe {
  /** k and a character. */
  readonly mark: string;
  readonly source: string;
  readonly target: string;
}

/**
 * The plan of one target as verdict.awk and evidence.awk read it, a line for each thing, fields with "|" between them:
 *
 * - `T|name|address|group|guide` the target
 * - `S|number|name|filter|VNI|packet length|closed|setting|likely cause|here|addresses,…|sources` a session; those of this
 *   target first. Closed: its rules accept nothing but what is sent
 * - `X|letter|way|protocol|source|destination|port` one way of a row; the port is the server's
 * - `C|letter|way|session|source's address|source|marks …|how many|sentence|label|rule|least length|verb` must be copied
 * - `N|letter|way|sentence|subject` must not be copied here by anybody
 * - `R|letter|way|session|reason|instead` why a session should not have copied it here; the same where it copied this
 *   instead of what it should, if that tells something of its filter
 * - `K|mark|address|name` a probe
 */
export function verdictTable(
  plan: ProofPlan,
  target: string,
  ends: readonly NamedEnd[],
  probes: readonly Probe[],
): string {
  const { model } = plan.input;
  const { name, group, vxlanGuide } = namedEnd(target, ends);
  const closed = closedSessions(plan);
  const sessions = [...model.sessions].sort((a, b) => Number(b.target === target) - Number(a.target === target));
  const numberOf = (session: ModelSession): number => sessions.indexOf(session) + 1;
  const address = (end: string): string => endOf(end, model).privateIp;
  const cells = plan.cells.filter((cell) => cell.target === target);
  const line = (...fields: readonly (string | number | boolean)[]): string => fields.join('|');
  return [
    line('T', name, address(target), group, vxlanGuide ?? ''),
    ...sessions.map((session) =>
      line(
        'S',
        ...[session.name, session.filterName, session.vni, session.packetLength, closed.includes(session)],
        ...[
          settingOf(session),
          likelyCause(session, ends, model.sessions),
          Number(session.enabled && session.target === target),
        ],
        ...[session.sources.map(address).join(','), list(session.sources)],
      ),
    ),
    ...cells.map((cell) => line('X', letterOf(cell), cell.way, ...strandOf(cell, plan))),
    ...cells.flatMap((cell) => [
      ...cell.copies.map(({ session, source, rule }) =>
        line(
          ...['C', letterOf(cell), cell.way, numberOf(session), address(source), source],
          ...[marksOf(cell, plan).join(' '), marksOf(cell, plan).length],
          cell.copies.length > 1 ? `${cell.sentence}, as ${source} sees it` : cell.sentence,
          ...[cell.way === 'there' ? cell.row.label : cell.row.answers, rule.toString()],
          ...[leastPacketLength(cell.row.flow), cell.way === 'there' ? 'was' : 'were'],
        ),
      ),
      ...(cell.copies.length > 0 ? [] : [line('N', letterOf(cell), cell.way, cell.sentence, subjectOf(cell, plan))]),
      ...sessions
        .filter((session) => !cell.copies.some((copy) => copy.session === session))
        .map((session) =>
          line('R', letterOf(cell), cell.way, numberOf(session), reasonOf(cell, session), insteadOf(cell, session)),
        ),
    ]),
    ...probes
      .filter((probe) => probe.target === target)
      .map(({ mark, source }) => line('K', mark, address(source), source)),
  ].join('\n');
}

/** The marks of a cell's packets, in the order in which they are sent; answers count as what they answer. */
export function marksOf({ row, way }: ProofCell, { turns }: ProofPlan): readonly string[] {
  const marks = turns.flatMap(({ sends }) => sends.filter((send) => send.row === row).map(({ mark }) => mark));
  return way === 'there' ? marks : marks.map((mark) => `${row.answer ?? ''}${mark.slice(1)}`);
}

/** The marks whose copies close the capture of a target. */
export function lastMarks(plan: ProofPlan, target: string): readonly string[] {
  return plan.cells
    .filter((cell) => cell.target === target && cell.way === 'there' && cell.copies.length > 0)
    .map((cell) => marksOf(cell, plan).at(-1) ?? '');
}

/** What to look at when a session copied nothing, most likely first, in the user's own names. */
export function likelyCause(
  session: ModelSession,
  ends: readonly NamedEnd[],
  sessions: readonly ModelSession[],
): string {
  const { name, filterName, sources, target, priority } = session;
  const flavors = [...new Set(sources.flatMap((source) => ends.find((end) => end.name === source)?.flavor ?? []))];
  const parts = [
    `${filterName} as its filter`,
    `${list(sources)} as its ${sources.length > 1 ? 'sources' : 'source'}`,
    `${target} as its target`,
  ];
  // Another one that comes first may take what this one should copy.
  const hasRival = sessions.some(
    (other) => other !== session && other.enabled && other.sources.some((source) => sources.includes(source)),
  );
  return (
    `is mirror session ${name} still enabled, with ${list(hasRival ? [...parts, `${priority} as its priority`] : parts)}` +
    (flavors.length === 0 ? '' : `, and can a ${flavors.join(' or a ')} be a mirror source in this region`)
  );
}

/** `A`, `A and B`, or `A, B and C`. */
export function list(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** An address as tcpdump writes it; one that only Terraform knows is taken as it comes. */
export function canonical(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.parse(address).toString() : address;
}

function namedEnd(name: string, ends: readonly NamedEnd[]): NamedEnd {
  return ends.find((end) => end.name === name) ?? { name, group: '' };
}

function settingOf({ setting, name }: ModelSession): string {
  return setting === undefined ? `packet length of mirror session ${name}` : `${setting}.packetLength`;
}

function letterOf({ row, way }: ProofCell): string {
  return way === 'there' ? row.mark : (row.answer ?? '');
}

function strandOf({ row: { flow }, way }: ProofCell, { input: { model } }: ProofPlan): (string | number)[] {
  const [from, to] = [flow.from, flow.to].map((end) => canonical(addressOf(endOf(end, model), flow.ethertype) ?? ''));
  return [flow.protocol, ...(way === 'there' ? [from ?? '', to ?? ''] : [to ?? '', from ?? '']), flow.port ?? ''];
}

/** Such as `TCP to port 1235 was mirrored too`. */
function subjectOf({ row, way, target }: ProofCell, { targets }: ProofPlan): string {
  const where = targets.length > 1 ? ` to ${target}` : '';
  return `${way === 'there' ? `${row.short} was` : `${row.answers} were`} mirrored${where} too`;
}

/** Behind `… was mirrored too`. */
function reasonOf({ row, way }: ProofCell, session: ModelSession): string {
  const { copies, silences } = row[way];
  const elsewhere = copies.find((copy) => copy.session === session);
  if (elsewhere !== undefined) {
    return `, although mirror session ${session.name} sends its copies to ${elsewhere.target}: its target was changed outside of these settings`;
  }
  const silence = silences.find((each) => each.session === session);
  return silence === undefined
    ? `, of which mirror session ${session.name} should see nothing: its sources were changed outside of these settings`
    : silenceText(silence);
}

/** Behind `… was mirrored`, of what a session copied instead of what it should. */
function insteadOf({ row, way }: ProofCell, session: ModelSession): string {
  const silence = row[way].silences.find((each) => each.session === session);
  switch (silence?.reason.kind) {
    case undefined:
    case 'disabled':
    case 'taken':
      return '';
    case 'rejected':
      return `, which rule "${silence.reason.rule.toString()}" of ${session.filterName} rejects`;
    default:
      return `, which no rule of ${session.filterName} accepts`;
  }
}

function silenceText({ session, reason }: Silence): string {
  switch (reason.kind) {
    case 'disabled':
      return `, although mirror session ${session.name} is disabled in these settings: it was enabled outside of them`;
    case 'rejected':
      return `, which rule "${reason.rule.toString()}" of ${session.filterName} rejects: the filter was changed outside of these settings`;
    case 'taken':
      return `, although mirror session ${reason.by.name} comes first and ${reason.rule.action}s it with rule "${reason.rule.toString()}": priorities or filters were changed outside of these settings, or each session decides for itself here`;
    default:
      return `, which no rule of ${session.filterName} accepts: it has a wider rule outside of these settings`;
  }
}
