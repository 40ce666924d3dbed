import { type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';

export interface Followed {
  /** Exit status; 128 + signal number when a signal ended it, as in a shell. */
  readonly status: number;
  /** Everything that it printed, line by line. */
  readonly lines: readonly string[];
}

export interface FollowOptions {
  /** Ends the child. */
  readonly signal: AbortSignal;
  /** How the child is ended. @default - its whole process group is killed, so it must lead one (`detached`) */
  readonly end?: (child: ChildProcess) => void;
  /** Told each line as it comes. */
  readonly onLine?: (line: string) => void;
}

/** Waits for a child to end, and reads what it prints. Rejects when it could not be started. */
export function follow(child: ChildProcess, options: FollowOptions): Promise<Followed> {
  const { signal, end = killGroup, onLine } = options;
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      onLine?.(line);
    });
  }
  const abort = (): void => {
    end(child);
  };
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  // What it has started would hold its output open, and go on unseen.
  child.on('exit', (_, by) => {
    if (by !== null) end(child);
  });
  return new Promise<Followed>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, by) => {
      resolve({ status: exitStatus(code, by), lines });
    });
  }).finally(() => {
    signal.removeEventListener('abort', abort);
  });
}

/** What a shell would call the end of a process. */
export function exitStatus(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // It has just ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
