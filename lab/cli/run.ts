import { parseSettings } from '../../lib/settings/settings';
import { internet } from '../fabric/addresses';
import { startTime } from '../processes';
import { Claim } from './claim';
import { runCdktf, type CdktfResult } from './cdktf';
import { type DeployEvent } from './deploy-output';
import { failureIn } from './failure';
import { operatorEnvironment } from './operator-place';
import { ensurePrerequisites } from './prerequisites';
import { LabProcess } from './process';
import { type Progress } from './progress';
import { installProviders } from './registry-providers';
import { readSettings, withLabRegion, Workspace, type LabRecord } from './workspace';

export interface RunOptions {
  readonly lab: string;
  readonly keep: boolean;
  readonly provider: 'stand-in' | 'registry';
  readonly settings?: string;
}

/**
 * Deploys the stack to a lab of its own, lets the verification prove it, and destroys it again.
 * @returns the exit code: 0 when all went well and nothing is left, 1 when not, 130 after Ctrl-C
 */
export async function run(options: RunOptions, progress: Progress): Promise<number> {
  const workspace = new Workspace(options.lab);
  const settings = readSettings(options.settings);
  // A wrong setting is told before anything is started.
  parseSettings(withLabRegion(settings));

  const claim = await Claim.take(options.lab);
  try {
    if (claim === undefined || workspace.record() !== undefined) {
      throw new Error(
        `a lab "${options.lab}" runs already: stop it with ${workspace.commandLine('stop')}, or run another one beside it with --lab NAME`,
      );
    }
    await ensurePrerequisites(progress);
    // What a killed lab may have left in its folder.
    workspace.remove();
    workspace.write(settings);
    workspace.writeRunner({ pid: process.pid, started: startTime(process.pid) ?? '' });
    return await runClaimed(options, workspace, progress);
  } finally {
    await claim?.release();
  }
}

async function runClaimed(options: RunOptions, workspace: Workspace, progress: Progress): Promise<number> {
  const interrupted = new AbortController();
  const onSignal = (): void => {
    if (!interrupted.signal.aborted) progress.step('interrupted: taking everything down');
    interrupted.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  const running: { process?: LabProcess } = {};
  let stays = false;
  try {
    const lab = new LabRun(options, workspace, progress, interrupted, running);
    const passed = await lab.play();
    stays = options.keep && running.process !== undefined && !interrupted.signal.aborted;
    if (stays) running.process?.stay();
    return interrupted.signal.aborted ? 130 : passed ? 0 : 1;
  } catch (error) {
    await running.process?.noticeEnd();
    const { signal } = interrupted;
    if (signal.reason instanceof LabEnded) throw signal.reason;
    if (signal.aborted) return 130;
    throw error;
  } finally {
    if (!stays) {
      await running.process?.stop();
      workspace.remove();
    }
    for (const signal of signals) process.off(signal, onSignal);
  }
}

/** The process that holds the lab has ended although nobody asked it to. */
class LabEnded extends Error {}

class LabRun {
  private readonly warned = new Set<string>();

  constructor(
    private readonly options: RunOptions,
    private readonly workspace: Workspace,
    private readonly progress: Progress,
    private readonly interrupted: AbortController,
    private readonly running: { process?: LabProcess },
  ) {}

  async play(): Promise<boolean> {
    const { progress, options, workspace } = this;
    if (options.provider === 'registry') installProviders(workspace, progress);

    progress.step('starting the region and its network');
    const lab = await LabProcess.start(workspace.labLogFile, {
      onProblem: (problem) => {
        progress.detail(`the lab says: ${problem}`);
      },
      onEnd: (lastWords) => {
        this.interrupted.abort(new LabEnded(`the lab's process ended by itself: ${lastWords}`));
      },
    });
    this.running.process = lab;
    const { operatorPid, keyFile, publicKey, reattach } = lab.ready;
    const record: LabRecord = {
      pid: lab.pid,
      started: startTime(lab.pid) ?? '',
      ...{ operatorPid, keyFile, publicKey },
      ...(options.provider === 'registry' ? {} : { reattach }),
    };
    workspace.writeRecord(record);
    this.interrupted.signal.throwIfAborted();

    progress.step('cdktf deploy');
    const deploy = await this.cdktf('deploy', record);
    this.interrupted.signal.throwIfAborted();
    const passed = deploy.status === 0;
    if (!passed) this.tellFailure('deploy', deploy);
    else if (isVerified(deploy)) progress.step('the mirror works: deployed and verified');
    else progress.step('deployed, but not verified: verification.enabled or publicAccess is false');

    if (options.keep) {
      this.tellHowToGoOn();
      return passed;
    }
    progress.step('cdktf destroy');
    const destroy = await this.cdktf('destroy', record);
    this.interrupted.signal.throwIfAborted();
    if (destroy.status !== 0) this.tellFailure('destroy', destroy);
    const left = await lab.whatIsLeft();
    if (left.length > 0) progress.step(`left after destroy: ${left.join(', ')}`);
    else progress.step('nothing left: the region is empty and no server runs');
    return passed && destroy.status === 0 && left.length === 0;
  }

  private cdktf(command: 'deploy' | 'destroy', record: LabRecord): Promise<CdktfResult> {
    return runCdktf(command, {
      operatorPid: record.operatorPid,
      workspace: this.workspace,
      environment: operatorEnvironment(record, internet.operator),
      onEvent: (event) => {
        this.tell(event);
      },
      signal: this.interrupted.signal,
    });
  }

  private tell(event: DeployEvent): void {
    if (event.type === 'resource') this.progress.detail(`${event.address}: ${event.text}`);
    else if (event.type === 'script') this.progress.detail(event.text);
    else if (!this.warned.has(event.text)) {
      // Each synthesis warns again.
      this.warned.add(event.text);
      this.progress.detail(`warning: ${event.text}`);
    }
  }

  private tellFailure(command: string, { status, output }: CdktfResult): void {
    this.progress.step(`cdktf ${command} failed (status ${status}):`);
    const { lines, likelyCause } = failureIn(output);
    for (const line of lines) this.progress.detail(line);
    if (likelyCause !== undefined) this.progress.detail(`likely cause: ${likelyCause}`);
    this.progress.detail(
      this.options.keep
        ? `the whole output: ${this.workspace.logFile}`
        : 'for the whole output, run it again with --keep',
    );
  }

  private tellHowToGoOn(): void {
    const lines = [
      ['ssh ECS-target', 'log in to a server'],
      ['shell', 'a shell for cdktf and Terraform, such as: npx cdktf diff --skip-provider-lock'],
      ['status', 'what runs'],
      ['stop', 'take it down'],
    ].map(([command = '', what = '']) => [this.workspace.commandLine(command), what] as const);
    const width = Math.max(...lines.map(([command]) => command.length));
    const text = lines.map(([command, what]) => `  ${command.padEnd(width)}  ${what}`);
    this.progress.text(['', 'The lab keeps running. Go on with:', ...text].join('\n'));
  }
}

function isVerified({ output }: CdktfResult): boolean {
  return output.includes('(remote-exec): VERIFIED: ');
}
