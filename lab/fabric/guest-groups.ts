import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CgroupParent, findParents } from './cgroup-parents';
import { guestSizes } from './guest-sizes';

const REMOVER = join(__dirname, 'guest-groups.sh');

const MEMORY = guestSizes.memory * 1024 * 1024;

type Limits = Readonly<Record<string, number>>;
type LimitedParent = CgroupParent & { readonly limits: Limits };

/** What a group gets, by the file that sets it. Files that a kernel can lack are marked. */
const limitsOf = {
  memory: { 1: { 'memory.limit_in_bytes': MEMORY }, 2: { 'memory.max': MEMORY, 'memory.swap.max?': 0 } },
  pids: { 1: { 'pids.max': guestSizes.processes }, 2: { 'pids.max': guestSizes.processes } },
} as const satisfies Record<string, Record<1 | 2, Limits>>;

/** Puts itself into the groups whose files come first, then becomes the program behind `--`. */
const JOIN = 'while [ "$1" != -- ]; do echo 0 >"$1" || exit; shift; done; shift; exec "$@"';

/**
 * A cgroup per guest, with limits of memory and of processes. Where the kernel has none, or this process may not make
 * them, guests go without, and that is told.
 */
export class GuestGroups {
  private constructor(
    private readonly parents: readonly LimitedParent[],
    private readonly prefix: string,
    private readonly remover: ChildProcess | undefined,
  ) {}

  /** @param skipped told once, in a sentence, when guests go without */
  static start(skipped: (reason: string) => void): GuestGroups {
    const prefix = `mirror-lab-${process.pid}-${randomBytes(4).toString('hex')}-`;
    let groups = new GuestGroups([], prefix, undefined);
    try {
      const limited = limitedParents();
      const remover = spawn('sh', [REMOVER, prefix, ...directoriesOf(limited)], {
        detached: true,
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      remover.on('error', () => undefined);
      groups = new GuestGroups(limited, prefix, remover);
      groups.join('trial');
      groups.remove('trial');
      return groups;
    } catch (error) {
      void groups.close();
      const reason = error instanceof Error ? error.message : String(error);
      skipped(`guests have no limits of memory and processes: ${reason}`);
      return new GuestGroups([], prefix, undefined);
    }
  }

  /** Makes a guest's groups, if they are not there, and gives the arguments before a command that make it run in them. */
  join(guest: string): readonly string[] {
    for (const { directory, limits } of this.parents) {
      const group = this.path(directory, guest);
      mkdirSync(group, { recursive: true });
      for (const [name, value] of Object.entries(limits)) {
        const file = join(group, name.replace('?', ''));
        if (!name.endsWith('?') || existsSync(file)) writeFileSync(file, String(value));
      }
    }
    const files = directoriesOf(this.parents).map((directory) => join(this.path(directory, guest), 'cgroup.procs'));
    return files.length === 0 ? [] : ['sh', '-c', JOIN, 'sh', ...files, '--'];
  }

  /** Removes a guest's groups; one whose last process is still ending goes with the lab. */
  remove(guest: string): void {
    for (const directory of directoriesOf(this.parents)) {
      try {
        rmdirSync(this.path(directory, guest));
      } catch {
        // The remover looks again.
      }
    }
  }

  /** Resolves when all groups are gone; what runs in them must have been told to end. */
  async close(): Promise<void> {
    const { remover } = this;
    if (remover === undefined || remover.exitCode !== null || remover.signalCode !== null) return;
    const ended = new Promise<void>((resolve) =>
      remover.once('exit', () => {
        resolve();
      }),
    );
    remover.stdin?.end();
    await ended;
  }

  private path(directory: string, guest: string): string {
    return join(directory, `${this.prefix}${guest}`);
  }
}

/** Those of one machine. @throws Error when there are none */
function limitedParents(): readonly LimitedParent[] {
  const { memory, pids } = findParents({
    mounts: readFileSync('/proc/self/mountinfo', 'utf8'),
    own: readFileSync('/proc/self/cgroup', 'utf8'),
    controllersIn: (directory) => {
      const file = join(directory, 'cgroup.subtree_control');
      return existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ') : [];
    },
  });
  return [
    { ...memory, limits: limitsOf.memory[memory.version] },
    { ...pids, limits: limitsOf.pids[pids.version] },
  ];
}

const directoriesOf = (parents: readonly LimitedParent[]): readonly string[] => [
  ...new Set(parents.map(({ directory }) => directory)),
];
