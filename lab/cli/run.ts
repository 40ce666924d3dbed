import { parseSettings } from '../../lib/settings/settings';
import { internet } from '../fabric/addresses';
import { runCdktf, type CdktfResult } from './cdktf';
import { type DeployEvent } from './deploy-output';
import { failureIn } from './failure';
import { operatorEnvironment } from './operator-place';
import { ensurePrerequisites } from './prerequisites';
import { LabProcess } from './process';
import { type Progress } from './progress';
import { installProviders } from './registry-providers';
import { readSettings, startTime, withLabRegion, Workspace, type LabRecord } from './workspace';

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
  if (workspace.record() !== undefined) {
    throw new Error(
      `a lab "${options.lab}" runs already: npm run lab -- status, or stop it with npm run lab -- stop; another one can run beside it with --lab NAME`,
    );
  }
  const settings = readSettings(options.settings);
  // A wrong setting is told before anything is started.
  parseSettings(withLabRegion(settings));
  await ensurePrerequisites(progress);
  // What a killed lab may have left in its folder.
  workspace.remove();
  workspace.write(settings);

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
    const lab = new LabRun(options, workspace, progress, interrupted.signal, running);
    const passed = await lab.play();
    stays = options.keep && running.process !== undefined && !interrupted.signal.aborted;
    if (stays) running.process?.stay();
    return interrupted.signal.aborted ? 130 : passed ? 0 : 1;
  } catch (error) {
    if (interrupted.signal.aborted) return 130;
    throw error;
  } finally {
    if (!stays) {
      await running.process?.stop();
      workspace.remove();
    }
    for (const signal of signals) process.off(signal, onSignal);
  }
}

class LabRun {
  constructor(
    private readonly options: RunOptions,
    private readonly workspace: Workspace,
    private readonly progress: Progress,
    private readonly signal: AbortSignal,
    private readonly running: { process?: LabProcess },
  ) {}

  async play(): Promise<boolean> {
    const { progress, options, workspace } = this;
    if (options.provider === 'registry') installProviders(workspace, progress);

    progress.step('starting the region and its network');
    const lab = await LabProcess.start(workspace.logFile, (problem) => {
      progress.detail(`the lab says: ${problem}`);
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
    this.throwIfInterrupted();

    progress.step('cdktf deploy');
    const deploy = await this.cdktf('deploy', record);
    this.throwIfInterrupted();
    const passed = deploy.status === 0;
    if (passed) progress.step('the mirror works: deployed and verified');
    else this.tellFailure('deploy', deploy);

    if (options.keep) {
      this.tellHowToGoOn();
      return passed;
    }
    progress.step('cdktf destroy');
    const destroy = await this.cdktf('destroy', record);
    this.throwIfInterrupted();
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
      signal: this.signal,
    });
  }

  private tell(event: DeployEvent): void {
    if (event.type === 'resource') this.progress.detail(`${event.address}: ${event.text}`);
    else this.progress.detail(event.text);
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
    const lab = this.options.lab === 'main' ? '' : ` --lab ${this.options.lab}`;
    this.progress.text(
      [
        '',
        'The lab keeps running. Go on with:',
        `  npm run lab --${lab} ssh ECS-target      log in to a server`,
        `  npm run lab --${lab} shell               cdktf and Terraform against the lab, such as: npx cdktf diff --skip-provider-lock`,
        `  npm run lab --${lab} status`,
        `  npm run lab --${lab} stop                take it down`,
      ].join('\n'),
    );
  }

  private throwIfInterrupted(): void {
    if (this.signal.aborted) throw new Error('interrupted');
  }
}
