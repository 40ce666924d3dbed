import { checkSystemDisk, diskOf, type SystemDisk } from '../system-disk';
import { formatPath } from './problems';
import { type ParsedSettings } from './schema';

/** How the numbers of a disk go with its type and with each other; a server's disk takes from the shared one. */
export function checkDisks({ systemDisk, servers }: Pick<ParsedSettings, 'systemDisk' | 'servers'>): string[] {
  const shared = problemsOf(['systemDisk'], systemDisk);
  if (shared.length > 0) return shared;
  return Object.entries(servers).flatMap(([role, { systemDisk: own }]) =>
    own === undefined ? [] : problemsOf(['servers', role, 'systemDisk'], diskOf(systemDisk, own)),
  );
}

function problemsOf(path: readonly string[], disk: SystemDisk): string[] {
  return Object.entries(checkSystemDisk(disk)).flatMap(([prop, problem]) =>
    problem === undefined ? [] : [`${formatPath([...path, prop])} ${problem}`],
  );
}
