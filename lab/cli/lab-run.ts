import { dirname, join } from 'node:path';
import { internet } from '../addresses/lab-internet';
import { startTime } from '../processes';
import { type Claim } from './claim';
import { runCdktf, type CdktfResult } from './cdktf';
import { keepTransforms } from './quick-start';
import { type DeployEvent } from './deploy-output';
import { type Interruption } from './interruption';
import { operatorEnvironment } from './operator-place';
import { LabProcess } from './process';
import { type Progress } from './progress';
import { type LabSettings } from './settings';
import { hasReachedTerraform, judgeDeploy, judgeDestroy, type Verdict } from './verdict';
import { type LabRecord, type Workspace } from './workspace';

/** The process that holds the lab has ended although nobody asked it to. */
export class LabEnded extends Error {}

/** What came of a run, as far as it can be known before the lab is taken down. */
export interface Outcome {
  /** Whether all went well that was to be done. */
  readonly passed: boolean;
  /** What a destroy should have removed and has not; empty for a lab that is kept. */
  readonly left: readonly string[];
}

interface Surroundings {
  readonly settings: LabSettings;
  readonly workspace: Workspace;
  readonly claim: Claim;
  readonly progress: Progress;
  readonly interruption: Interruption;
  /** Told the process that holds the lab: who takes the lab down needs it even if the run fails. */
  readonly running: { process?: LabProcess };
}

/** One run in its folder: a lab is started, the stack deployed, verified and destroyed. */
export class LabRun {
  private readonly warned = new Set<string>();

  constructor(
    private readonly options: {
      readonly keep: boolean;
      readonly provider: 'stand-in' | 'registry';
      readonly report?: string;
    },
    private readonly surroundings: Surroundings,
  ) {}

  /** Rejects when interrupted, or when the lab cannot be started. */
  async play(): Promise<Outcome> {
    const { workspace, progress, interruption, settings } = this.surroundings;
    progress.step('starting the region and its network');
    const lab = await this.startLab();
    const { operatorPid, agentSocket, publicKey, reattach } = lab.ready;
    const record: LabRecord = {
      pid: lab.pid,
      started: startTime(lab.pid) ?? '',
      ...{ operatorPid, agentSocket, publicKey },
      ...(this.options.provider === 'registry' ? {} : { reattach }),
    };
    workspace.writeRecord(record);
    keepTransforms(`/proc/${operatorPid}/root${dirname(agentSocket)}`);
    interruption.signal.throwIfAborted();

    progress.step('cdktf deploy');
    const end = await this.cdktf('deploy', record, false);
    const deploy = judgeDeploy(end, settings.isToProve);
    if (deploy.passed) progress.step(deploy.headline);
    else this.tellFailure(deploy);

    if (this.options.keep) {
      this.tellHowToGoOn();
      return { passed: deploy.passed, left: [] };
    }
    progress.step('cdktf destroy');
    const destroy = judgeDestroy(await this.cdktf('destroy', record, deploy.passed || hasReachedTerraform(end)));
    if (!destroy.passed) this.tellFailure(destroy);
    // On servers that stay, the verification's last steps still remove what Terraform has uploaded.
    if (settings.customersServers > 0) progress.step("waiting until the customer's servers are as they were");
    return { passed: deploy.passed && destroy.passed, left: await lab.whatIsLeft() };
  }

  private async startLab(): Promise<LabProcess> {
    const { workspace, claim, settings, progress, interruption, running } = this.surroundings;
    running.process = await LabProcess.start(
      { logFile: workspace.labLogFile, claim, region: settings.region },
      {
        onProblem: (problem) => {
          progress.detail(`the lab says: ${problem}`);
        },
        onEnd: (reason) => {
          interruption.fail(new LabEnded(reason));
        },
      },
    );
    return running.process;
  }

  private async cdktf(command: 'deploy' | 'destroy', record: LabRecord, isSynthesized: boolean): Promise<CdktfResult> {
    const { workspace, interruption, running } = this.surroundings;
    const result = await runCdktf(command, {
      operatorPid: record.operatorPid,
      workspace,
      environment: operatorEnvironment(record, internet.operator),
      onEvent: (event) => {
        this.tell(event);
      },
      signal: interruption.signal,
      isSynthesized,
    });
    if (result.status !== 0) await running.process?.noticeEnd();
    interruption.signal.throwIfAborted();
    return result;
  }

  private tell(event: DeployEvent): void {
    const { progress } = this.surroundings;
    if (event.type === 'resource') progress.detail(`${event.address}: ${event.text}`);
    else if (event.type === 'script') progress.detail(event.text);
    else if (event.type === 'evidence') {
      const packets = event.packets === 1 ? '1 packet' : `${event.packets} packets`;
      progress.detail(`${event.server}: ${packets} as evidence${this.whereEvidenceIs()}`);
    } else if (!this.warned.has(event.text)) {
      // Each synthesis warns again.
      this.warned.add(event.text);
      progress.detail(`warning: ${event.text}`);
    }
  }

  private whereEvidenceIs(): string {
    const { report, keep } = this.options;
    if (report !== undefined) return `: ${join(report, 'evidence.pcap')}`;
    return keep ? ` in ${this.surroundings.workspace.logFile}` : '; --report FOLDER makes a capture of them';
  }

  private tellFailure({ headline, reasons }: Verdict): void {
    const { progress, workspace } = this.surroundings;
    progress.step(headline);
    for (const line of reasons) progress.detail(line);
    progress.detail(
      this.options.keep ? `the whole output: ${workspace.logFile}` : 'for the whole output, run it again with --keep',
    );
  }

  private tellHowToGoOn(): void {
    const { progress, workspace, settings } = this.surroundings;
    const lines = [
      [`ssh ${settings.targetName}`, 'log in to a server'],
      ['shell', 'a shell for cdktf and Terraform, such as: npx cdktf diff'],
      ['status', 'what runs'],
      ['stop', 'take it down'],
    ].map(([command = '', what = '']) => [workspace.commandLine(command), what] as const);
    const width = Math.max(...lines.map(([command]) => command.length));
    const text = lines.map(([command, what]) => `  ${command.padEnd(width)}  ${what}`);
    progress.text(['', 'The lab keeps running. Go on with:', ...text].join('\n'));
  }
}
