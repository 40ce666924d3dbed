import { closest, distance } from 'fastest-levenshtein';
import { type z } from 'zod';

/** Where the settings stand in the context of cdktf.json: begins every path in a message. */
export const SETTINGS_KEY = 'trafficMirroring';

/** A user's mistake in the settings: the message has one sentence a line, and no stack is shown. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

type Path = readonly PropertyKey[];

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
  const got = `got: ${show(valueAt(input, issue.path))}`;
  switch (issue.code) {
    case 'custom':
      return [`${path} ${issue.message}`];
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...issue.path, key], objectAt(schema, input, issue.path)));
    case 'invalid_type':
      if (valueAt(input, issue.path) === undefined) return [`${path} is required (${article(issue.expected)})`];
      return [`${path} must be ${article(issue.expected)}, ${got}`];
    case 'invalid_value':
      return [`${path} must be ${oneOf(issue.values)}, ${got}`];
    case 'invalid_union':
      if (issue.discriminator !== undefined) {
        const values = 'options' in issue ? (issue.options as string[]) : [];
        return [`${path} must be ${oneOf(values)}, ${got}`];
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

function unknownKey(path: Path, { allowed, variant }: ObjectSchema): string {
  const key = String(path.at(-1));
  const others = variant?.others.filter(({ keys }) => keys.includes(key)).map(({ name }) => `"${name}"`) ?? [];
  if (variant !== undefined && others.length > 0) {
    const { discriminator, name } = variant;
    return `${formatPath(path)} goes with ${discriminator} ${others.join(' or ')} only, got: ${discriminator} "${name}"`;
  }
  const nearest = closest(key, allowed);
  // A third of the word wrong is a typing error; more is another word, for which the whole list helps better.
  const isNear = allowed.length > 0 && distance(key.toLowerCase(), nearest.toLowerCase()) <= Math.ceil(key.length / 3);
  const known: Readonly<Record<string, string>> = {
    kps: 'keypairs are served by the endpoint kms',
    eip: 'EIPs are served by the endpoint vpc',
  };
  const isEndpoint = path.at(-2) === 'endpoints' && known[key] !== undefined;
  const remedy = isEndpoint
    ? (known[key] ?? '')
    : isNear
      ? `did you mean ${nearest}`
      : `allowed here: ${allowed.join(', ')}`;
  return `${formatPath(path)} is not a setting; ${remedy}`;
}

/** `servers.source.name`, `mirrorFilter.rules[0].priority`, below the root. */
export function formatPath(path: Path): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`),
    SETTINGS_KEY,
  );
}

function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], input);
}

/** What may stand in an object, and what could if its discriminator said so. */
interface ObjectSchema {
  readonly allowed: readonly string[];
  readonly variant?: { readonly discriminator: string; readonly name: string; readonly others: readonly Variant[] };
}

interface Variant {
  readonly name: string;
  readonly keys: readonly string[];
}

interface Definition {
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly discriminator?: string;
  readonly innerType?: z.ZodType;
  readonly values?: readonly unknown[];
}

/** The object that the schema wants at a path, through defaults, lists and variants. */
function objectAt(schema: z.ZodType, input: unknown, path: Path): ObjectSchema {
  const [first, ...rest] = path;
  const { shape, element, options, discriminator } = unwrap(schema);
  if (first !== undefined) {
    const next = typeof first === 'number' ? element : shape?.[String(first)];
    return next === undefined ? { allowed: [] } : objectAt(next, valueAt(input, [first]), rest);
  }
  if (discriminator === undefined) return { allowed: Object.keys(shape ?? {}) };
  const name = String(valueAt(input, [discriminator]));
  const variants = (options ?? []).map((option): Variant => {
    const shapeOfOption = unwrap(option).shape ?? {};
    const literal = shapeOfOption[discriminator];
    return { name: String(literal && unwrap(literal).values?.[0]), keys: Object.keys(shapeOfOption) };
  });
  return {
    allowed: variants.find((variant) => variant.name === name)?.keys ?? [],
    variant: { discriminator, name, others: variants.filter((variant) => variant.name !== name) },
  };
}

function unwrap(schema: z.ZodType): Definition {
  const definition = schema.def as unknown as Definition;
  return definition.innerType === undefined ? definition : unwrap(definition.innerType);
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
  return values.length === 1 ? show(values[0]) : `one of ${values.map(String).join(', ')}`;
}

function entries(number: number | bigint): string {
  return `${String(number)} ${number === 1 ? 'entry' : 'entries'}`;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
