import { ESCAPES } from './deploy-output';
import { failureIn } from './failure';

/** What is known of a run of cdktf when it has ended. */
export interface CdktfEnd {
  readonly status: number;
  /** Everything that it printed. */
  readonly output: string;
}

/** What a run of cdktf came to. */
export interface Verdict {
  readonly passed: boolean;
  /** In one line. */
  readonly headline: string;
  /** Why it failed, line by line. */
  readonly reasons: readonly string[];
}

/** Terraform's last word of an apply or a destroy that has done all it was to do. */
const COMPLETE = { deploy: /^Apply complete! /, destroy: /^Destroy complete! / } as const;
/** What Terraform says first, and what it says when it cannot go on. */
const BEGUN = /^Initializing (?:the backend|HCP Terraform|Terraform Cloud|provider plugins)/;
const ERROR = /^Error: /;

/**
 * Judges a `cdktf deploy`. Its exit code is not enough: cdktf takes a Terraform that a signal has ended for one that went
 * well.
 * @param isToProve whether the stack has the verification
 */
export function judgeDeploy(end: CdktfEnd, isToProve: boolean): Verdict {
  const broken = brokenOff('deploy', end);
  if (broken !== undefined) return broken;
  if (end.output.includes('(remote-exec): VERIFIED: ')) return passed('the mirror works: deployed and verified');
  if (!isToProve) return passed('deployed, but not verified: verification.enabled or publicAccess is false');
  return {
    passed: false,
    headline: 'deployed, but nothing is proven:',
    reasons: ['the verification has not said that the mirror works, although it is switched on'],
  };
}

/** Judges a `cdktf destroy`. What of the region is left when it has gone well is another question. */
export function judgeDestroy(end: CdktfEnd): Verdict {
  return brokenOff('destroy', end) ?? passed('destroyed');
}

function passed(headline: string): Verdict {
  return { passed: true, headline, reasons: [] };
}

/** Whether a run of cdktf came as far as Terraform, which it starts when the whole of the stack's JSON is written. */
export function hasReachedTerraform({ output }: CdktfEnd): boolean {
  return output.split('\n').some((line) => BEGUN.test(withoutDecoration(line)));
}

/** Undefined when cdktf and Terraform have come to their end and have nothing to complain of. */
function brokenOff(command: 'deploy' | 'destroy', { status, output }: CdktfEnd): Verdict | undefined {
  const lines = output.split('\n').map(withoutDecoration);
  const says = (pattern: RegExp): boolean => lines.some((line) => pattern.test(line));
  const isComplete = says(COMPLETE[command]);
  if (status === 0 && isComplete) return undefined;
  // nsenter's own words, when the place that it was to enter is no more.
  if (status !== 0 && !isComplete && lines.some((line) => /^nsenter: .*\/ns\//.test(line))) {
    return { passed: false, headline: `cdktf ${command} failed (status ${status}):`, reasons: [NO_PLACE] };
  }
  const hasVanished = !isComplete && !says(ERROR) && (status === 0 || status > 128 || says(BEGUN));
  return {
    passed: false,
    headline: `cdktf ${command} failed (status ${status}):`,
    reasons: hasVanished ? [vanished(command)] : failureIn(output),
  };
}

/** Without colours, cdktf's column with the stack's name, and Terraform's boxes. */
function withoutDecoration(raw: string): string {
  return raw
    .replace(ESCAPES, '')
    .replace(/^[\w-]*\s{2,}/, '')
    .replace(/^[│╷╵] ?/, '');
}

const NO_PLACE = 'the place of the lab in which cdktf runs is gone: something has killed its first process';

function vanished(command: 'deploy' | 'destroy'): string {
  const work = command === 'deploy' ? 'apply' : 'destroy';
  return `Terraform, or cdktf that runs it, ended before the ${work} was complete and gave no reason: something has killed it, such as the kernel for want of memory`;
}
