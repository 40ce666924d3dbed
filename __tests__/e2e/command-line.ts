import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../lab/cli/workspace';
import { victimsOf } from './killed-run';
import { hostState, livingAfter, sleep, together, treeBelow, type ProcessTree } from '../process-tree';

/** Milliseconds after which a command is taken for stuck. */
const LIMIT = 180_000;

/** As who became root by `su` has it: no options of Node.js, as a test's have, and a PATH without sbin. */
const USUAL = {
  NODE_OPTIONS: '',
  PATH: (process.env['PATH'] ?? '')
    .split(':')
    .filter((folder) => !/^(?:\/usr(?:\/local)?)?\/sbin$/.test(folder))
    .join(':'),
};

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** What is typed at once when a text is shown, such as Ctrl-C. */
export interface Keystroke {
  readonly key: string;
  readonly at: string;
}

/** A lab of a name of its own, through `npm run lab`'s program, and what of it is on this machine. */
export class CommandLine {
  readonly folder: string;
  private readonly host = hostState();
  private readonly seen: ProcessTree[] = [];
  private readonly started: ChildProcess[] = [];

  constructor(readonly name = `test-${process.pid}`) {
    this.folder = join(ROOT, '.lab', name);
  }

  /** Runs a command to its end. */
  run(...args: readonly string[]): Promise<Ended> {
    return this.start(...args).ended;
  }

  start(...args: readonly string[]): RunningCommand {
    return this.startAs({}, ...args);
  }

  /** With another environment or as another user. */
  startAs({ env, uid }: { env?: NodeJS.ProcessEnv; uid?: number }, ...args: readonly string[]): RunningCommand {
    const [program = '', ...words] = this.command(...args);
    const child = spawn(program, words, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...USUAL, ...env },
      ...(uid === undefined ? {} : { uid }),
    });
    this.started.push(child);
    return new RunningCommand(child);
  }

  /** Runs the lab's shell on a terminal, where a line is typed at each prompt: cdktf would read what comes before. */
  shellOnTerminal(...typed: readonly (string | Keystroke)[]): Promise<Ended> {
    const words = this.command('shell').map((word) => `'${word}'`);
    const child = spawn('script', ['--quiet', '--return', '--command', words.join(' '), '/dev/null'], {
      cwd: ROOT,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...USUAL, SHELL: '/bin/bash' },
    });
    this.started.push(child);
    const steps = typed.map((each) => (typeof each === 'string' ? { key: `${each}\n`, at: 'lab# ' } : each));
    let shownSince = '';
    child.stdout.on('data', (chunk: Buffer) => {
      shownSince += chunk.toString();
      const [step] = steps;
      if (step === undefined || !shownSince.includes(step.at)) return;
      steps.shift();
      shownSince = '';
      child.stdin.write(step.key);
    });
    return new RunningCommand(child).ended;
  }

  /** As a user does: npm starts a shell, and that the command. */
  startByNpm(): RunningCommand {
    const child = spawn('npm', ['run', '--silent', 'lab', '--', '--lab', this.name], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...USUAL },
    });
    this.started.push(child);
    return new RunningCommand(child);
  }

  /** How a command is started, from the project's folder. */
  command(...args: readonly string[]): readonly string[] {
    return [
      process.execPath,
      '--require',
      './lab/loading.cjs',
      '--require',
      'tsx/cjs',
      'lab/cli.ts',
      '--lab',
      this.name,
      ...args,
    ];
  }

  /** Notes what a process's children have started, to look for it after their end. @returns how many processes */
  note(pid = process.pid): number {
    const tree = treeBelow(pid);
    this.seen.push(tree);
    return tree.processes.size;
  }

  /**
   * Kills the first process below this one that is of a kind, such as `perl claim.pl`, when it is there; Node's name is not
   * always `node`.
   */
  async killOneOf(kind: RegExp): Promise<void> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const tree = treeBelow(process.pid);
      this.seen.push(tree);
      const victims = victimsOf(tree);
      const victim = victims.find((each) => kind.test(each.kind));
      if (victim !== undefined) {
        process.kill(victim.pid, 'SIGKILL');
        return;
      }
      if (Date.now() >= deadline)
        throw new Error(`there is no ${kind.source}; there are: ${victims.map((each) => each.kind).join(', ')}`);
      await sleep(20);
    }
  }

  /** What of all that was noted since the last call is still here, within some seconds. */
  async left(): Promise<{
    readonly alive: readonly string[];
    readonly folder: boolean;
    readonly hostIsAsBefore: boolean;
  }> {
    const alive = await livingAfter(together(this.seen.splice(0)), 10_000);
    const hostIsAsBefore = JSON.stringify(hostState()) === JSON.stringify(this.host);
    return { alive, folder: existsSync(this.folder), hostIsAsBefore };
  }

  /** The process that holds the lab. */
  holder(): number {
    return (JSON.parse(readFileSync(join(this.folder, 'lab.json'), 'utf8')) as { readonly pid: number }).pid;
  }

  /** Ends what a failed test has left. */
  async clear(): Promise<void> {
    for (const child of this.started.splice(0)) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    }
    if (existsSync(this.folder)) await this.run('stop');
  }
}

/** What must be there when a command has ended well, or badly. */
export const NOTHING = { alive: [], folder: false, hostIsAsBefore: true } as const;

export class RunningCommand {
  readonly ended: Promise<Ended>;
  private output = '';
  private readonly waiting = new Set<() => void>();

  constructor(readonly child: ChildProcess) {
    const add = (chunk: Buffer): void => {
      this.output += chunk.toString();
      for (const look of this.waiting) look();
    };
    child.stdout?.on('data', add);
    child.stderr?.on('data', add);
    this.ended = new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill('SIGTERM');
        reject(new Error(`it did not end within ${LIMIT} ms: ${this.output}`));
      }, LIMIT);
      child.on('error', reject);
      child.on('close', (status, signal) => {
        clearTimeout(timer);
        resolve({ status, signal, output: this.output });
      });
    });
  }

  /** Resolves when the command has printed a text; rejects when it ends before. */
  async printed(text: string): Promise<void> {
    const found = new Promise<void>((resolve) => {
      const look = (): void => {
        if (!this.output.includes(text)) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
    const early = this.ended.then(({ output }) => {
      if (!output.includes(text)) throw new Error(`it ended before it printed "${text}": ${output}`);
    });
    await Promise.race([found, early]);
  }
}
