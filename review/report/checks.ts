/** What a deploy was to hold, one thing each, and what became of it. */
import { type ProvenCell } from '../proof/proof-plan';
import { type Check, type VerdictName } from './schema';

/** A line `PASS  …` of the log. */
export interface Pass {
  readonly text: string;
  /** Mirror session that was named last. */
  readonly session: string;
  /** Server that has said it; empty while that is not known. */
  target: string;
}

/** The failures, the cells of the plan, and what else has passed; no two of them are called the same at one target. */
export function checksOf(
  cells: readonly ProvenCell[],
  passes: readonly Pass[],
  verdict: VerdictName,
  reasons: readonly string[],
): Check[] {
  const taken = new Set<Pass>();
  const ofPlan = cells.map(({ sentence, target }): Check => {
    const pass = passes.find((each) => !taken.has(each) && isOf(each, sentence, target));
    if (pass === undefined) return { sentence, target, result: 'not-judged', detail: '' };
    taken.add(pass);
    return { sentence, target, result: 'passed', detail: pass.text.slice(sentence.length).replace(/^[:,]? */, '') };
  });
  const others = passes
    .filter((pass) => !taken.has(pass))
    .map((pass): Check => ({ sentence: nameOf(pass, passes), target: pass.target, result: 'passed', detail: '' }));
  const isBad = verdict === 'failed' || verdict === 'error' || verdict === 'incomplete';
  const failed = isBad ? reasons.map((reason): Check => failure(verdict, reason)) : [];
  return numbered([...failed, ...ofPlan, ...others]);
}

/** Whether a line is that of a cell: behind its sentence are numbers, or whose copy it is, and not the rest of a longer one. */
function isOf({ text, target }: Pass, sentence: string, wanted: string): boolean {
  if (target !== '' && target !== wanted) return false;
  return text === sentence || text.startsWith(`${sentence}: `) || text.startsWith(`${sentence}, as `);
}

/** Two sessions of a target may say the same of themselves. */
function nameOf({ text, session, target }: Pass, passes: readonly Pass[]): string {
  const same = passes.filter((pass) => pass.text === text && pass.target === target);
  return same.length > 1 && session !== '' ? `${text} (${session})` : text;
}

function failure(verdict: VerdictName, reason: string): Check {
  const sentence =
    verdict === 'failed'
      ? 'the verification passes'
      : verdict === 'error'
        ? 'Terraform applies the stack'
        : 'the deploy ends';
  return { sentence, target: '', result: 'failed', detail: reason };
}

/** What is called the same nevertheless, such as two errors of Terraform, is counted. */
function numbered(checks: readonly Check[]): Check[] {
  const counts = new Map<string, number>();
  return checks.map((check) => {
    const key = `${check.target}\n${check.sentence}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 1 ? check : { ...check, sentence: `${check.sentence} (${count})` };
  });
}
