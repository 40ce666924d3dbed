import { InputError } from '../input-error';
import { checkMirrorSourceFlavor, PORT } from '../limits';
import { MirrorRule } from '../mirror-rule';
import { checkAddressPlan, gatewayOf } from './address-plan';
import { checkDisks } from './disks';
import { describeIssues, formatPath, SettingsError } from './problems';
import { settingsSchema, type MirrorRuleSettings, type ParsedSettings } from './schema';

export { SettingsError } from './problems';
export type { SettingsInput } from './schema';

/** One filter with its session. Without rules from the user, the filter has the guide's one rule (Table 5). */
export interface MirrorSettings {
  readonly filterName: string;
  readonly filterDescription?: string | undefined;
  readonly rules: readonly MirrorRule[];
  readonly sessionName: string;
  readonly sessionDescription?: string | undefined;
  readonly priority: number;
  readonly vni: number;
  readonly packetLength: number;
  readonly enabled: boolean;
}

/** The settings, complete: every default filled in, every value checked, rules as values. */
export interface Settings extends Omit<ParsedSettings, 'mirrorFilter' | 'mirrorSession' | 'additionalMirrors'> {
  readonly network: ParsedSettings['network'] & { readonly gatewayIp: string };
  readonly verification: ParsedSettings['verification'] & { readonly controlPort: number };
  /** The guide's mirror: Table 5 and the last two rows of Table 1. */
  readonly mirror: MirrorSettings;
  /** Further sessions from ECS-source to ECS-target. */
  readonly additionalMirrors: readonly MirrorSettings[];
}

const SSH_PORT = 22;

/**
 * Reads `context.trafficMirroring` of cdktf.json. An empty object is the guide's example.
 *
 * @throws SettingsError with one sentence for each mistake: path of the setting, what is allowed, what was given. How
 * values go together is looked at only when each is right by itself
 */
export function parseSettings(input: unknown = {}): Settings {
  const result = settingsSchema.safeParse(input);
  if (!result.success) throw new SettingsError(describeIssues(result.error.issues, settingsSchema, input));

  const { mirrorFilter, mirrorSession, additionalMirrors, ...parsed } = result.data;
  const controlPort = parsed.verification.controlPort ?? besides(parsed.listeningPort);
  const rules = new RuleReader();
  const mirror: MirrorSettings = {
    filterName: mirrorFilter.name,
    filterDescription: mirrorFilter.description,
    rules: mirrorFilter.rules ? rules.read(['mirrorFilter', 'rules'], mirrorFilter.rules) : [guideRule(result.data)],
    sessionName: mirrorSession.name,
    sessionDescription: mirrorSession.description,
    priority: mirrorSession.priority,
    vni: mirrorSession.vni,
    packetLength: mirrorSession.packetLength,
    enabled: mirrorSession.enabled,
  };
  const additional = additionalMirrors.map((entry, index): MirrorSettings => ({
    ...entry,
    rules: rules.read(['additionalMirrors', index, 'rules'], entry.rules),
  }));
  const problems = [
    ...checkAddressPlan(result.data),
    ...checkServers(result.data),
    ...checkDisks(result.data),
    ...checkGroups(result.data),
    ...checkPorts(result.data, controlPort),
    ...checkBackend(result.data),
    ...checkVnis(result.data),
    ...rules.problems,
  ];
  if (problems.length > 0) throw new SettingsError(problems);
  return {
    ...parsed,
    network: { ...parsed.network, gatewayIp: gatewayOf(parsed.network) },
    verification: { ...parsed.verification, controlPort },
    mirror,
    additionalMirrors: additional,
  };
}

/** Table 5: TCP from ECS-test to the listening port of ECS-source is accepted. */
function guideRule({ servers, listeningPort }: ParsedSettings): MirrorRule {
  return MirrorRule.accept({
    direction: 'ingress',
    priority: 1,
    protocol: 'tcp',
    ethertype: 'IPv4',
    source: `${servers.test.privateIp}/32`,
    destination: `${servers.source.privateIp}/32`,
    destinationPorts: listeningPort,
  });
}

/** Turns rules as they stand in the settings into values, and keeps what is wrong with them. */
class RuleReader {
  readonly problems: string[] = [];

  read(path: readonly PropertyKey[], settings: readonly MirrorRuleSettings[]): MirrorRule[] {
    const seen = new Map<string, string>();
    return settings.flatMap((rule, index) => {
      const where = formatPath([...path, index]);
      const priority = `${rule.direction} ${rule.priority}`;
      const twin = seen.get(priority);
      seen.set(priority, where);
      if (twin !== undefined) {
        this.problems.push(
          `${where}.priority must be unique among the ${rule.direction} rules, got: ${rule.priority}, as in ${twin}`,
        );
      }
      try {
        return [rule.action === 'accept' ? MirrorRule.accept(rule) : MirrorRule.reject(rule)];
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        this.problems.push(...Object.entries(error.problems).map(([prop, problem]) => `${where}.${prop} ${problem}`));
        return [];
      }
    });
  }
}

function checkServers({ servers, mirrorSourceFlavorFamilies }: ParsedSettings): string[] {
  const flavor = checkMirrorSourceFlavor(servers.source.flavor, mirrorSourceFlavorFamilies);
  const problems = flavor === undefined ? [] : [`${formatPath(['servers', 'source', 'flavor'])} ${flavor}`];
  const twice = firstTwin([servers.source, servers.target, servers.test].map((server) => server.name));
  if (twice !== undefined) {
    problems.push(`${formatPath(['servers'])} must have three different names, got: "${twice}" twice`);
  }
  return problems;
}

/** The outputs know a group by its name. */
function checkGroups({ securityGroups: { mode, sharedName, sourceName, targetName } }: ParsedSettings): string[] {
  const twice = mode === 'split' ? firstTwin([sharedName, sourceName, targetName]) : undefined;
  if (twice === undefined) return [];
  return [`${formatPath(['securityGroups'])} must have three different names in mode split, got: "${twice}" twice`];
}

function firstTwin(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}

function checkPorts({ listeningPort, verification }: ParsedSettings, controlPort: number): string[] {
  const problems: string[] = [];
  const ports = {
    [formatPath(['listeningPort'])]: listeningPort,
    [formatPath(['verification', 'controlPort'])]: controlPort,
    [formatPath(['verification', 'proxyPort'])]: verification.proxyPort,
  };
  for (const [path, port] of Object.entries(ports)) {
    if (port === SSH_PORT) problems.push(`${path} must not be ${SSH_PORT}, where sshd listens`);
  }
  if (controlPort === listeningPort) {
    problems.push(`${formatPath(['verification', 'controlPort'])} must differ from listeningPort, got: ${controlPort}`);
  }
  return problems;
}

function checkBackend({ stateBackend }: ParsedSettings): string[] {
  if (stateBackend.type !== 'cloud' || stateBackend.workspace === undefined || !stateBackend.tags) return [];
  return [`${formatPath(['stateBackend'])} must name a workspace or tags, got: both`];
}

/** The verification knows the packets of the first session by their VNI: another session's would pass for them. */
function checkVnis({ mirrorSession, additionalMirrors, verification, publicAccess }: ParsedSettings): string[] {
  if (!verification.enabled || !publicAccess) return [];
  return additionalMirrors.flatMap(({ vni }, index) =>
    vni === mirrorSession.vni
      ? [
          `${formatPath(['additionalMirrors', index, 'vni'])} must differ from mirrorSession.vni while the verification is on, ` +
            `which could not tell their packets apart, got: ${vni}`,
        ]
      : [],
  );
}

/** A port next to the given one, for the control that must not be mirrored. */
function besides(port: number): number {
  return (
    [port + 1, port - 1, port + 2].find((other) => other >= PORT.min && other <= PORT.max && other !== SSH_PORT) ?? 1
  );
}
