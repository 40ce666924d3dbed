import { type Scenario } from '../../lib/settings/scenario-names';
import { startTime } from '../processes';
import { Claim } from './claim';
import { Family } from './family';
import { Interruption } from './interruption';
import { LabEnded, LabRun, type Outcome } from './lab-run';
import { checkMachine, installPackages } from './prerequisites';
import { reportDeploy } from './deploy-report';
import { type LabProcess } from './process';
import { type Progress } from './progress';
import { installProviders } from './registry-providers';
import { labSettings, readSettings } from './settings';
import { isInBetween, whatRuns } from './what-runs';
import { Workspace } from './workspace';

export interface RunOptions {
  readonly lab: string;
  readonly keep: boolean;
  readonly provider: 'stand-in' | 'registry';
  readonly settings?: string;
  readonly scenario?: Scenario;
  /** Folder for the report of the deploy. */
  readonly report?: string;
}

/**
 * Deploys the stack to a lab of its own, lets the verification prove it, and destroys it again.
 * @returns the exit code: 0 when all went well and nothing is left, 1 when not, 130 after Ctrl-C
 */
export async function run(options: RunOptions, progress: Progress): Promise<number> {
  const workspace = new Workspace(options.lab);
  // A wrong setting is told before anything is started.
  const settings = labSettings(readSettings(options.settings, options.scenario));
  const interruption = new Interruption(progress);
  const { signal } = interruption;
  try {
    if (workspace.record() !== undefined) throw new Error(alreadyRuns(workspace));
    const packages = await checkMachine(signal);
    const claim = await Claim.take(workspace);
    if (claim === undefined) throw new Error(await whyTaken(workspace));

    const running: { process?: LabProcess } = {};
    let outcome: Outcome | undefined;
    let survivors: readonly string[] = [];
    let stays = false;
    try {
      workspace.write(settings.context);
      workspace.writeRunner({ pid: process.pid, started: startTime(process.pid) ?? '' });
      await installPackages(packages, progress, signal);
      if (options.provider === 'registry') await installProviders(workspace, progress, signal);
      signal.throwIfAborted();
      outcome = await new LabRun(options, { settings, workspace, claim, progress, interruption, running }).play();
      if (options.report !== undefined) reportDeploy(workspace, options.report, progress);
      stays = options.keep && running.process !== undefined && !signal.aborted;
      if (stays) running.process?.stay();
    } catch (error) {
      await running.process?.noticeEnd();
      throw error;
    } finally {
      if (!stays) survivors = await takeDown(running.process, claim);
      if (outcome === undefined && survivors.length > 0) progress.step(`left: process ${survivors.join(', process ')}`);
    }
    if (stays) return outcome.passed ? 0 : 1;
    return tellTheEnd(outcome, survivors, progress, settings.customersServers) && !signal.aborted
      ? 0
      : signal.aborted
        ? 130
        : 1;
  } catch (error) {
    if (signal.reason instanceof LabEnded) throw signal.reason;
    if (signal.aborted) return 130;
    throw error;
  } finally {
    interruption.dispose();
  }
}

/** @returns the lab's processes that live although they should not. Rejects when the folder cannot be removed. */
async function takeDown(lab: LabProcess | undefined, claim: Claim): Promise<readonly string[]> {
  const family = new Family();
  if (lab !== undefined) family.note(lab.pid);
  await lab?.stop();
  const survivors = await family.left();
  await claim.release();
  return survivors;
}

/** What the run has left is said when there is nothing more to come: the lab's process has ended, its folder is gone. */
function tellTheEnd(
  { passed, left }: Outcome,
  survivors: readonly string[],
  progress: Progress,
  customersServers: number,
): boolean {
  const all = [...left, ...survivors.map((each) => `process ${each}`)];
  if (all.length > 0) progress.step(`left after destroy: ${all.join(', ')}`);
  else if (customersServers > 0) progress.step(`nothing left of the stack, ${customersServers} servers as before`);
  else progress.step('nothing left: the region is empty and no server runs');
  return passed && all.length === 0;
}

async function whyTaken(workspace: Workspace): Promise<string> {
  const { state } = await whatRuns(workspace);
  return state === 'running' || state === 'starting' ? alreadyRuns(workspace) : isInBetween(workspace);
}

function alreadyRuns(workspace: Workspace): string {
  return `a lab "${workspace.name}" runs already: stop it with ${workspace.commandLine('stop')}, or run another one beside it with --lab NAME`;
}
