import { spawn } from 'node:child_process';
import { constants } from 'node:os';

export interface CommandOptions {
  /** Text for standard input; without it, standard input is empty. */
  readonly input?: string;
  /** Milliseconds until the command and all it started is killed; default 60 000. */
  readonly timeout?: number;
  readonly env?: NodeJS.ProcessEnv;
  /** What error messages call the command; default: its first words. */
  readonly name?: string;
}

export interface CommandResult {
  /** Exit status; 128 + signal number when a signal ended it, as in a shell. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** More output than this is a mistake of the command's, and kept out of memory: bytes per stream. */
const OUTPUT_LIMIT = 64 * 1024 * 1024;

/**
 * Runs a command to its end and returns what it did, whatever its status.
 * Rejects when it cannot be started or does not end in time; then its whole process group is killed, also the part
 * of it inside a PID namespace.
 */
export function runCommand(argv: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const [program, ...args] = argv;
  if (program === undefined) throw new Error('a command needs at least the name of a program');
  const { timeout = 60_000, name = describe(argv) } = options;
  return new Promise((resolve, reject) => {
    // Its own process group: Ctrl-C on the owner's terminal must reach the owner, which then cleans up in order.
    const child = spawn(program, args, { detached: true, env: options.env ?? process.env });
    const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    const kill = (): void => {
      if (child.pid !== undefined) {
        try {
          process.kill(-child.pid, 'SIGKILL');
        } catch {
          // Already gone.
        }
      }
    };
    const timer = setTimeout(() => {
      kill();
      reject(new Error(`${name} did not end within ${timeout} ms: ${lastLine(text(output.stderr))}`));
    }, timeout);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(new Error(`cannot run ${program}: ${error.message}`));
    });
    // It has no streams when this process may open no more files.
    if (child.pid === undefined) return;
    for (const stream of ['stdout', 'stderr'] as const) {
      let length = 0;
      child[stream].on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length <= OUTPUT_LIMIT) output[stream].push(chunk);
      });
    }
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const status = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
      resolve({ status, stdout: text(output.stdout), stderr: text(output.stderr) });
    });
    // A program that does not read its input is no error of ours.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** Runs a command that must succeed and returns its output; rejects with the command and its last line of complaint. */
export async function mustRun(argv: readonly string[], options: CommandOptions = {}): Promise<string> {
  const { status, stdout, stderr } = await runCommand(argv, options);
  if (status !== 0)
    throw new Error(`${options.name ?? describe(argv)} failed with status ${status}: ${firstLines(stderr)}`);
  return stdout;
}

function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8');
}

/** The program that matters, without the nsenter in front of it. */
function describe(argv: readonly string[]): string {
  const start = argv[0] === 'nsenter' ? argv.findIndex((arg, i) => i > 0 && !arg.startsWith('-')) : 0;
  return argv
    .slice(start, start + 6)
    .join(' ')
    .slice(0, 200);
}

function lastLine(value: string): string {
  return value.trimEnd().split('\n').at(-1) ?? '';
}

function firstLines(value: string): string {
  return value.trimEnd().split('\n').slice(0, 3).join('; ');
}
