/** Where in this machine's cgroups a group with limits can be made. */
export interface CgroupParents {
  /** By controller: the directory in which a group of it is to be made, and the files that limit it. */
  readonly memory: CgroupParent;
  readonly pids: CgroupParent;
}

export interface CgroupParent {
  readonly directory: string;
  readonly version: 1 | 2;
}

/** What the kernel says of this process's cgroups. */
export interface CgroupView {
  /** /proc/self/mountinfo */
  readonly mounts: string;
  /** /proc/self/cgroup */
  readonly own: string;
  /** The controllers that groups in a directory of cgroup v2 have. */
  readonly controllersIn: (directory: string) => readonly string[];
}

interface Mount {
  readonly root: string;
  readonly point: string;
  readonly type: string;
  readonly controllers: readonly string[];
}

/**
 * Finds them, below what this process is limited by itself: with cgroup v1 in its own group, with v2, where a group that
 * has processes can have none below it that are limited, in the nearest one above that hands the controllers on.
 *
 * @throws Error that says what is missing
 */
export function findParents(view: CgroupView): CgroupParents {
  const mounts = view.mounts.split('\n').flatMap(parseMount);
  const parent = (controller: 'memory' | 'pids'): CgroupParent => {
    const found = inVersion1(mounts, view, controller) ?? inVersion2(mounts, view, controller);
    if (found === undefined) throw new Error(`no cgroup with the controller ${controller} can be made here`);
    return found;
  };
  return { memory: parent('memory'), pids: parent('pids') };
}

/** A line of mountinfo (proc_pid_mountinfo(5)): what comes behind a lone dash is at no fixed place. */
function parseMount(line: string): readonly Mount[] {
  const [before = '', after = ''] = line.split(' - ');
  const [, , , root, point] = before.split(' ');
  const [type = '', , options = ''] = after.split(' ');
  if (root === undefined || point === undefined || !type.startsWith('cgroup')) return [];
  return [{ root, point, type, controllers: options.split(',') }];
}

function inVersion1(mounts: readonly Mount[], { own }: CgroupView, controller: string): CgroupParent | undefined {
  const mount = mounts.find(({ type, controllers }) => type === 'cgroup' && controllers.includes(controller));
  const path = ownPath(own, (controllers) => controllers.includes(controller));
  const directory = mount && path !== undefined ? below(mount, path) : undefined;
  return directory === undefined ? undefined : { directory, version: 1 };
}

function inVersion2(mounts: readonly Mount[], view: CgroupView, controller: string): CgroupParent | undefined {
  const mount = mounts.find(({ type }) => type === 'cgroup2');
  const path = ownPath(view.own, (controllers) => controllers.length === 0);
  if (!mount || path === undefined) return undefined;
  for (let directory = below(mount, path); directory.startsWith(mount.point); directory = above(directory)) {
    if (view.controllersIn(directory).includes(controller)) return { directory, version: 2 };
  }
  return undefined;
}

/** Of lines such as `4:memory:/a/b`; that of v2 is `0::/a/b`. */
function ownPath(own: string, isIt: (controllers: readonly string[]) => boolean): string | undefined {
  for (const line of own.split('\n')) {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers !== undefined && path !== undefined && isIt(controllers.split(',').filter(Boolean))) return path;
  }
  return undefined;
}

/** In a container the mount can begin further down than the path that the kernel tells. */
function below({ root, point }: Mount, path: string): string {
  const inside = root === '/' || !`${path}/`.startsWith(`${root}/`) ? path : path.slice(root.length);
  return inside === '/' || inside === '' ? point : `${point}${inside}`;
}

const above = (directory: string): string => directory.slice(0, directory.lastIndexOf('/'));
