import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Readable, type Writable } from 'node:stream';

/** The network namespace of a process, which keeps it alive; the process itself is not touched. */
export interface NamespaceHolder {
  readonly pid: number;
}

/** How a process ended: `reason` is the end of what it wrote to standard error, or its exit code or signal. */
export interface ProcessEnd {
  readonly ok: boolean;
  readonly reason: string;
}

/** A child whose standard input is the pipe of its life: it must end when that ends. */
export interface NamespaceProcess {
  readonly pid: number;
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Called for every line of standard error, also for those that came before. */
  onErrorLine(listener: (line: string) => void): void;
  /** Resolves when the process has ended and its output has been read; never rejects. */
  readonly ended: Promise<ProcessEnd>;
  /** Ends standard input and waits; after `patienceMs` the process is killed. */
  end(patienceMs?: number): Promise<ProcessEnd>;
}

/**
 * Starts a command in a network namespace (this process's own if `namespace` is absent). It runs in a session of its
 * own: Ctrl-C in a terminal reaches the owner alone, which ends its children in order.
 */
export function startInNamespace(
  namespace: NamespaceHolder | undefined,
  command: readonly [string, ...string[]],
): NamespaceProcess {
  const [program, ...args] =
    namespace === undefined ? command : (['nsenter', `--net=/proc/${namespace.pid}/ns/net`, '--', ...command] as const);
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    // With sbin: see sbin-on-path.cjs.
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
  });
  // A write to a child that has just died fails here; its end tells why.
  child.stdin.on('error', () => undefined);
  const errors = collectErrorLines(child);
  const ended = new Promise<ProcessEnd>((resolve) => {
    child.on('error', (error) => {
      resolve({ ok: false, reason: error.message });
    });
    child.on('close', (code, signal) => {
      const status = signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`;
      resolve({ ok: code === 0, reason: errors.last() ?? status });
    });
  });
  return {
    pid: child.pid ?? -1,
    stdin: child.stdin,
    stdout: child.stdout,
    onErrorLine: errors.listen,
    ended,
    async end(patienceMs = 5000) {
      child.stdin.end();
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      try {
        return await ended;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

function collectErrorLines(child: ChildProcessByStdio<Writable, Readable, Readable>) {
  const earlier: string[] = [];
  const listeners: ((line: string) => void)[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line.trim() === '') return;
    earlier.push(line);
    // tcpdump writes a few lines in its life; the limit is for a tool that has gone mad.
    if (earlier.length > 100) earlier.shift();
    for (const listener of listeners) listener(line);
  });
  return {
    last: () => (earlier.length === 0 ? undefined : earlier.slice(-2).join(' ').trim()),
    listen: (listener: (line: string) => void) => {
      earlier.forEach(listener);
      listeners.push(listener);
    },
  };
}
