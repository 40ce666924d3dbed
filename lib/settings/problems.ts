import { closest, distance } from 'fastest-levenshtein';
import { type z } from 'zod';
import { shown } from '../values/shown';
import { objectAt, valueAt, type ObjectSchema, type Path } from './schema-reading';

/** Where the settings stand in the context of cdktf.json: begins every path in a message. */
export const SETTINGS_KEY = 'trafficMirroring';

/** A user's mistake in the settings: the message has one sentence a line, and no stack is shown. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** Writes zod's issues as sentences: path of the setting, what is allowed, what was given. */
export function describeIssues(issues: readonly z.core.$ZodIssue[], schema: z.ZodType, input: unknown): string[] {
  // zod goes on to the length of what has the wrong type: a text in place of a list has too many "entries".
  const ofWrongType = new Set(issues.filter(isOfWrongType).map(({ path }) => formatPath(path)));
  return issues
    .filter((issue) => isOfWrongType(issue) || !ofWrongType.has(formatPath(issue.path)))
    .flatMap((issue) => describeIssue(issue, schema, input));
}

function isOfWrongType({ code }: z.core.$ZodIssue): boolean {
  return code === 'invalid_type';
}

function describeIssue(issue: z.core.$ZodIssue, schema: z.ZodType, input: unknown): string[] {
  const path = formatPath(issue.path);
  const given = valueAt(input, issue.path);
  const got = `got: ${given === undefined ? 'nothing' : shown(given)}`;
  switch (issue.code) {
    case 'custom':
      return [`${path} ${issue.message}`];
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...issue.path, key], objectAt(schema, input, issue.path)));
    case 'invalid_type':
      if (given === undefined) return [`${path} is required (${article(issue.expected)})`];
      return [`${path} must be ${article(issue.expected)}, ${got}`];
    case 'invalid_value':
      return [`${path} must be ${oneOf(issue.values)}, ${got}`];
    case 'invalid_union':
      if (issue.discriminator !== undefined) {
        const values = 'options' in issue ? (issue.options as string[]) : [];
        return ofNoVariant(issue.path, issue.discriminator, `${path} must be ${oneOf(values)}, ${got}`, schema, input);
      }
      return [`${path} must be ${issue.errors.flat().map(expectedOf).join(' or ')}, ${got}`];
    case 'too_small':
      return [`${path} must have at least ${entries(issue.minimum)}, ${got}`];
    case 'too_big':
      return [`${path} must have at most ${entries(issue.maximum)}, ${got}`];
    default:
      return [`${path} is wrong: ${issue.message}, ${got}`];
  }
}

/** Without a word that says which kind is meant, only what no kind has is known to be wrong. */
function ofNoVariant(path: Path, discriminator: string, sentence: string, schema: z.ZodType, input: unknown): string[] {
  const group = path.at(-1) === discriminator ? path.slice(0, -1) : path;
  const { variant } = objectAt(schema, input, group);
  const allowed = [...new Set(variant?.others.flatMap(({ keys }) => keys) ?? [])];
  const given = valueAt(input, group);
  const unknown = isObject(given) ? Object.keys(given).filter((key) => !allowed.includes(key)) : [];
  const told = unknown.map((key) => unknownKey([...group, key], { allowed }));
  const isMisspelled = unknown.some((key) => meantBy(key, allowed) === discriminator);
  return isMisspelled ? told : [sentence, ...told];
}

function isObject(value: unknown): value is object {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/**
 * The name that was probably meant. A third of the word wrong is a typing error; more is another word, for which the
 * whole list helps better.
 */
export function meantBy(key: string, allowed: readonly string[]): string | undefined {
  if (allowed.length === 0) return undefined;
  const nearest = closest(key, allowed);
  return distance(key.toLowerCase(), nearest.toLowerCase()) <= Math.ceil(key.length / 3) ? nearest : undefined;
}

function unknownKey(path: Path, { allowed, variant }: ObjectSchema): string {
  const key = String(path.at(-1));
  const others = variant?.others.filter(({ keys }) => keys.includes(key)).map(({ name }) => `"${name}"`) ?? [];
  if (variant !== undefined && others.length > 0) {
    const { discriminator, name } = variant;
    return `${formatPath(path)} goes with ${discriminator} ${others.join(' or ')} only, got: ${discriminator} "${name}"`;
  }
  const known: Readonly<Record<string, string>> = {
    kps: 'keypairs are served by the endpoint kms',
    eip: 'EIPs are served by the endpoint vpc',
  };
  const served = path.at(-2) === 'endpoints' && Object.hasOwn(known, key) ? known[key] : undefined;
  const meant = meantBy(key, allowed);
  const remedy = served ?? (meant === undefined ? `allowed here: ${allowed.join(', ')}` : `did you mean ${meant}`);
  return `${formatPath(path)} is not a setting; ${remedy}`;
}

/** `servers.source.name`, `mirrorFilter.rules[0].priority`, below the root; a key that is no word stands in brackets. */
export function formatPath(path: Path, root = SETTINGS_KEY): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const key = String(part);
    if (!/^[\p{L}\p{N}_$-]+$/u.test(key)) return `${text}[${shown(key)}]`;
    return text === '' ? key : `${text}.${key}`;
  }, root);
}

function expectedOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_type' ? article(issue.expected) : issue.message;
}

function article(type: string): string {
  const word = {
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
    record: 'an object',
    int: 'a whole number',
  }[type];
  return word ?? `a ${type}`;
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? shown(values[0]) : `one of ${values.map(String).join(', ')}`;
}

function entries(number: number | bigint): string {
  return `${String(number)} ${number === 1 ? 'entry' : 'entries'}`;
}
