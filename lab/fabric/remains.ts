import { readdirSync, statSync } from 'node:fs';
import { familyOf, livingProcesses, namespaceOf } from '../processes';
import { mustRun } from './command';
import { type LabNamespaces } from './lab-namespaces';

/** What a lab has in the kernel beside processes. */
interface Census {
  /** Network namespaces: the kernel's name for each, such as `net:[4026532461]`, and the lab's. */
  readonly namespaces: ReadonlyMap<string, string>;
  readonly disks: readonly string[];
  /** Links of the namespaces that an empty region has. */
  readonly links: readonly string[];
}

/**
 * Tells what a region has left in the kernel. It asks the kernel alone: whatever region and fabric believe to have
 * removed, and whatever they have lost track of, is found if it is there.
 */
export class Remains {
  private constructor(
    private readonly lab: LabNamespaces,
    private readonly empty: Census,
  ) {}

  /** Takes what is there now as what a lab with an empty region has. */
  static async since(lab: LabNamespaces): Promise<Remains> {
    return new Remains(lab, await census(lab, namespacesOf(lab)));
  }

  /** What is there beyond that, in words; empty when the kernel has nothing of a VPC or server. */
  async list(): Promise<readonly string[]> {
    const now = await census(this.lab, this.empty.namespaces);
    const more = new Map([...now.namespaces].filter(([id]) => !this.empty.namespaces.has(id)));
    const processes = this.processesElsewhere();
    const ids = new Set([...more.keys(), ...processes.keys()]);
    return [
      ...[...ids].map((id) => {
        const names = processes.get(id) ?? [];
        const name = more.get(id) ?? 'without a name';
        return `network namespace ${name}${names.length === 0 ? '' : ` with ${names.join(', ')}`}`;
      }),
      ...beyond(this.empty.links, now.links).map((link) => `link ${link}`),
      ...beyond(this.empty.disks, now.disks).map((disk) => `disk of ${disk}`),
    ];
  }

  /**
   * Processes by network namespace, of those that an empty region does not have. Guests and routers are in the lab's
   * PID namespace, or below it; a mirror's taps are this process's children.
   */
  private processesElsewhere(): ReadonlyMap<string, readonly string[]> {
    const all = livingProcesses();
    const labs = namespaceOf(this.lab.pid, 'pid');
    const roots = all.filter(({ pid }) => pid === process.pid || namespaceOf(pid, 'pid') === labs);
    const known = new Set([
      ...this.empty.namespaces.keys(),
      ...[process.pid, this.lab.pid].map((pid) => namespaceOf(pid, 'net')),
    ]);
    const elsewhere = new Map<string, string[]>();
    for (const { pid, name } of familyOf(new Set(roots.map(({ pid }) => pid)), all)) {
      const id = namespaceOf(pid, 'net');
      if (id === undefined || known.has(id)) continue;
      elsewhere.set(id, [...(elsewhere.get(id) ?? []), `process ${pid} (${name})`]);
    }
    return elsewhere;
  }
}

async function census(lab: LabNamespaces, withLinks: ReadonlyMap<string, string>): Promise<Census> {
  // Before anything is begun: if the lab ends now, this fails, and nobody would hear of what has begun and fails as well.
  const namespaces = namespacesOf(lab);
  const disks = readdirSync(lab.path('/run/servers'));
  const links = [...withLinks.values()].map(async (netns) => {
    const json = await mustRun([...lab.enter(), 'ip', '-n', netns, '-json', 'link', 'show']);
    return (JSON.parse(json) as { readonly ifname: string }[]).map(({ ifname }) => `${ifname} of ${netns}`);
  });
  return { namespaces, disks, links: (await Promise.all(links)).flat() };
}

function namespacesOf(lab: LabNamespaces): ReadonlyMap<string, string> {
  return new Map(readdirSync(lab.netPath('')).map((name) => [`net:[${statSync(lab.netPath(name)).ino}]`, name]));
}

function beyond(before: readonly string[], now: readonly string[]): readonly string[] {
  return now.filter((each) => !before.includes(each));
}

/**
 * What a line of `Remains.list` says beyond the lines of an earlier list: of a place that was there, the processes that
 * were not. Processes that have ended since are no remains.
 */
export function moreThan(before: readonly string[], line: string): readonly string[] {
  const [place, processes] = partsOf(line);
  const same = before.map(partsOf).find(([other]) => other === place);
  if (same === undefined) return [line];
  const known = new Set(same[1]);
  const more = processes.filter((process) => !known.has(process));
  return more.length === 0 ? [] : [`${place} with ${more.join(', ')}`];
}

function partsOf(line: string): readonly [string, readonly string[]] {
  const [place = line, processes] = line.split(' with ');
  return [place, processes?.split(', ') ?? []];
}
