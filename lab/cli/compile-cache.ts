import { lstatSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './workspace';

/**
 * Where Node.js 22 and later keep the compiled code of cdktf, which is 4 MB for each command: in node_modules, so that it
 * goes with what it was made from, and who can write there could as well change that. Not used when node_modules is
 * another user's (`sudo npm run lab`), to whom root's files in it would be in the way.
 * @returns variables for the environment of a Node.js; none when there is no such place, or the user has another
 */
export function compileCache(nodeModules = join(ROOT, 'node_modules')): NodeJS.ProcessEnv {
  if (process.env['NODE_COMPILE_CACHE'] !== undefined) return {};
  const folder = join(nodeModules, '.cache', 'lab');
  const isOurs = ({ uid, mode }: { uid: number; mode: number }): boolean =>
    uid === process.geteuid?.() && (mode & 0o022) === 0;
  try {
    if (!isOurs(statSync(nodeModules))) return {};
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return isOurs(lstatSync(folder)) ? { NODE_COMPILE_CACHE: folder } : {};
  } catch {
    // A checkout that cannot be written to goes without.
    return {};
  }
}
