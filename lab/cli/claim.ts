import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, lstatSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withoutSecrets } from './caller';
import { type Workspace } from './workspace';

const CLEARER = join(__dirname, 'claim.pl');

/** Somebody who asks whether a lab runs has the lock for a moment: so often it is tried again, after so many milliseconds. */
const TRIES = 4;
const PAUSE = 50;

/** Milliseconds for the clearing program to see that nothing is left for it. */
const PATIENCE = 5000;

/**
 * The right to run the lab of one name, for this process and those that it shares the claim with: a lock of the kernel's on
 * a file in the lab's folder, which nobody but its user can open. When the last of them ends, however it ends, the right
 * is free again; the folder is cleared by who gives the right back, or, when that was killed, by a small program that has
 * waited for it.
 */
export class Claim {
  private constructor(
    private readonly workspace: Workspace,
    private readonly lock: number,
    private readonly clearer: ChildProcess,
  ) {}

  /** Undefined when another process has it. Rejects when the folder cannot be used. */
  static async take(workspace: Workspace): Promise<Claim | undefined> {
    for (let tries = 1; ; tries += 1) {
      const lock = open(workspace);
      if (lock !== undefined && (await tryLock(lock, 'exclusive')) && isLockFileOf(workspace, lock)) {
        return new Claim(workspace, lock, await startClearer(workspace));
      }
      if (lock !== undefined) closeSync(lock);
      if (tries >= TRIES) return undefined;
      await sleep(PAUSE);
    }
  }

  /** Whether any process has it. */
  static async isTaken({ lockFile }: Workspace): Promise<boolean> {
    let lock: number;
    try {
      lock = openSync(lockFile, 'r+');
    } catch {
      return false;
    }
    try {
      return !(await tryLock(lock, 'shared'));
    } finally {
      closeSync(lock);
    }
  }

  /** Standard I/O for a child that shares the claim: it has it as long as this is open. */
  get share(): number {
    return this.lock;
  }

  /**
   * Clears the folder and gives the right back. Those that share it must have ended.
   * Rejects with a sentence when something of the folder cannot be removed.
   */
  async release(): Promise<void> {
    try {
      this.workspace.remove();
    } finally {
      closeSync(this.lock);
      const { pid, exitCode, signalCode } = this.clearer;
      if (pid !== undefined && exitCode === null && signalCode === null) {
        this.clearer.ref();
        await Promise.race([once(this.clearer, 'exit'), sleep(PATIENCE, undefined, { ref: false })]);
      }
    }
  }
}

/** Opens the lock file; undefined when another process is just removing the folder. */
function open(workspace: Workspace): number | undefined {
  const { folder, lockFile } = workspace;
  try {
    if (!isOurs(folder)) rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return openSync(lockFile, 'a+', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`the lab's folder cannot be made: ${(error as Error).message}`, { cause: error });
  }
}

/** A folder that others can enter, or that others have made, is none in which a lock or a key is safe from them. */
function isOurs(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat === undefined || (stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o077) === 0);
}

/** The lock is on the open file, which this process and flock(1) share: it stays when that has ended. */
async function tryLock(lock: number, kind: 'exclusive' | 'shared'): Promise<boolean> {
  const child = spawn('flock', [`--${kind}`, '--nonblock', '--conflict-exit-code', '75', '3'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', lock],
    env: withoutSecrets(),
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [status] = (await once(child, 'close').catch((error: unknown) => {
    throw new Error(`the right to run the lab cannot be had: ${String(error)}`, { cause: error });
  })) as [number | null];
  if (status !== 0 && status !== 75) {
    throw new Error(`the right to run the lab cannot be had: flock: ${said.trim() || 'it was killed'}`);
  }
  return status === 0;
}

/** False when the folder was removed between the opening of the file and the lock on it. */
function isLockFileOf({ lockFile }: Workspace, lock: number): boolean {
  const [there, ours] = [statSync(lockFile, { throwIfNoEntry: false }), fstatSync(lock)];
  return there?.ino === ours.ino && there.dev === ours.dev;
}

async function startClearer({ folder }: Workspace): Promise<ChildProcess> {
  // A session of its own: it must outlive whatever ends this process.
  const clearer = spawn('perl', [CLEARER, folder], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: withoutSecrets(),
  });
  // Without one, who gives the right back clears the folder all the same.
  clearer.on('error', () => undefined);
  await Promise.race([once(clearer.stdout, 'data'), once(clearer, 'close')]).catch(() => undefined);
  clearer.stdout.destroy();
  clearer.unref();
  return clearer;
}
