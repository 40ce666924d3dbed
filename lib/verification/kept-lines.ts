import { addressOf, endOf } from '../mirror/mirror-model';
import { type ProofPlan } from './proof-plan';
import { type ProofCell } from './proof-row';
import { LONG_TEXT } from './step-data';
import { marksOf } from './verdict-table';

/**
 * What a collector on a target must have kept of the proof, a line for each session and text:
 * `session|VNI|packet length|filter|zeros|ending|label|marks …`. The filter is tcpdump's, of the packet's own addresses and
 * ports; the text is nonce and mark, so many zeros, and a line's end where the ending is `line`.
 */
export function keptLines(plan: ProofPlan, target: string): string {
  return plan.cells
    .filter((cell) => cell.target === target)
    .flatMap((cell) =>
      textsOf(cell, plan).flatMap(({ marks, zeros }) =>
        cell.copies.map(({ session }) =>
          [
            ...[session.name, session.vni, session.packetLength, filterOf(cell, plan), zeros],
            ...[cell.row.flow.protocol === 'icmp' ? '' : 'line', cell.sentence, marks.join(' ')],
          ].join('|'),
        ),
      ),
    )
    .join('\n');
}

/** The marks of a cell, by the number of zeros behind them. */
function textsOf(cell: ProofCell, plan: ProofPlan): { readonly marks: readonly string[]; readonly zeros: number }[] {
  const { row, way } = cell;
  const marks = marksOf(cell, plan);
  const { protocol } = row.flow;
  // Answers are nonce and mark alone, and so are echoes.
  if (way === 'back' || protocol === 'icmp') return [{ marks, zeros: 0 }];
  const sends = plan.turns.flatMap((turn) => turn.sends).filter((send) => send.row === row);
  const isLong = (mark: string): boolean => sends.some((send) => send.mark === mark && send.isLong);
  return [
    { marks: marks.filter((mark) => !isLong(mark)), zeros: 1 },
    { marks: marks.filter(isLong), zeros: LONG_TEXT[protocol] },
  ].filter((text) => text.marks.length > 0);
}

function filterOf({ row: { flow }, way }: ProofCell, { input: { model } }: ProofPlan): string {
  const [from, to] = [flow.from, flow.to].map((end) => addressOf(endOf(end, model), flow.ethertype) ?? '');
  const [source, destination] = way === 'there' ? [from, to] : [to, from];
  const port = flow.port === undefined ? '' : ` ${way === 'there' ? 'dst' : 'src'} port ${flow.port}`;
  const protocol = flow.protocol === 'icmp' && flow.ethertype === 'IPv6' ? 'icmp6' : flow.protocol;
  return `src host ${source ?? ''} and dst host ${destination ?? ''} and ${protocol}${port}`;
}
