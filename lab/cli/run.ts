import { startTime } from '../processes';
import { Claim } from './claim';
import { Interruption } from './interruption';
import { LabEnded, LabRun } from './lab-run';
import { checkMachine, installPackages } from './prerequisites';
import { type LabProcess } from './process';
import { type Progress } from './progress';
import { installProviders } from './registry-providers';
import { labSettings, readSettings } from './settings';
import { Workspace } from './workspace';

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
  // A wrong setting is told before anything is started.
  const settings = labSettings(readSettings(options.settings));
  const interruption = new Interruption(progress);
  const { signal } = interruption;
  try {
    if (workspace.record() !== undefined) throw new Error(alreadyRuns(workspace));
    const packages = await checkMachine(signal);
    const claim = await Claim.take(workspace);
    if (claim === undefined) throw new Error(alreadyRuns(workspace));

    const running: { process?: LabProcess } = {};
    let stays = false;
    try {
      workspace.write(settings.context);
      workspace.writeRunner({ pid: process.pid, started: startTime(process.pid) ?? '' });
      await installPackages(packages, progress, signal);
      if (options.provider === 'registry') await installProviders(workspace, progress, signal);
      signal.throwIfAborted();
      const passed = await new LabRun(options, { settings, workspace, claim, progress, interruption, running }).play();
      stays = options.keep && running.process !== undefined && !signal.aborted;
      if (stays) running.process?.stay();
      return signal.aborted ? 130 : passed ? 0 : 1;
    } catch (error) {
      await running.process?.noticeEnd();
      throw error;
    } finally {
      if (!stays) {
        await running.process?.stop();
        await claim.release();
      }
    }
  } catch (error) {
    if (signal.reason instanceof LabEnded) throw signal.reason;
    if (signal.aborted) return 130;
    throw error;
  } finally {
    interruption.dispose();
  }
}

function alreadyRuns(workspace: Workspace): string {
  return `a lab "${workspace.name}" runs already: stop it with ${workspace.commandLine('stop')}, or run another one beside it with --lab NAME`;
}
