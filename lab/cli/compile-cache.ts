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

/**
 * Where Node.js keeps the compiled code of cdktf, which is 4 MB for each command: by itself from 22 on, and by
 * lab/compile-cache.cjs before.
 * @returns variables for the environment of a Node.js; none when there is no such place, or the user has another
 */
export function compileCache(
  nodeModules = join(ROOT, 'node_modules'),
  hasItsOwn = 'enableCompileCache' in nodeModule,
): NodeJS.ProcessEnv {
  if (process.env['NODE_COMPILE_CACHE'] !== undefined) return {};
  const folder = cacheFolder(nodeModules);
  if (folder === undefined) return {};
  if (hasItsOwn) return { NODE_COMPILE_CACHE: folder };
  const preload = `--require ${JSON.stringify(join(ROOT, 'lab', 'compile-cache.cjs'))}`;
  return { LAB_COMPILE_CACHE: folder, NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} ${preload}`.trim() };
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
