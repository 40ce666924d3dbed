import {
  copiesOf,
  FLOW_PROTOCOLS,
  type Copy,
  type EndFlow,
  type MirrorModel,
  type Passage,
} from '../mirror/mirror-model';
import { type MirrorRule } from '../mirror/mirror-rule';
import { type ProofCell, type ProofRow, type WantedFlow } from './proof-row';
import { grouped, isAnswered, isCertain, named, PROTOCOL_NAMES, type Candidate } from './row-names';
import { flowsFor } from './session-flows';
import { turnsOf, type Turn } from './turns';

export interface ProofInput {
  readonly model: MirrorModel;
  readonly flows: readonly WantedFlow[];
  /** TCP or UDP port at which nothing must be mirrored. */
  readonly controlPort: number;
}

export interface ProofPlan {
  readonly input: ProofInput;
  readonly rows: readonly ProofRow[];
  /** Names of the ends to which enabled sessions send their copies. */
  readonly targets: readonly string[];
  readonly cells: readonly ProofCell[];
  /** Who sends what, in order. */
  readonly turns: readonly Turn[];
  /** What is not proven, and why, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Works out what to send and what must become of it: the flows wanted, a flow for each session that these leave idle, and
 * controls, which nobody may copy: another port, another protocol, what a rule rejects; and the answers of each.
 *
 * Controls that the rules accept are left out, and a note says so.
 */
export function proofPlan(input: ProofInput): ProofPlan {
  const { model, flows } = input;
  const targets = [...new Set(model.sessions.filter(({ enabled }) => enabled).map(({ target }) => target))];
  const notes: string[] = [];
  const wanted = flows.map((flow): Candidate => ({ kind: 'wanted', flow }));
  const exercised = sessionRows(wanted, input, notes);
  const controls = controlRows([...wanted, ...exercised], input, notes);
  const rows = named([...wanted, ...exercised, ...controls], model);
  const cells = rows.flatMap((row) =>
    targets.flatMap((target) =>
      (row.answer === undefined ? (['there'] as const) : (['there', 'back'] as const)).map((way) =>
        cellOf(row, way, target),
      ),
    ),
  );
  for (const row of rows.filter((each) => isAnswered(each) && each.answer === undefined)) {
    notes.push(
      `the verification leaves out the control "${row.answers}", of which the rules accept some, by the port of ${row.flow.from}`,
    );
  }
  if (!cells.some(({ copies }) => copies.length === 0)) {
    notes.push('the rules leave nothing to control: whatever the verification could send, they accept');
  }
  return { input, rows, targets, cells, turns: turnsOf(rows, cells), notes };
}

export function isPositive({ kind }: Pick<ProofRow, 'kind'>): boolean {
  return kind !== 'control';
}

/** What a security group must let through for the plan: each flow once, its answers come back by themselves. */
export function openingsOf({ rows }: ProofPlan): readonly EndFlow[] {
  const texts = new Set<string>();
  return rows.map(({ flow }) => flow).filter((flow) => !texts.has(keyOf(flow)) && texts.add(keyOf(flow)));
}

/** A flow for each enabled session that the others do not use. */
function sessionRows(wanted: readonly Candidate[], { model, controlPort }: ProofInput, notes: string[]): Candidate[] {
  const rows: Candidate[] = [];
  for (const session of model.sessions.filter(({ enabled }) => enabled)) {
    const copies = ({ flow }: Candidate): readonly Copy[] => {
      const { there, back } = copiesOf(flow, model);
      return [...there.copies, ...back.copies];
    };
    const isSeen = [...wanted, ...rows].some((row) => copies(row).some((copy) => copy.session === session));
    if (isSeen) continue;
    const flow = flowsFor(
      session,
      wanted.map((each) => each.flow),
      controlPort,
      model,
    )[0];
    if (flow === undefined) {
      notes.push(
        `mirror session ${session.name} is not verified: between the servers of the verification there is no traffic that its rules accept and that no session before it takes`,
      );
    } else rows.push({ kind: 'session', flow });
  }
  return rows;
}

function controlRows(
  positives: readonly Candidate[],
  { model, controlPort }: ProofInput,
  notes: string[],
): Candidate[] {
  const taken = new Set(positives.map(({ flow }) => keyOf(flow)));
  const rows: Candidate[] = [];
  const add = (candidate: Candidate): void => {
    const key = keyOf(candidate.flow);
    if (taken.has(key)) return;
    taken.add(key);
    const { there } = copiesOf(candidate.flow, model);
    if (there.copies.length === 0 && isCertain(there)) rows.push(candidate);
    else notes.push(leftOut(candidate, there, positives));
  };
  for (const [, group] of grouped(positives)) {
    const [first] = group;
    if (first === undefined) continue;
    const { from, to, ethertype } = first;
    const path = { from, to, ...(ethertype === undefined ? {} : { ethertype }) };
    const protocols = new Set(group.map(({ protocol }) => protocol));
    for (const protocol of ['tcp', 'udp'] as const) {
      if (protocols.has(protocol))
        add({ kind: 'control', control: 'port', flow: { ...path, protocol, port: controlPort } });
    }
    const other = FLOW_PROTOCOLS.find((protocol) => !protocols.has(protocol));
    const port = group.find((flow) => flow.port !== undefined)?.port ?? controlPort;
    if (other !== undefined) {
      add({
        kind: 'control',
        control: 'protocol',
        flow: { ...path, protocol: other, ...(other === 'icmp' ? {} : { port }) },
      });
    }
  }
  for (const flow of rejectedFlows(positives, rows, model, controlPort))
    add({ kind: 'control', control: 'rejected', flow });
  return rows;
}

/** For each rule that rejects, a flow between two of the ends about which it decides, if none is sent already. */
function rejectedFlows(
  positives: readonly Candidate[],
  controls: readonly Candidate[],
  model: MirrorModel,
  controlPort: number,
): readonly EndFlow[] {
  const flows: EndFlow[] = [];
  const decidesAbout = (flow: EndFlow, rule: MirrorRule): boolean => {
    const { there, back } = copiesOf(flow, model);
    return rejects(there, rule) || rejects(back, rule);
  };
  for (const session of model.sessions.filter(({ enabled }) => enabled)) {
    for (const rule of session.rules.filter(({ action }) => action === 'reject')) {
      const sent = [...positives.map(({ flow }) => flow), ...controls.map(({ flow }) => flow), ...flows];
      if (sent.some((flow) => decidesAbout(flow, rule))) continue;
      const among = flowsFor(
        { ...session, rules: [rule] },
        positives.map(({ flow }) => flow),
        controlPort,
        model,
        (flow) => {
          const { there } = copiesOf(flow, model);
          return there.copies.length === 0 && isCertain(there) && decidesAbout(flow, rule);
        },
      );
      // What it rejects when it is sent, before what it rejects of the answers.
      const isRejected = (flow: EndFlow): boolean => rejects(copiesOf(flow, model).there, rule);
      const found = among.find(isRejected) ?? among[0];
      if (found !== undefined) flows.push(found);
    }
  }
  return flows;
}

function rejects({ silences }: Passage, rule: MirrorRule): boolean {
  return silences.some(({ reason }) => reason.kind === 'rejected' && reason.rule === rule);
}

function leftOut({ control, flow }: Candidate, { copies }: Passage, positives: readonly Candidate[]): string {
  const protocol = PROTOCOL_NAMES[flow.protocol];
  const what = control === 'port' ? `another ${protocol} port` : protocol;
  const where = grouped(positives).size > 1 ? ` from ${flow.from} to ${flow.to}` : '';
  const filters = [...new Set(copies.map(({ session }) => session.filterName))].join(' and ');
  const reason =
    filters === '' ? 'whether its rules accept it cannot be told' : `because the rules of ${filters} accept it`;
  return `the verification leaves out the control "${what}"${where}, ${reason}`;
}

function keyOf({ from, to, protocol, ethertype = 'IPv4', port }: EndFlow): string {
  return [from, to, protocol, ethertype, port ?? ''].join(' ');
}

function cellOf(row: ProofRow, way: 'there' | 'back', target: string): ProofCell {
  const copies = row[way].copies.filter((copy) => copy.target === target);
  const what = way === 'back' ? row.answers : copies.length > 0 ? row.label : row.short;
  const verb = way === 'back' ? 'are' : 'is';
  const sentence = copies.length > 0 ? `${what} ${verb} mirrored to ${target}` : `not mirrored to ${target}: ${what}`;
  return { row, way, target, copies, sentence };
}
