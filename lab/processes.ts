import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process, to be found again. */
export interface ProcessRecord {
  readonly pid: number;
  /** Its start time, in clock ticks: tells it from a later one with the same number. */
  readonly started: string;
}

/** A process as /proc has it. */
export interface LivingProcess extends ProcessRecord {
  readonly parent: number;
  /** Name of its program, as in `ps`. */
  readonly name: string;
}

export function isRunning({ pid, started }: ProcessRecord): boolean {
  return startTime(pid) === started;
}

/** Start time of a process as /proc has it; undefined when it has ended, even if nobody has taken note of it yet. */
export function startTime(pid: number): string | undefined {
  return livingProcess(pid)?.started;
}

/** All processes of this machine that this one can see. */
export function livingProcesses(): readonly LivingProcess[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (livingProcess(Number(name)) ?? []) : []));
}

/** Those processes that descend from one of `roots`, the roots themselves included. */
export function familyOf(
  roots: ReadonlySet<number>,
  among: readonly LivingProcess[] = livingProcesses(),
): readonly LivingProcess[] {
  const family = new Set(roots);
  for (let before = 0; before !== family.size;) {
    before = family.size;
    for (const { pid, parent } of among) if (family.has(parent)) family.add(pid);
  }
  return among.filter(({ pid }) => family.has(pid));
}

/** A namespace of a process, such as `net:[4026532461]`; undefined when the process has ended. */
export function namespaceOf(pid: number, kind: 'net' | 'pid'): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/${kind}`);
  } catch {
    return undefined;
  }
}

function livingProcess(pid: number): LivingProcess | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = stat.lastIndexOf(')');
    const fields = stat.slice(end + 2).split(' ');
    // A zombie has ended; it holds nothing.
    if (fields[0] === 'Z') return undefined;
    const name = stat.slice(stat.indexOf('(') + 1, end);
    return { pid, name, parent: Number(fields[1]), started: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}
