import { setTimeout as sleep } from 'node:timers/promises';
import { familyOf, isRunning, livingProcesses, namespaceOf, type LivingProcess } from '../processes';

/** Milliseconds in which the kernel ends what goes with a process that has ended. */
const KERNEL_PATIENCE = 5_000;

/** The processes of a lab, noted while they can still be found, to see later what is left of them. */
export class Family {
  private readonly seen = new Map<number, LivingProcess>();

  /** Notes what a process has started, and whatever else is in the network namespaces of that. */
  note(pid: number): void {
    const all = livingProcesses().map((each) => ({ ...each, net: namespaceOf(each.pid, 'net') }));
    const family = new Set(familyOf(new Set([pid]), all).map((each) => each.pid));
    const nets = new Set(all.flatMap((each) => (family.has(each.pid) && each.net !== undefined ? [each.net] : [])));
    nets.delete(namespaceOf(process.pid, 'net') ?? '');
    for (const each of all) {
      if (family.has(each.pid) || (each.net !== undefined && nets.has(each.net))) this.seen.set(each.pid, each);
    }
  }

  /** What is still there of what was noted, in words, after the time that the kernel needs. */
  async left(): Promise<readonly string[]> {
    const living = (): readonly LivingProcess[] => [...this.seen.values()].filter(isRunning);
    const deadline = Date.now() + KERNEL_PATIENCE;
    while (living().length > 0 && Date.now() < deadline) await sleep(100);
    return living().map(({ pid, name }) => `${pid} (${name})`);
  }
}
