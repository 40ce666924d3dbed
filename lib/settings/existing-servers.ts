import { MirrorRule, type Direction } from '../mirror/mirror-rule';
import { isEmptySearch } from '../servers/server-search';
import { type Problem } from '../values/input-error';
import { shown } from '../values/shown';
import { completeMirror, type MirrorSettings } from './complete';
import { WATCHED_FLOWS } from './existing-servers-schema';
import { formatPath } from './problems';
import { type RuleReader } from './rule-reader';
import { type ParsedSettings } from './schema';
import { type Path } from './schema-reading';
import { type SoundPart } from './sound-part';
import { checkBackend, SSH_PORT } from './together';

type Parsed = ParsedSettings<'existing-servers'>;

/** A mirror of servers that exist already, complete. */
export interface ExistingServersSettings extends Omit<Parsed, 'serverMirror'> {
  readonly serverMirror: MirrorSettings & { readonly oneVni: boolean };
}

export function completeExistingServers(data: Parsed, rules: RuleReader): ExistingServersSettings {
  const all = (direction: Direction): MirrorRule =>
    MirrorRule.accept({ direction, priority: 1, protocol: 'all', ethertype: 'IPv4' });
  const standard = () => [all('ingress'), all('egress')];
  return {
    ...data,
    serverMirror: {
      ...completeMirror(['serverMirror'], data.serverMirror, rules, standard),
      oneVni: data.serverMirror.oneVni,
    },
  };
}

export function checkExistingServers(part: SoundPart<Parsed>): string[] {
  return [
    ...checkSources(part),
    ...checkTarget(part),
    ...checkNameLength(part),
    ...checkProof(part),
    ...checkCollector(part),
    ...checkBackend(part),
  ];
}

/** It comes, and goes, through the bastion. */
function checkCollector({ data: { collector, verification, target }, isSound }: SoundPart<Parsed>): string[] {
  const path: Path = ['collector'];
  if (collector === undefined || !isSound(path, ['verification'], ['target'])) return [];
  if (target.loadBalancerId !== undefined) {
    return [`${formatPath(path)} must be left out with a load balancer as the target, which nobody can log in to`];
  }
  if (verification.bastion !== undefined) return [];
  return [
    `${formatPath(['verification', 'bastion'])} is required for collector, which is installed and removed through it, got: none`,
  ];
}

const WAYS = 'names, tags, addresses or networkInterfaceIds';

function checkSources({ data: { sources, target }, isSound }: SoundPart<Parsed>): string[] {
  const path: Path = ['sources'];
  if (!isSound(path)) return [];
  if (isEmptySearch(sources)) return [`${formatPath(path)} must name servers, by ${WAYS}, got: none`];
  if (!isSound(['target'])) return [];
  const same = [
    ...sources.names.filter((name) => name === target.name),
    ...sources.networkInterfaceIds.filter((id) => id === target.networkInterfaceId),
    ...sources.addresses
      .filter(({ address, subnet }) => address === target.address && subnet === target.subnet)
      .map(({ address }) => address),
  ];
  return same
    .slice(0, 1)
    .map((twin) => `${formatPath(path)} must not name the mirror target, got: ${shown(twin)} as both`);
}

function checkTarget({ data: { target }, isSound }: SoundPart<Parsed>): string[] {
  const path: Path = ['target'];
  if (!isSound(path)) return [];
  const ways = (['name', 'address', 'networkInterfaceId', 'loadBalancerId'] as const).filter(
    (key) => target[key] !== undefined,
  );
  const problems: string[] = [];
  if (ways.length !== 1) {
    const got = ways.length === 0 ? 'none' : ways.join(' and ');
    problems.push(
      `${formatPath(path)} must have one of name, address, networkInterfaceId, loadBalancerId, got: ${got}`,
    );
  }
  if ((target.address === undefined) !== (target.subnet === undefined)) {
    problems.push(`${formatPath(path)} must have address and subnet together, got: one of them`);
  }
  if (target.isOpen && target.securityGroupId !== undefined) {
    problems.push(
      `${formatPath([...path, 'securityGroupId'])} must be left out when isOpen is true, got: ${shown(target.securityGroupId)}`,
    );
  }
  return problems;
}

/** The longest name of all leaves room for the number. */
const SESSION_NAME = 60;

function checkNameLength({ data: { serverMirror: mirror }, isSound }: SoundPart<Parsed>): string[] {
  const path: Path = ['serverMirror', 'sessionName'];
  if (!isSound(path) || mirror.sessionName.length <= SESSION_NAME) return [];
  return [
    `${formatPath(path)} must be at most ${SESSION_NAME} characters, because a number follows, got: ${shown(mirror.sessionName)}`,
  ];
}

function checkProof({ data: { verification, target, serverMirror: mirror }, isSound }: SoundPart<Parsed>): string[] {
  const path: Path = ['verification'];
  if (!isSound(path, ['target']) || !verification.enabled) return [];
  const { bastion, ends, flows, watched } = verification;
  const problems: string[] = [];
  const problem = (place: Path, sentence: string): void =>
    void problems.push(`${formatPath([...path, ...place])} ${sentence}`);
  if (bastion === undefined) problem(['bastion'], 'is required to prove the mirror, got: none');
  if (flows.length === 0 && watched.length === 0)
    problem(['flows'], 'must name what is to be mirrored, or watched what flows anyway, got: none');
  if (target.loadBalancerId !== undefined)
    problem(['enabled'], 'must be false with a load balancer as the target, which nobody can log in to');
  if (!mirror.enabled)
    problem(['enabled'], 'must be false while serverMirror.enabled is false: nothing would be mirrored');
  const used = flows.flatMap(({ port }, index): [Path, number][] =>
    port === undefined ? [] : [[['flows', index, 'port'], port]],
  );
  for (const [place, port] of [
    ...used,
    [['controlPort'], verification.controlPort],
    [['proxyPort'], verification.proxyPort],
  ] as const) {
    if (port === SSH_PORT) problem(place, `must not be ${SSH_PORT}, where sshd listens`);
  }
  if (used.some(([, port]) => port === verification.controlPort)) {
    problem(['controlPort'], `must differ from the ports of flows, got: ${verification.controlPort}`);
  }
  const names = ends.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) problem(['ends'], `must have different names, got: ${shown(twice)} twice`);
  for (const [index, flow] of flows.entries()) {
    const both = [flow.from, flow.to].map((name) => ends.find((end) => end.name === name));
    const unknown = [flow.from, flow.to].find((name) => !names.includes(name));
    if (unknown !== undefined) {
      problem(
        ['flows', index],
        `must be between servers of verification.ends (${names.join(', ') || 'none'}), got: ${shown(unknown)}`,
      );
    } else if (flow.from === flow.to) {
      problem(['flows', index], `must be between two servers, got: ${flow.from} twice`);
    } else if (!both.some((end) => end?.isSource === true)) {
      problem(
        ['flows', index],
        `must have an end with isSource, or nothing of it is mirrored, got: ${flow.from} and ${flow.to}`,
      );
    }
    const wrongPort = portProblem(flow);
    if (wrongPort !== undefined) problem(['flows', index, 'port'], wrongPort);
  }
  if (watched.length > WATCHED_FLOWS)
    problem(['watched'], `must be at most ${WATCHED_FLOWS} flows, got: ${watched.length}`);
  for (const [index, flow] of watched.entries()) {
    if (flow.from === flow.to) problem(['watched', index], `must be between two addresses, got: ${flow.from} twice`);
    const wrongPort = portProblem(flow);
    if (wrongPort !== undefined) problem(['watched', index, 'port'], wrongPort);
  }
  return problems;
}

function portProblem({ protocol, port }: { readonly protocol: string; readonly port?: number | undefined }): Problem {
  if ((port !== undefined) !== (protocol === 'icmp')) return undefined;
  return port === undefined ? `is required with ${protocol}` : `must be left out with icmp, got: ${port}`;
}
