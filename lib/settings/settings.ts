import { shown } from '../values/shown';
import { checkTags } from '../values/tags';
import { checkExistingServers, completeExistingServers, type ExistingServersSettings } from './existing-servers';
import { checkInboundTcp, completeInboundTcp, type InboundTcpSettings } from './inbound-tcp';
import { checkOtherVpc, completeOtherVpc, type OtherVpcSettings } from './other-vpc';
import { describeIssues, formatPath, meantBy, SettingsError } from './problems';
import { RuleReader } from './rule-reader';
import { isScenario, DEFAULT_SCENARIO, SCENARIO_NAMES, type BuildingScenario, type Scenario } from './scenario-names';
import { SCENARIOS, settingsSchema, type ParsedSettings, type SettingsInput } from './schema';
import { soundPart, type SoundPart } from './sound-part';
import { checkTcpAndUdp, completeTcpAndUdp, type TcpAndUdpSettings } from './tcp-and-udp';

export { SettingsError } from './problems';
export type { Scenario } from './scenario-names';
export type { SettingsInput } from './schema';
export type { MirrorSettings } from './complete';

/** The settings of each scenario, complete: every default filled in, every value checked, rules as values. */
interface SettingsByScenario {
  readonly 'inbound-tcp': InboundTcpSettings;
  readonly 'tcp-and-udp': TcpAndUdpSettings;
  readonly 'other-vpc': OtherVpcSettings;
  readonly 'existing-servers': ExistingServersSettings;
}

export type Settings<S extends Scenario = 'inbound-tcp'> = SettingsByScenario[S];
/** Of any scenario; `scenario` says of which. */
export type AnySettings = SettingsByScenario[Scenario];
/** Of those whose servers the stack makes. */
export type BuildingSettings = SettingsByScenario[BuildingScenario];

type Readers = {
  readonly [S in Scenario]: {
    readonly complete: (data: ParsedSettings<S>, rules: RuleReader) => Settings<S>;
    /** What is wrong in the light of other values, of what is right by itself. */
    readonly check: (part: SoundPart<ParsedSettings<S>>, settings: Settings<S>) => string[];
  };
};

const READERS: Readers = {
  'inbound-tcp': { complete: completeInboundTcp, check: checkInboundTcp },
  'tcp-and-udp': { complete: completeTcpAndUdp, check: checkTcpAndUdp },
  'other-vpc': { complete: completeOtherVpc, check: checkOtherVpc },
  'existing-servers': { complete: completeExistingServers, check: checkExistingServers },
};

/**
 * Reads `context.trafficMirroring` of cdktf.json. An empty object is the guide's example.
 *
 * @throws SettingsError with one sentence for each mistake: path of the setting, what is allowed, what was given. How
 * values go together is looked at among those that are right by themselves
 */
export function parseSettings(input?: SettingsInput): Settings;
export function parseSettings<S extends Scenario>(input: SettingsInput<S> & { readonly scenario: S }): Settings<S>;
export function parseSettings(input: unknown): AnySettings;
export function parseSettings(input: unknown = {}): AnySettings {
  return read(ofSomeScenario(input));
}

/** Without a word, the settings are the guide's scenario's. */
function ofSomeScenario(input: unknown): { readonly scenario: Scenario; readonly input: unknown } {
  if (input === null || typeof input !== 'object' || Array.isArray(input)) return { scenario: DEFAULT_SCENARIO, input };
  const { scenario = DEFAULT_SCENARIO } = input as { readonly scenario?: unknown };
  if (typeof scenario === 'string' && isScenario(scenario)) {
    return { scenario, input: { ...input, scenario } };
  }
  const meant = typeof scenario === 'string' ? meantBy(scenario, SCENARIO_NAMES) : undefined;
  const remedy = meant === undefined ? '' : `; did you mean ${meant}`;
  throw new SettingsError([
    `${formatPath(['scenario'])} must be one of ${SCENARIO_NAMES.join(', ')}, got: ${shown(scenario)}${remedy}`,
  ]);
}

function read<S extends Scenario>({ scenario, input }: { readonly scenario: S; readonly input: unknown }): Settings<S> {
  const schema = SCENARIOS[scenario];
  const result = schema.safeParse(input);
  // What another scenario has is told as such: the union knows them all.
  const problems = result.success ? [] : describeIssues(result.error.issues, settingsSchema, input);
  problems.push(...checkUnreadTags(input));
  const part = (
    result.success ? { data: result.data, isSound: () => true } : soundPart<unknown>(schema, input, result.error.issues)
  ) as SoundPart<ParsedSettings<S>> | undefined;
  if (part === undefined) throw new SettingsError(problems);

  const { complete, check } = READERS[scenario];
  const rules = new RuleReader(part);
  const settings = complete(part.data, rules);
  problems.push(...check(part, settings), ...rules.problems);
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
}

/** zod leaves this one key out of what it reads, in silence. */
function checkUnreadTags(input: unknown): string[] {
  const tags = (input as { tags?: unknown } | null)?.tags;
  if (tags === null || typeof tags !== 'object' || !Object.hasOwn(tags, '__proto__')) return [];
  const unread = Object.fromEntries(Object.entries(tags).filter(([key]) => key === '__proto__'));
  return [`${formatPath(['tags'])} ${checkTags(unread) ?? ''}`];
}
