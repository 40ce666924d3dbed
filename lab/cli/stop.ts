import { setTimeout as sleep } from 'node:timers/promises';
import {
  familyOf,
  isRunning,
  livingProcesses,
  namespaceOf,
  type LivingProcess,
  type ProcessRecord,
} from '../processes';
import { Claim } from './claim';
import { type Progress } from './progress';
import { Workspace } from './workspace';

/** Milliseconds in which processes that were asked to end may do so. */
const PATIENCE = 30_000;
/** Milliseconds in which the kernel ends what went with them. */
const KERNEL_PATIENCE = 5_000;

/** Ends a lab, whether it was left running or somebody waits for it. Succeeds if none runs. */
export async function stop(lab: string, progress: Progress): Promise<number> {
  const workspace = new Workspace(lab);
  const [runner, record] = [workspace.runner(), workspace.record()];
  const seen = new Map<number, LivingProcess>();
  // The process that runs it takes the lab down; what that cannot, the lab's own process does.
  for (const each of [runner, record]) if (each !== undefined) await end(each, seen);
  const nothing = runner === undefined && record === undefined;
  const claim = await claimOf(workspace, nothing ? 0 : PATIENCE);
  if (claim === undefined) throw new Error(`a lab "${lab}" is just starting: try again`);
  await claim.release();
  if (nothing) {
    progress.text(`no lab "${lab}" runs`);
    return 0;
  }
  const left = await leftOf(seen);
  if (left.length > 0) {
    throw new Error(`lab "${lab}" is stopped, but of its processes there are still: ${left.join(', ')}`);
  }
  progress.text(`lab "${lab}" is stopped, nothing of it is left`);
  return 0;
}

/** Asks a process to end, and insists after a while; resolves when it has. Notes what belongs to it until then. */
async function end(wanted: ProcessRecord, seen: Map<number, LivingProcess>): Promise<void> {
  note(wanted, seen);
  signal(wanted, 'SIGTERM');
  const insist = setTimeout(() => {
    signal(wanted, 'SIGKILL');
  }, PATIENCE);
  while (isRunning(wanted)) {
    note(wanted, seen);
    await sleep(100);
  }
  clearTimeout(insist);
}

/** What a process has started, and whatever else is in the network namespaces of that. */
function note({ pid }: ProcessRecord, seen: Map<number, LivingProcess>): void {
  const all = livingProcesses().map((each) => ({ ...each, net: namespaceOf(each.pid, 'net') }));
  const family = new Set(familyOf(new Set([pid]), all).map((each) => each.pid));
  const nets = new Set(all.flatMap((each) => (family.has(each.pid) && each.net !== undefined ? [each.net] : [])));
  nets.delete(namespaceOf(process.pid, 'net') ?? '');
  for (const each of all) {
    if (family.has(each.pid) || (each.net !== undefined && nets.has(each.net))) seen.set(each.pid, each);
  }
}

/** What is still there of what was seen, after the time that the kernel needs. */
async function leftOf(seen: ReadonlyMap<number, LivingProcess>): Promise<readonly string[]> {
  const living = (): readonly LivingProcess[] => [...seen.values()].filter(isRunning);
  const deadline = Date.now() + KERNEL_PATIENCE;
  while (living().length > 0 && Date.now() < deadline) await sleep(100);
  return living().map(({ pid, name }) => `${pid} (${name})`);
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
