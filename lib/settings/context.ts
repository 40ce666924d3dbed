import { distance } from 'fastest-levenshtein';
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { shown } from '../values/shown';
import { parseJson } from './json-text';
import { formatPath, SettingsError, SETTINGS_KEY } from './problems';
import { SCENARIOS } from './schema';

/** Where the settings come from. */
interface ContextSource {
  /** `context` of cdktf.json as cdktf hands it on; absent when the program runs without cdktf. */
  readonly contextJson: string | undefined;
  readonly projectFile: string;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** What cdktf reads in cdktf.json: its documentation, "Configuration file". */
const CONTEXT = 'context';
const MEANT = `${CONTEXT}.${SETTINGS_KEY}`;

/**
 * The settings as they stand in cdktf.json, unchecked; an empty object if there are none.
 *
 * @throws SettingsError if the file is not JSON or gives a key twice, or if settings stand under another key or in
 * another place, where nothing would read them
 */
export function settingsOfContext({ contextJson, projectFile }: ContextSource): unknown {
  const name = nameOf(projectFile);
  const project = existsSync(projectFile) ? parseJson(name, readFileSync(projectFile, 'utf8')) : {};
  if (!isObject(project)) throw new SettingsError([`${name} must hold an object, got: ${shown(project)}`]);
  const problems = problemsBeside(name, project);
  // What cdktf hands on is what stands there, so a mistake in it is told once, of the file.
  const context = contextOf(contextJson);
  if (isObject(context)) problems.push(...problemsIn(context));
  else if (!(CONTEXT in project) || isObject(project[CONTEXT])) {
    problems.push(`CDKTF_CONTEXT_JSON must hold an object, got: ${shown(context)}`);
  }
  if (problems.length > 0 || !isObject(context)) throw new SettingsError(problems);
  return SETTINGS_KEY in context ? context[SETTINGS_KEY] : {};
}

/** A path that a reader knows: from where one is, if the file is below. */
export function nameOf(file: string): string {
  const below = relative(process.cwd(), file);
  return below.startsWith('..') ? file : below;
}

function contextOf(json: string | undefined): unknown {
  if (json === undefined || json === '') return {};
  try {
    return JSON.parse(json);
  } catch {
    throw new SettingsError([`CDKTF_CONTEXT_JSON must be JSON, got: ${shown(json)}`]);
  }
}

function problemsBeside(name: string, project: JsonObject): string[] {
  const keys = Object.keys(project);
  const problems = [
    ...keys
      .filter((key) => key !== CONTEXT && distance(key.toLowerCase(), CONTEXT) <= 2)
      .map((key) => `${written(key)} in ${name} is not read; did you mean ${CONTEXT}`),
    ...keys
      .filter(isOurs)
      .map((key) => `${written(key)} beside "context" in ${name} is not a setting; did you mean ${MEANT}`),
    ...keys
      .filter(isSetting)
      .map((key) => `${written(key)} beside "context" in ${name} is not read there; did you mean ${MEANT}.${key}`),
  ];
  if (CONTEXT in project && !isObject(project[CONTEXT])) {
    problems.push(`${CONTEXT} in ${name} must be an object, got: ${shown(project[CONTEXT])}`);
  }
  return problems;
}

function problemsIn(context: JsonObject): string[] {
  const keys = Object.keys(context);
  return [
    ...keys
      .filter((key) => isOurs(key) && key !== SETTINGS_KEY)
      .map((key) => `${written(CONTEXT, key)} is not a setting; did you mean ${MEANT}`),
    ...keys.filter(isSetting).map((key) => `${written(CONTEXT, key)} is not read there; did you mean ${MEANT}.${key}`),
  ];
}

/** A third of the key: `traffic_mirroring`, `trafficMirorring` and `trafficMirror` are near. */
const NEAR = Math.ceil(SETTINGS_KEY.length / 3);

/** Whether a key is ours, or was meant to be: also `mirroring`, which is no other program's beside this one. */
function isOurs(key: string): boolean {
  return distance(key.toLowerCase(), SETTINGS_KEY.toLowerCase()) <= NEAR || (/mirror/i.test(key) && !isSetting(key));
}

function isSetting(key: string): boolean {
  return Object.values(SCENARIOS).some(({ shape }) => Object.hasOwn(shape, key));
}

function written(...path: readonly string[]): string {
  return formatPath(path, '');
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
