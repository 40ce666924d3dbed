import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, type ProcessRecord } from '../processes';
import { Claim } from './claim';
import { Family } from './family';
import { type Progress } from './progress';
import { isInBetween } from './what-runs';
import { Workspace } from './workspace';

/** Milliseconds in which processes that were asked to end may do so. */
const PATIENCE = 30_000;

/** Ends a lab, whether it was left running or somebody waits for it. Succeeds if none runs. */
export async function stop(lab: string, progress: Progress): Promise<number> {
  const workspace = new Workspace(lab);
  const [runner, record] = [workspace.runner(), workspace.record()];
  const family = new Family();
  // The process that runs it takes the lab down; what that cannot, the lab's own process does.
  for (const each of [runner, record]) if (each !== undefined) await end(each, family);
  const nothing = runner === undefined && record === undefined;
  const claim = await claimOf(workspace, nothing ? 0 : PATIENCE);
  if (claim === undefined) throw new Error(isInBetween(workspace));
  await claim.release();
  if (nothing) {
    progress.text(`no lab "${lab}" runs`);
    return 0;
  }
  const left = await family.left();
  if (left.length > 0) {
    throw new Error(`lab "${lab}" is stopped, but of its processes there are still: ${left.join(', ')}`);
  }
  progress.text(`lab "${lab}" is stopped, nothing of it is left`);
  return 0;
}

/** Asks a process to end, and insists after a while; resolves when it has. Notes what belongs to it until then. */
async function end(wanted: ProcessRecord, family: Family): Promise<void> {
  family.note(wanted.pid);
  signal(wanted, 'SIGTERM');
  const insist = setTimeout(() => {
    signal(wanted, 'SIGKILL');
  }, PATIENCE);
  while (isRunning(wanted)) {
    family.note(wanted.pid);
    await sleep(100);
  }
  clearTimeout(insist);
}

/** The lab's folder goes before its claim is free: the processes that had it were the last to know. */
async function claimOf(workspace: Workspace, patience: number): Promise<Claim | undefined> {
  const deadline = Date.now() + patience;
  for (;;) {
    const claim = await Claim.take(workspace);
    if (claim !== undefined || Date.now() >= deadline) return claim;
    await sleep(100);
  }
}

function signal(wanted: ProcessRecord, name: NodeJS.Signals): void {
  try {
    if (isRunning(wanted)) process.kill(wanted.pid, name);
  } catch (error) {
    // It has ended in between.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
