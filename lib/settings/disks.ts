import { checkSystemDisk, diskOf, type SystemDisk } from '../servers/system-disk';
import { formatPath } from './problems';
import { type BuildingScenario } from './scenario-names';
import { type ParsedSettings } from './schema';
import { type Path } from './schema-reading';
import { type SoundPart } from './sound-part';

/** How the numbers of a disk go with its type and with each other; a server's disk takes from the shared one. */
export function checkDisks({
  data,
  isSound,
}: SoundPart<Pick<ParsedSettings<BuildingScenario>, 'systemDisk' | 'servers'>>): string[] {
  const { systemDisk, servers } = data;
  if (!isSound(['systemDisk'])) return [];
  const shared = problemsOf(['systemDisk'], systemDisk);
  if (shared.length > 0) return shared;
  return Object.entries(servers).flatMap(([role, { systemDisk: own }]) => {
    const path: Path = ['servers', role, 'systemDisk'];
    return own !== undefined && isSound(path) ? problemsOf(path, diskOf(systemDisk, own)) : [];
  });
}

function problemsOf(path: Path, disk: SystemDisk): string[] {
  return Object.entries(checkSystemDisk(disk)).flatMap(([prop, problem]) =>
    problem === undefined ? [] : [`${formatPath([...path, prop])} ${problem}`],
  );
}
