/**
 * `npm run kills`: whole labs, each with one process of it killed at a random moment, which must end well all the same:
 * nothing is left, nothing is claimed that was not proven, and what is said is for people. Chosen is a kind of process
 * first, then one of that kind, so that the few are not lost among the many.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import '../lab/sbin-on-path.cjs';
import { faultsOf, isTeller, victimsOf } from '../__tests__/e2e/killed-run';
import { FosteredProcess } from '../__tests__/lab/fabric/foster-parent';
import {
  guestGroupsOf,
  hostState,
  livingAfter,
  sleep,
  together,
  treeBelow,
  type ProcessTree,
} from '../__tests__/process-tree';
import { ROOT } from '../lab/cli/workspace';
import { SIGNALS } from './temporary-folder';

const HELP = `Runs whole labs and kills a random process of each at a random moment. Needs what npm run lab needs.

usage: npm run kills [-- OPTIONS]

options:
  --runs N          how many labs (default: 5)
  --within SECONDS  until when in a run the kill comes (default: as long as a first run takes that nobody kills)

Exits with 1 when anything is left of a lab, when one ends with 0 without a proof, or shows a stack trace.`;

/** Milliseconds after which a run is taken for stuck: Terraform tries for 300 s to reach a server that has ended. */
const LIMIT = 600_000;
/** Milliseconds in which all of a run must have ended after its command has, also of one whose npm was killed. */
const END_LIMIT = 180_000;

const NOTHING = 'nothing, it had ended';

interface Report {
  /** Undefined when it had ended before its moment. */
  readonly killed: string | undefined;
  readonly status: number | undefined;
  readonly seconds: number;
  readonly faults: readonly string[];
  readonly output: string;
}

/** A run of the lab by npm, as a user starts it, none of whose processes can get out of sight. */
class Run {
  private readonly lines: string[] = [];
  private readonly start = performance.now();
  private seen: ProcessTree = { processes: new Map(), namespaces: new Set() };

  private constructor(private readonly fostered: FosteredProcess) {
    fostered.lines.on('line', (line) => this.lines.push(line));
  }

  static async begin(lab: string): Promise<Run> {
    const command = `npm run --silent lab -- --lab ${lab} 2>&1; echo "exit $?"`;
    return new Run(await FosteredProcess.start(['sh', '-c', command], { ...process.env, NODE_OPTIONS: '' }));
  }

  get output(): string {
    return this.lines.filter((line) => !/^exit \d+$/.test(line)).join('\n');
  }

  get status(): number | undefined {
    const line = this.lines.find((each) => /^exit \d+$/.test(each));
    return line === undefined ? undefined : Number(line.slice('exit '.length));
  }

  get seconds(): number {
    return (performance.now() - this.start) / 1000;
  }

  /** Kills one of its processes. @returns what it was; undefined when there is none any more */
  kill(): string | undefined {
    const victims = victimsOf(this.note()).filter(({ pid }) => pid !== this.fostered.pid);
    const chosen = anyOf([...new Set(victims.map(({ kind }) => kind))]);
    const victim = anyOf(victims.filter(({ kind }) => kind === chosen));
    if (victim === undefined) return undefined;
    try {
      process.kill(victim.pid, 'SIGKILL');
    } catch {
      return `${victim.kind}, which had just ended`;
    }
    return victim.kind;
  }

  /** Asks its command line to end, as Ctrl-C does. */
  interrupt(): void {
    for (const { pid } of victimsOf(this.note()).filter(({ kind }) => kind.endsWith(' cli.ts'))) {
      try {
        process.kill(pid, 'SIGINT');
      } catch {
        // It has just ended by itself.
      }
    }
  }

  /** The cgroups of its guests; labs that others run on this machine have theirs. */
  get guestGroups(): readonly string[] {
    return guestGroupsOf(...this.seen.processes.keys());
  }

  /**
   * Waits until its command has ended, and all that it has started.
   * @returns what lives all the same, and whether the command ended before it was taken for stuck
   */
  async end(): Promise<{ readonly alive: readonly string[]; readonly inTime: boolean }> {
    while (this.status === undefined && this.seconds * 1000 < LIMIT) {
      this.note();
      await sleep(200);
    }
    const inTime = this.status !== undefined;
    const deadline = Date.now() + END_LIMIT;
    let left: readonly string[] = [];
    do left = await livingAfter(together([this.seen, this.note()]), 5_000);
    while (left.length > 0 && Date.now() < deadline);
    await this.fostered.end();
    return { alive: left, inTime };
  }

  private note(): ProcessTree {
    const tree = treeBelow(this.fostered.fosterPid);
    this.seen = together([this.seen, tree]);
    return tree;
  }
}

/** One run; killed at a moment, in seconds from its start, or not at all. */
async function play(number: number, moment: number | undefined): Promise<Report> {
  const lab = `kills-${process.pid}-${number}`;
  const temporary = mkdtempSync(join(tmpdir(), 'kills-'));
  const usual = process.env['TMPDIR'];
  // What the run leaves in the folder for temporary files is its own, whoever else works on this machine.
  process.env['TMPDIR'] = temporary;
  try {
    const host = JSON.stringify(hostState());
    const run = await Run.begin(lab);
    running = run;
    let killed: string | undefined;
    if (moment !== undefined) {
      while (run.seconds < moment && run.status === undefined && interrupted === undefined) await sleep(20);
      if (interrupted === undefined) killed = run.kill();
    }
    const { alive, inTime } = await run.end();
    const { output, seconds } = run;
    const status = killed !== undefined && isTeller(killed) ? undefined : run.status;
    const files = readdirSync(temporary).filter((name) => !name.startsWith('tsx-'));
    const faults = [
      ...(inTime ? faultsOf({ output, status }) : [`it has not ended within ${LIMIT / 1000} s`]),
      ...alive.map((each) => `left: ${each}`),
      ...files.map((name) => `left: temporary file ${name}`),
      ...run.guestGroups.map((group) => `left: cgroup ${group}`),
      ...(existsSync(join(ROOT, '.lab', lab)) ? [`left: .lab/${lab}`] : []),
      ...(JSON.stringify(hostState()) === host ? [] : ["the machine's mounts or links have changed"]),
    ];
    return { killed, status, seconds, faults, output };
  } finally {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** The exit code of the signal that has asked this program to end. */
let interrupted: number | undefined;
let running: Run | undefined;

/** Until the lab that runs has ended as well, and was looked at, this program stays. */
function endAfterThisLab(): void {
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      interrupted ??= code;
      console.log('interrupted: taking down the lab that runs');
      running?.interrupt();
    });
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { help: { type: 'boolean' }, runs: { type: 'string', default: '5' }, within: { type: 'string' } },
  });
  if (values.help === true) {
    console.log(HELP);
    return;
  }
  const runs = positive('--runs', values.runs);
  endAfterThisLab();
  const within = values.within === undefined ? await lengthOfARun() : positive('--within', values.within);
  let bad = 0;
  let longest = within;
  let counted = 0;
  for (let attempt = 1; counted < runs && interrupted === undefined; attempt += 1) {
    const moment = Math.random() * longest;
    const { killed, status, seconds, faults, output } = await play(attempt, moment);
    const end = status === undefined ? '–' : `exit ${status}`;
    console.log(
      `${String(counted + 1).padStart(3)}  at ${moment.toFixed(1).padStart(4)} s  ${(killed ?? NOTHING).padEnd(28)}  ` +
        `${end.padEnd(8)}  ${seconds.toFixed(0).padStart(3)} s  ${faults.length === 0 ? 'well' : faults.join('; ')}`,
    );
    // A run that was faster than the kill does not count as killed, but what it has left does.
    if (killed !== undefined) counted += 1;
    else if (status === 0) longest = Math.min(longest, seconds);
    if (faults.length === 0) continue;
    bad += 1;
    console.log(output.replaceAll(/^/gm, '     | '));
  }
  console.log(`${counted} labs, of each one process killed: ${bad} did not end well`);
  if (bad > 0) process.exitCode = 1;
  if (interrupted !== undefined) process.exitCode = interrupted;
}

async function lengthOfARun(): Promise<number> {
  const { faults, status, seconds, output } = await play(0, undefined);
  if (interrupted !== undefined) return seconds;
  if (status !== 0 || faults.length > 0)
    throw new Error(`a run that nobody kills fails: ${faults.join('; ')}\n${output}`);
  console.log(`a run that nobody kills takes ${seconds.toFixed(0)} s`);
  return seconds;
}

function positive(option: string, text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`${option} must be a number above 0, got: "${text}"`);
  return number;
}

function anyOf<T>(things: readonly T[]): T | undefined {
  return things[Math.floor(Math.random() * things.length)];
}

main().catch((error: unknown) => {
  console.error(`kills: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
