import { lstatSync, mkdirSync, statSync, symlinkSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { ROOT } from './workspace';

/**
 * What is computed again for each lab otherwise is kept in node_modules, so that it goes with what it was made from, and who
 * can write there could as well change that. Not used when node_modules is another user's (`sudo npm run lab`), to whom
 * root's files in it would be in the way.
 * @returns undefined when there is no such place, as in a checkout that cannot be written to
 */
function cacheFolder(nodeModules: string): string | undefined {
  const folder = join(nodeModules, '.cache', 'lab');
  const isOurs = ({ uid, mode }: { uid: number; mode: number }): boolean =>
    uid === process.geteuid?.() && (mode & 0o022) === 0;
  try {
    if (!isOurs(statSync(nodeModules))) return undefined;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return isOurs(lstatSync(folder)) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** What cdktf gives the stack's program if there are no options at all; of others without it, it warns. */
const OPTIONS_OF_CDKTF = '--max-old-space-size=4096';

const preload = (file: string): string => `--require ${JSON.stringify(join(ROOT, 'lab', file))}`;

/**
 * What lets cdktf start sooner: flags of V8 (lab/v8-flags.cjs), and its compiled code, which is 4 MB for each command, in a
 * folder where it is kept by Node.js itself from 22 on, and by lab/compile-cache.cjs before.
 * @returns variables for the environment of a Node.js; without a folder when there is no such place, or the user has another
 */
export function quickStart(
  nodeModules = join(ROOT, 'node_modules'),
  hasItsOwn = 'enableCompileCache' in nodeModule,
): NodeJS.ProcessEnv {
  const folder = process.env['NODE_COMPILE_CACHE'] === undefined ? cacheFolder(nodeModules) : undefined;
  const isOurs = folder !== undefined && !hasItsOwn;
  // V8 takes back the code that was made with the same flags: these come first.
  const preloads = [preload('v8-flags.cjs'), ...(isOurs ? [preload('compile-cache.cjs')] : [])];
  const { NODE_OPTIONS = '' } = process.env;
  return {
    NODE_OPTIONS: [NODE_OPTIONS === '' ? OPTIONS_OF_CDKTF : NODE_OPTIONS, ...preloads].join(' '),
    ...(folder !== undefined && { [hasItsOwn ? 'NODE_COMPILE_CACHE' : 'LAB_COMPILE_CACHE']: folder }),
  };
}

/**
 * Keeps what tsx makes of main.ts and all below it beyond a lab, whose folder for temporary files is empty at its start: tsx
 * has no other place for it, and needs a second of a core for it.
 * @param temporary the lab's folder for temporary files, as this process sees it
 */
export function keepTransforms(temporary: string, nodeModules = join(ROOT, 'node_modules')): void {
  const folder = cacheFolder(nodeModules);
  if (folder === undefined) return;
  try {
    mkdirSync(join(folder, 'tsx'), { recursive: true });
    symlinkSync(join(folder, 'tsx'), join(temporary, `tsx-${process.geteuid?.() ?? 0}`));
  } catch {
    // A full disk, or a lab that has just ended: it takes a second longer, or is told of elsewhere.
  }
}
