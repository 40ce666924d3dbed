import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What a process has started, as the kernel knows it: to be compared with what of it still lives later. Read here, and not
 * by lab/processes.ts, because the lab uses that to look for what it has left itself.
 */
export interface ProcessTree {
  /** Processes by id, each with the time it started, since ids are used again. */
  readonly processes: ReadonlyMap<number, string>;
  /** Namespaces such as `net:[4026532461]`, other than this process's own. */
  readonly namespaces: ReadonlySet<string>;
}

const KINDS = ['net', 'pid', 'mnt', 'uts', 'ipc'] as const;

function pids(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Parent and start time; undefined when the process has just ended or is a zombie, which holds nothing. */
function statOf(pid: number): { readonly parent: number; readonly started: string } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' ? undefined : { parent: Number(fields[1]), started: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

function namespacesOf(pid: number): readonly string[] {
  try {
    return KINDS.map((kind) => readlinkSync(`/proc/${pid}/ns/${kind}`));
  } catch {
    return [];
  }
}

/** Everything below a process: its descendants, and the namespaces that are not this process's own. */
export function treeBelow(root: number): ProcessTree {
  const stats = new Map(
    pids().flatMap((pid) => {
      const stat = statOf(pid);
      return stat === undefined ? [] : [[pid, stat] as const];
    }),
  );
  const tree = new Set([root]);
  for (let before = 0; before !== tree.size;) {
    before = tree.size;
    for (const [pid, { parent }] of stats) if (tree.has(parent)) tree.add(pid);
  }
  tree.delete(root);
  const own = new Set(namespacesOf(process.pid));
  return {
    processes: new Map([...tree].map((pid) => [pid, stats.get(pid)?.started ?? ''])),
    namespaces: new Set([...tree].flatMap(namespacesOf).filter((namespace) => !own.has(namespace))),
  };
}

/** What was seen at several times, as one. */
export function together(trees: readonly ProcessTree[]): ProcessTree {
  return {
    processes: new Map(trees.flatMap(({ processes }) => [...processes])),
    namespaces: new Set(trees.flatMap(({ namespaces }) => [...namespaces])),
  };
}

/**
 * What of a tree still lives: its processes, or any process at all in one of its namespaces. The kernel uses the number
 * of a namespace again, so processes of tests that run beside this one do not count.
 */
export function living(tree: ProcessTree): readonly string[] {
  return survivors(tree).map(({ pid, namespaces }) => `process ${pid} ${namespaces[0] ?? ''}`.trim());
}

/** What of a tree still lives after some milliseconds; as soon as it is nothing, nothing. */
export async function livingAfter(tree: ProcessTree, milliseconds: number): Promise<readonly string[]> {
  const deadline = Date.now() + milliseconds;
  let rest = tree;
  for (;;) {
    const left = survivors(rest);
    if (left.length === 0 || Date.now() >= deadline) return living(rest);
    // What is gone is gone for good, whoever gets its number.
    rest = {
      processes: new Map(left.flatMap(({ pid }) => [...rest.processes].filter(([each]) => each === pid))),
      namespaces: new Set(left.flatMap(({ namespaces }) => namespaces)),
    };
    await sleep(20);
  }
}

interface Survivor {
  readonly pid: number;
  /** Those of the tree that it is in. */
  readonly namespaces: readonly string[];
}

function survivors({ processes, namespaces }: ProcessTree): readonly Survivor[] {
  return pids().flatMap((pid) => {
    const stat = statOf(pid);
    if (stat === undefined) return [];
    const inside = namespacesOf(pid).filter((namespace) => namespaces.has(namespace));
    const counts = processes.get(pid) === stat.started || (inside.length > 0 && !isOfAnotherTest(pid, processes));
    return counts ? [{ pid, namespaces: inside }] : [];
  });
}

/**
 * Whether a process descends from another test, or from what another test has started and left to itself: its eldest
 * ancestor lives, and neither this process nor anything of the tree is among its ancestors.
 */
function isOfAnotherTest(pid: number, processes: ProcessTree['processes']): boolean {
  let eldest = pid;
  for (let each = pid; each > 1;) {
    const stat = statOf(each);
    if (stat === undefined) break;
    if (each === process.pid || processes.get(each) === stat.started) return false;
    eldest = each;
    each = stat.parent;
  }
  return eldest !== pid;
}

interface HostState {
  readonly mounts: string;
  readonly links: readonly string[];
  /** What Terraform leaves when it is killed while it sends a script to a server. */
  readonly uploads: readonly string[];
}

/** What a lab must never touch: this machine's own mounts, network interfaces and temporary files. */
export function hostState(): HostState {
  return {
    mounts: readFileSync('/proc/mounts', 'utf8'),
    links: readdirSync('/sys/class/net'),
    uploads: readdirSync(tmpdir()).filter((name) => name.startsWith('terraform-upload')),
  };
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The cgroups that processes have made for guests of their labs, of any version and controller. */
export function guestGroupsOf(...owners: readonly number[]): readonly string[] {
  const name = new RegExp(`^mirror-lab-(?:${owners.join('|')})-`);
  const points = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, , type]) => type === 'cgroup' || type === 'cgroup2');
  return points
    .flatMap(([, point = '']) => readdirSync(point, { recursive: true, withFileTypes: true }))
    .filter((entry) => name.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
