import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type ProcessTree } from '../process-tree';

/** A process of a run of the lab, to be chosen as a victim. */
export interface Victim {
  readonly pid: number;
  /** What it is, for a person: its name and the script that it runs. */
  readonly kind: string;
}

const NPM = 'npm';
const NPMS_SHELL = "npm's shell";

/** Without one of these nobody tells the exit code of the lab's command line any more. */
export function isTeller(kind: string): boolean {
  return kind === NPM || kind === NPMS_SHELL || kind.endsWith(' cli.ts');
}

/** The processes of a tree that live, with what they are. */
export function victimsOf({ processes }: ProcessTree): readonly Victim[] {
  return [...processes.keys()].flatMap((pid) => {
    const kind = kindOf(pid);
    return kind === undefined ? [] : [{ pid, kind }];
  });
}

/** Undefined when it has just ended. */
export function kindOf(pid: number): string | undefined {
  try {
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
    if (words.length === 0) return undefined;
    // Its name it gives itself only after a moment.
    if (name.startsWith('npm') || /\/npm(?:-cli\.js)?$/.test(words[1] ?? '')) return NPM;
    if (words[1] === '-c' && words[2]?.includes('lab/cli.ts') === true) return NPMS_SHELL;
    const at = words.findIndex(
      (word, index) => index > 0 && /\.(?:sh|pl|ts|js)$|\/(?:lab-guest-init|cdktf)$/.test(word),
    );
    if (at === -1) return name;
    // Which place it is of comes behind the script that holds all of them.
    const script = basename(words[at] ?? '');
    return `${name} ${script}${script === 'lab-init.sh' ? ` ${words[at + 1] ?? ''}` : ''}`;
  } catch {
    return undefined;
  }
}

/** What a run of `npm run lab` said and did, some process of which was killed. */
export interface KilledRun {
  readonly output: string;
  /** Its exit code; undefined when it had nobody to tell it, because it was killed itself. */
  readonly status: number | undefined;
}

const STACK_TRACE = /^[\s-]*at .*:\d+:\d+\)?$|\(\/\S+:\d+:\d+\)?$|^node:internal|^Node\.js v\d/m;
const RAW_ERROR = /\b(?:ENOENT|EPIPE|ECONNRESET|ECONNREFUSED|ESRCH|ERR_[A-Z_]+)\b|nsenter: |Cannot convert undefined/;

/** What a person could hold against it; empty when nothing. */
export function faultsOf({ output, status }: KilledRun): readonly string[] {
  const proves = output.includes('VERIFIED: ') && output.includes('the mirror works: deployed and verified');
  const isEmpty = output.includes('nothing left: the region is empty and no server runs');
  return [
    ...(status === 0 && !proves ? ['it ended with 0 without a proof'] : []),
    ...(status === 0 && !isEmpty ? ['it ended with 0 and did not say that nothing is left'] : []),
    ...(status !== undefined && status !== 0 && !/^lab: |failed|FAILED|not |left|interrupted/m.test(output)
      ? [`it ended with ${status} and did not say why`]
      : []),
    ...(STACK_TRACE.test(output) ? ['it showed a stack trace'] : []),
    ...(RAW_ERROR.test(output) ? [`it showed a raw error: ${RAW_ERROR.exec(output)?.[0] ?? ''}`] : []),
  ];
}
