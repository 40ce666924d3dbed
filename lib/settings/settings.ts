import { InputError } from '../values/input-error';
import { PORT } from '../values/limits';
import { MirrorRule } from '../mirror/mirror-rule';
import { checkTags } from '../values/tags';
import { expectationOf } from '../verification/expectation';
import { checkAddressPlan, gatewayOf } from './address-plan';
import { checkDisks } from './disks';
import { describeIssues, formatPath, SettingsError } from './problems';
import { settingsSchema, type MirrorRuleSettings, type ParsedSettings } from './schema';
import { type Path } from './schema-reading';
import { soundPart, type SoundPart } from './sound-part';
import { checkTogether, SSH_PORT } from './together';

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

/**
 * Reads `context.trafficMirroring` of cdktf.json. An empty object is the guide's example.
 *
 * @throws SettingsError with one sentence for each mistake: path of the setting, what is allowed, what was given. How
 * values go together is looked at among those that are right by themselves
 */
export function parseSettings(input: unknown = {}): Settings {
  const result = settingsSchema.safeParse(input);
  const problems = result.success ? [] : describeIssues(result.error.issues, settingsSchema, input);
  problems.push(...checkUnreadTags(input));
  const part: SoundPart<ParsedSettings> | undefined = result.success
    ? { data: result.data, isSound: () => true }
    : soundPart(settingsSchema, input, result.error.issues);
  if (part === undefined) throw new SettingsError(problems);

  const rules = new RuleReader(part);
  const settings = complete(part.data, rules);
  problems.push(
    ...checkAddressPlan(part),
    ...checkTogether(part, settings.verification.controlPort),
    ...checkDisks(part),
    ...rules.problems,
    ...checkVerification(part, rules, settings),
  );
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
}

function complete(data: ParsedSettings, rules: RuleReader): Settings {
  const { mirrorFilter, mirrorSession, additionalMirrors, ...parsed } = data;
  const controlPort = parsed.verification.controlPort ?? besides(parsed.listeningPort);
  return {
    ...parsed,
    network: { ...parsed.network, gatewayIp: gatewayOf(parsed.network) },
    verification: { ...parsed.verification, controlPort },
    mirror: {
      filterName: mirrorFilter.name,
      filterDescription: mirrorFilter.description,
      rules: mirrorFilter.rules ? rules.read(['mirrorFilter', 'rules'], mirrorFilter.rules) : [guideRule(data)],
      sessionName: mirrorSession.name,
      sessionDescription: mirrorSession.description,
      priority: mirrorSession.priority,
      vni: mirrorSession.vni,
      packetLength: mirrorSession.packetLength,
      enabled: mirrorSession.enabled,
    },
    additionalMirrors: additionalMirrors.map((entry, index) => ({
      ...entry,
      rules: rules.read(['additionalMirrors', index, 'rules'], entry.rules),
    })),
  };
}

/** zod leaves this one key out of what it reads, in silence. */
function checkUnreadTags(input: unknown): string[] {
  const tags = (input as { tags?: unknown } | null)?.tags;
  if (tags === null || typeof tags !== 'object' || !Object.hasOwn(tags, '__proto__')) return [];
  const unread = Object.fromEntries(Object.entries(tags).filter(([key]) => key === '__proto__'));
  return [`${formatPath(['tags'])} ${checkTags(unread) ?? ''}`];
}

/** A deploy with such settings would build everything and then fail. */
function checkVerification({ isSound }: SoundPart<ParsedSettings>, rules: RuleReader, settings: Settings): string[] {
  const { verification, publicAccess } = settings;
  const groups = ['verification', 'publicAccess', 'servers', 'listeningPort', 'mirrorFilter', 'mirrorSession'];
  if (!verification.enabled || !publicAccess || rules.problems.length > 0) return [];
  if (!isSound(...groups.map((group): Path => [group]))) return [];
  const { obstacle } = expectationOf(settings);
  if (obstacle === undefined) return [];
  return [
    `the verification will fail with these settings: ${obstacle}; ` +
      `to deploy without it, set ${formatPath(['verification', 'enabled'])} to false`,
  ];
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

  constructor(private readonly part: Pick<SoundPart<ParsedSettings>, 'isSound'>) {}

  read(path: Path, settings: readonly MirrorRuleSettings[]): MirrorRule[] {
    const seen = new Map<string, string>();
    return settings.flatMap((rule, index) => {
      const place = [...path, index];
      this.checkPriority(place, rule, seen);
      // What is wrong by itself was told already; what it would mean for the rest, nobody knows.
      return this.part.isSound(place) ? this.ruleOf(place, rule) : [];
    });
  }

  private checkPriority(place: Path, { direction, priority }: MirrorRuleSettings, seen: Map<string, string>): void {
    if (!this.part.isSound([...place, 'priority'], [...place, 'direction'])) return;
    const where = formatPath(place);
    const twin = seen.get(`${direction} ${priority}`);
    if (twin === undefined) seen.set(`${direction} ${priority}`, where);
    else {
      this.problems.push(
        `${where}.priority must be unique among the ${direction} rules, got: ${priority}, as in ${twin}`,
      );
    }
  }

  private ruleOf(place: Path, rule: MirrorRuleSettings): MirrorRule[] {
    try {
      return [rule.action === 'accept' ? MirrorRule.accept(rule) : MirrorRule.reject(rule)];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const where = formatPath(place);
      this.problems.push(...Object.entries(error.problems).map(([prop, problem]) => `${where}.${prop} ${problem}`));
      return [];
    }
  }
}

/** A port next to the given one, and not sshd's, for the control that must not be mirrored. */
function besides(port: number): number {
  return (
    [port + 1, port - 1, port + 2].find((other) => other >= PORT.min && other <= PORT.max && other !== SSH_PORT) ?? 1
  );
}
