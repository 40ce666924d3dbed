/** What is wrong with settings only in the light of others: names that must differ, ports that must not meet. */
import { checkMirrorSourceFlavor } from '../servers/flavor';
import { shown } from '../values/shown';
import { checkDisks } from './disks';
import { formatPath } from './problems';
import { type BuildingScenario, type Scenario } from './scenario-names';
import { type ParsedSettings } from './schema';
import { valueAt, type Path } from './schema-reading';
import { type SoundPart } from './sound-part';

type Part = SoundPart<ParsedSettings>;
/** What the settings of all scenarios have whose servers the stack makes. */
type AnyPart = SoundPart<ParsedSettings<BuildingScenario>>;

export const SSH_PORT = 22;

/** A sentence for each mistake, of what is right by itself. */
export function checkCommon(part: AnyPart, controlPort: number): string[] {
  return [
    ...checkServers(part),
    ...checkGroups(part),
    ...checkPorts(part, controlPort),
    ...checkBackend(part),
    ...checkDisks(part),
    ...checkCollector(part),
  ];
}

/** It comes, and goes, through the EIP. What has come stays when the settings no longer have a word about it. */
function checkCollector({ data: { collector, publicAccess }, isSound }: AnyPart): string[] {
  const path: Path = ['collector'];
  if (collector === undefined || publicAccess || !isSound(path, ['publicAccess'])) return [];
  return [
    `${formatPath(path)} must be left out when publicAccess is false, because it is installed and removed through the EIP; one that is installed stays`,
  ];
}

function checkServers({ data, isSound }: AnyPart): string[] {
  const { servers, mirrorSourceFlavorFamilies: families } = data;
  const path: Path = ['servers', 'source', 'flavor'];
  const flavor = isSound(path, ['mirrorSourceFlavorFamilies'])
    ? checkMirrorSourceFlavor(servers.source.flavor, families)
    : undefined;
  const problems = flavor === undefined ? [] : [`${formatPath(path)} ${flavor}`];
  const all = Object.entries(servers);
  const names = all.filter(([role]) => isSound(['servers', role, 'name'])).map(([, { name }]) => name);
  const twice = firstTwin(names);
  if (twice !== undefined) {
    const number = all.length === 3 ? 'three' : 'four';
    problems.push(`${formatPath(['servers'])} must have ${number} different names, got: ${shown(twice)} twice`);
  }
  return problems;
}

/** The outputs know a group by its name. */
function checkGroups({ data: { securityGroups }, isSound }: AnyPart): string[] {
  if (!isSound(['securityGroups', 'mode']) || securityGroups.mode !== 'split') return [];
  const names = (['sharedName', 'sourceName', 'targetName'] as const).filter((key) => isSound(['securityGroups', key]));
  const twice = firstTwin(names.map((key) => securityGroups[key]));
  if (twice === undefined) return [];
  return [
    `${formatPath(['securityGroups'])} must have three different names in mode split, got: ${shown(twice)} twice`,
  ];
}

function firstTwin(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}

function checkPorts({ data: { listeningPort, verification }, isSound }: AnyPart, controlPort: number): string[] {
  const problems: string[] = [];
  const LISTENING: Path = ['listeningPort'];
  const CONTROL: Path = ['verification', 'controlPort'];
  const ports: (readonly [Path, number])[] = [
    [LISTENING, listeningPort],
    [CONTROL, controlPort],
    [['verification', 'proxyPort'], verification.proxyPort],
  ];
  for (const [path, port] of ports) {
    if (isSound(path) && port === SSH_PORT) {
      problems.push(`${formatPath(path)} must not be ${SSH_PORT}, where sshd listens`);
    }
  }
  if (isSound(LISTENING, CONTROL) && controlPort === listeningPort) {
    problems.push(`${formatPath(CONTROL)} must differ from listeningPort, got: ${controlPort}`);
  }
  return problems;
}

/** Of any scenario. */
export function checkBackend({
  data: { stateBackend },
  isSound,
}: SoundPart<Pick<ParsedSettings<Scenario>, 'stateBackend'>>): string[] {
  if (!isSound(['stateBackend'])) return [];
  if (stateBackend.type !== 'cloud' || stateBackend.workspace === undefined || !stateBackend.tags) return [];
  return [`${formatPath(['stateBackend'])} must name a workspace or tags, got: both`];
}

/**
 * The outputs know a session by its name, and so do people; two filters of one name are not told apart either. That
 * priorities are unique in an account's region is said by the console's help, and by nothing else.
 */
export function checkUnique({ data, isSound }: SoundPart<unknown>, paths: readonly Path[], what: string): string[] {
  const seen = new Map<unknown, string>();
  return paths
    .filter((path) => isSound(path))
    .flatMap((path) => {
      const value = valueAt(data, path);
      const twin = seen.get(value);
      if (twin === undefined) seen.set(value, formatPath(path));
      return twin === undefined
        ? []
        : [`${formatPath(path)} must be unique among the ${what}, got: ${shown(value)}, as in ${twin}`];
    });
}

/** The verification knows the packets of the first session by their VNI: another session's would pass for them. */
export function checkVnis({ data, isSound }: Part): string[] {
  const { mirrorSession, additionalMirrors, verification, publicAccess } = data;
  const isVerified = verification.enabled && publicAccess;
  if (!isVerified || !isSound(['mirrorSession', 'vni'], ['verification', 'enabled'], ['publicAccess'])) return [];
  return additionalMirrors.flatMap(({ vni }, index) => {
    const path: Path = ['additionalMirrors', index, 'vni'];
    if (!isSound(path) || vni !== mirrorSession.vni) return [];
    return [
      `${formatPath(path)} must differ from mirrorSession.vni while the verification is on, ` +
        `which could not tell their packets apart, got: ${vni}`,
    ];
  });
}
