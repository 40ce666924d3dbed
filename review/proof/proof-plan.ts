/** The proof plan of a synthesized stack, at `locals.proof_plan`: what is sent, what must arrive where, and what must not. */
import { isBlock, isExpression, listAt, numberAt, textAt, type Block, type Template } from '../stack/template';

export interface ProvenFlow {
  readonly mark: string;
  readonly kind: string;
  readonly label: string;
  /** Such as `the answers of ECS-source`. */
  readonly answers: string;
  /** Names of the ends, and what is sent. */
  readonly from: string;
  readonly to: string;
  readonly traffic: string;
}

export interface ProvenCell {
  readonly flow: string;
  readonly way: string;
  readonly target: string;
  /** How a line `PASS  …` of the log begins. */
  readonly sentence: string;
  /** What must arrive; nothing must without any. */
  readonly copies: readonly {
    readonly session: string;
    readonly vni: number | undefined;
    readonly outerSource: string;
  }[];
  /** Why no session copies it, one for each. */
  readonly silences: readonly string[];
}

export interface ProofPlan {
  readonly targets: readonly string[];
  readonly flows: readonly ProvenFlow[];
  readonly cells: readonly ProvenCell[];
  readonly notes: readonly string[];
}

/** Undefined for a stack without a verification, or with one that keeps no plan. */
export function proofPlanOf({ locals }: Template): ProofPlan | undefined {
  const plan = locals?.['proof_plan'];
  if (!isBlock(plan)) return undefined;
  const blocks = (key: string): Block[] => listAt(plan, key).filter(isBlock);
  return {
    targets: listAt(plan, 'targets').map(String),
    flows: blocks('flows').map((flow) => ({
      mark: textAt(flow, 'mark'),
      kind: textAt(flow, 'kind'),
      label: textAt(flow, 'label'),
      answers: textAt(flow, 'answers'),
      from: textAt(flow, 'from'),
      to: textAt(flow, 'to'),
      traffic: `${textAt(flow, 'protocol').toUpperCase()} ${textAt(flow, 'port')}`.trim(),
    })),
    cells: blocks('cells').map((cell) => ({
      flow: textAt(cell, 'flow'),
      way: textAt(cell, 'way'),
      target: textAt(cell, 'target'),
      sentence: textAt(cell, 'sentence'),
      copies: listAt(cell, 'copies')
        .filter(isBlock)
        .map((copy) => ({
          session: sessionOf(copy),
          vni: numberAt(copy, 'vni'),
          outerSource: textAt(copy, 'outer_source'),
        })),
      silences: listAt(cell, 'silences').filter(isBlock).map(silenceInWords),
    })),
    notes: listAt(plan, 'notes').map(String),
  };
}

/** Which session has a server that is found at plan, only the plan says. */
function sessionOf(block: Block): string {
  return isExpression(block['session']) ? `the session of ${textAt(block, 'source')}` : textAt(block, 'session');
}

function silenceInWords(silence: Block): string {
  const session = sessionOf(silence);
  const rule = textAt(silence, 'rule');
  switch (silence['reason']) {
    case 'disabled':
      return `${session} is disabled`;
    case 'rejected':
      return `${session} rejects it by rule "${rule}"`;
    case 'taken':
      return `${textAt(silence, 'by')} comes before ${session} and decides by rule "${rule}"`;
    default:
      return `no rule of ${session} accepts it`;
  }
}
