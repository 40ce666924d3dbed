import { type ProofCell, type ProofRow } from './proof-row';

/** One packet with text, or an exchange. */
export interface Send {
  /** Two characters: the row's letter, and which one of it this is. */
  readonly mark: string;
  readonly row: ProofRow;
  /** With more text than a copy can have, so that it must be cut. */
  readonly isLong: boolean;
}

/** What one end sends, one thing after the other. */
export interface Turn {
  readonly sender: string;
  readonly sends: readonly Send[];
}

const COUNTERS = Array.from('123456789abcdefghijklmnopqrstuvwxyz');

/**
 * Puts what is sent in order. Behind each control comes a positive that is copied to the same target, its fence: when the
 * copy of the fence has arrived, a copy of the control would have arrived too. Long texts come last.
 */
export function turnsOf(rows: readonly ProofRow[], cells: readonly ProofCell[]): readonly Turn[] {
  const book = new Book();
  const reaching = (target: string, among: readonly ProofRow[]): ProofRow | undefined =>
    among.find((row) => cells.some((cell) => isCopy(cell, row) && cell.target === target));
  const positives = rows.filter(({ kind }) => kind !== 'control');
  const targets = [...new Set(cells.map(({ target }) => target))];
  for (const sender of inOrder(rows)) {
    const own = positives.filter(({ flow }) => flow.from === sender);
    const sends = own.map((row) => book.send(row));
    for (const control of rows.filter(({ kind, flow }) => kind === 'control' && flow.from === sender)) {
      sends.push(book.send(control));
      const fences = targets.flatMap((target) => reaching(target, own) ?? []);
      sends.push(...[...new Set(fences)].map((row) => book.send(row)));
    }
    sends.push(...own.map((row) => book.send(row, row.flow.protocol !== 'icmp')));
    book.turn(sender, sends);
  }
  // What none of its own sender's positives follows to a target, another's must.
  for (const cell of cells.filter(({ copies }) => copies.length === 0)) {
    if (isFenced(cell, book.turns, cells)) continue;
    const fence = reaching(cell.target, positives);
    if (fence !== undefined) book.turn(fence.flow.from, [book.send(fence)]);
  }
  return book.turns;
}

/** Whether something that is copied to the cell's target is sent behind what must not be, or behind what it answers. */
export function isFenced({ row, target }: ProofCell, turns: readonly Turn[], cells: readonly ProofCell[]): boolean {
  const sends = turns.flatMap((turn) => turn.sends);
  const first = sends.findIndex((send) => send.row === row);
  return sends.slice(first + 1).some((send) => cells.some((cell) => isCopy(cell, send.row) && cell.target === target));
}

function isCopy({ row, way, copies }: ProofCell, wanted: ProofRow): boolean {
  return row === wanted && way === 'there' && copies.length > 0;
}

/** Who has nothing but controls comes first, so that the others' positives follow. */
function inOrder(rows: readonly ProofRow[]): readonly string[] {
  const senders = [...new Set(rows.map(({ flow }) => flow.from))];
  const hasPositive = (sender: string): boolean =>
    rows.some(({ kind, flow }) => kind !== 'control' && flow.from === sender);
  return [...senders.filter((sender) => !hasPositive(sender)), ...senders.filter(hasPositive)];
}

class Book {
  readonly turns: Turn[] = [];
  private readonly counts = new Map<ProofRow, number>();

  send(row: ProofRow, isLong = false): Send {
    const count = this.counts.get(row) ?? 0;
    const counter = COUNTERS[count];
    if (counter === undefined) throw new Error(`the verification would have to send ${row.label} too often`);
    this.counts.set(row, count + 1);
    return { mark: row.mark + counter, row, isLong };
  }

  turn(sender: string, sends: readonly Send[]): void {
    const last = this.turns.at(-1);
    if (last?.sender === sender) this.turns[this.turns.length - 1] = { sender, sends: [...last.sends, ...sends] };
    else this.turns.push({ sender, sends });
  }
}
