import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes folders in each other, below one that exists; those that exist stay. For paths below /proc, such as a place's: when
 * their process has ended, Node.js never comes to an end of `recursive`.
 *
 * @returns the innermost
 * @throws the system's error
 */
export async function makeFolders(base: string, names: readonly string[], mode = 0o777): Promise<string> {
  let folder = base;
  for (const name of names) {
    folder = join(folder, name);
    await mkdir(folder, { mode }).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
  return folder;
}
