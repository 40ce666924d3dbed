import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DaemonMessage, type DaemonOptions, type DaemonRequest } from '../daemon';
import { startTime } from '../processes';
import { withoutSecrets } from './caller';
import { type Claim } from './claim';

const LAST_LINES = 10;

/** Milliseconds for the process to end when its namespaces have. */
const END_LIMIT = 10_000;

interface LabProcessProps {
  /** What the process prints by itself goes there. */
  readonly logFile: string;
  /** The right to run the lab, which the process has as well, as long as it lives. */
  readonly claim: Claim;
  /** What the region is to be like. */
  readonly region?: DaemonOptions;
}

/** The lab's process, as the command line sees it. */
export class LabProcess {
  private stopping = false;

  private constructor(
    private readonly child: ChildProcess,
    readonly ready: Extract<DaemonMessage, { type: 'ready' }>,
  ) {}

  /**
   * Starts a lab in a process of its own. It ends with this one, unless `stay` is called.
   * @param onEnd told why, if it ends without having been asked to
   * Rejects with the sentence of what keeps it from starting.
   */
  static async start(
    { logFile, claim, region = {} }: LabProcessProps,
    { onProblem, onEnd }: { onProblem: (message: string) => void; onEnd: (reason: string) => void },
  ): Promise<LabProcess> {
    const log = openSync(logFile, 'a', 0o600);
    const child = fork(join(__dirname, '..', 'daemon.ts'), [JSON.stringify(region)], {
      // A session of its own, so that the terminal's signals reach only the command line.
      detached: true,
      execArgv: ['--require', join(__dirname, '..', 'loading.cjs'), '--require', 'tsx/cjs'],
      stdio: ['ignore', log, log, 'ipc', claim.share],
      env: withoutSecrets(),
    });
    closeSync(log);
    child.on('message', (message: DaemonMessage) => {
      if (message.type === 'problem') onProblem(message.message);
      if (message.type === 'over') onEnd(message.message);
    });
    const ready = await new Promise<Extract<DaemonMessage, { type: 'ready' }>>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => {
        reject(new Error(`the lab's process ended: ${lastWords(child, logFile)}`));
      });
      child.on('message', (message: DaemonMessage) => {
        if (message.type === 'ready') resolve(message);
        if (message.type === 'failed' || message.type === 'over') reject(new Error(message.message));
      });
    });
    const lab = new LabProcess(child, ready);
    child.once('exit', () => {
      if (!lab.stopping) onEnd(`the lab's process ended by itself: ${lastWords(child, logFile)}`);
    });
    return lab;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /**
   * Whatever fails because the process, or the place in which commands run, has ended may be known before that is told:
   * resolves when it has been.
   */
  async noticeEnd(): Promise<void> {
    if (this.isOver()) return;
    const isGone = [this.pid, this.ready.operatorPid].some((pid) => startTime(pid) === undefined);
    if (isGone) await Promise.race([once(this.child, 'exit'), sleep(END_LIMIT, undefined, { ref: false })]);
  }

  private isOver(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** What a destroy has not removed; empty when nothing is left. */
  whatIsLeft(): Promise<readonly string[]> {
    return new Promise((resolve, reject) => {
      const onExit = (): void => {
        reject(new Error("the lab's process ended"));
      };
      const onMessage = (message: DaemonMessage): void => {
        if (message.type !== 'left') return;
        this.child.off('message', onMessage);
        this.child.off('exit', onExit);
        resolve(message.left);
      };
      this.child.on('message', onMessage);
      this.child.once('exit', onExit);
      this.request('what-is-left');
    });
  }

  /** Lets the lab outlive this process. */
  stay(): void {
    this.request('stay');
    this.child.disconnect();
    this.child.unref();
  }

  /** Takes the lab down and resolves when nothing of it is left. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.isOver()) return;
    const ended = new Promise<void>((resolve) => {
      this.child.once('exit', () => {
        resolve();
      });
    });
    if (this.child.connected) this.child.disconnect();
    else this.child.kill('SIGTERM');
    await ended;
  }

  private request(request: DaemonRequest): void {
    this.child.send(request);
  }
}

/** How a process ended, and the last of what it printed. */
function lastWords({ exitCode, signalCode }: ChildProcess, logFile: string): string {
  // The log is gone when the lab's folder was cleared in between.
  const printed = (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '')
    .trim()
    .split('\n')
    .slice(-LAST_LINES)
    .join('\n');
  return `${signalCode ?? `status ${exitCode ?? 0}`}${printed === '' ? '' : `\n${printed}`}`;
}
