import { distance } from 'fastest-levenshtein';
import { existsSync, readFileSync } from 'node:fs';
import { SettingsError, SETTINGS_KEY } from './problems';
import { settingsSchema } from './schema';

/** Where the settings come from. */
interface ContextSource {
  /** `context` of cdktf.json as cdktf hands it on; absent when the program runs without cdktf. */
  readonly contextJson: string | undefined;
  readonly projectFile: string;
}

/** A third of the key: `traffic_mirroring`, `trafficMirorring` and `trafficMirror` are near, `mirroring` is not. */
const NEAR = Math.ceil(SETTINGS_KEY.length / 3);

/**
 * The settings as they stand in cdktf.json, unchecked; an empty object if there are none.
 *
 * @throws SettingsError if they stand under another key or in another place, where nothing would read them
 */
export function settingsOfContext({ contextJson, projectFile }: ContextSource): unknown {
  const context = contextJson === undefined || contextJson === '' ? {} : objectOf('CDKTF_CONTEXT_JSON', contextJson);
  const project = existsSync(projectFile) ? objectOf('cdktf.json', readFileSync(projectFile, 'utf8')) : {};
  const meant = `did you mean context.${SETTINGS_KEY}`;
  const problems = [
    ...Object.keys(context)
      .filter((key) => isNear(key) && key !== SETTINGS_KEY)
      .map((key) => `context.${key} is not a setting; ${meant}`),
    ...Object.keys(context)
      .filter((key) => key in settingsSchema.shape)
      .map((key) => `context.${key} is not read there; did you mean context.${SETTINGS_KEY}.${key}`),
    ...Object.keys(project)
      .filter(isNear)
      .map((key) => `${key} beside "context" in cdktf.json is not a setting; ${meant}`),
  ];
  if (problems.length > 0) throw new SettingsError(problems);
  return SETTINGS_KEY in context ? context[SETTINGS_KEY] : {};
}

function isNear(key: string): boolean {
  return distance(key.toLowerCase(), SETTINGS_KEY.toLowerCase()) <= NEAR;
}

function objectOf(name: string, json: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new SettingsError([`${name} must be JSON, got: ${json}`]);
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new SettingsError([`${name} must be an object, got: ${json}`]);
  }
  return value as Readonly<Record<string, unknown>>;
}
