import { type z } from 'zod';
import { meantBy } from './problems';
import { objectAt, schemaAt, unwrap, valueAt, type Path } from './schema-reading';

/** Settings of which some may be wrong: what is right can still be looked at together. */
export interface SoundPart<T> {
  /** Complete: in place of a wrong value stands the default, or a value that nothing may be concluded from. */
  readonly data: T;
  /** Whether what stands at all of these paths, and below, is what the user gave or the default. */
  readonly isSound: (...paths: Path[]) => boolean;
}

/**
 * Takes out of `input` what `issues` are about, so that one mistake does not hide another. Undefined where there is
 * nothing left to look at.
 */
export function soundPart<T>(
  schema: z.ZodType<T>,
  input: unknown,
  issues: readonly z.core.$ZodIssue[],
): SoundPart<T> | undefined {
  const mended = structuredClone(input);
  const wrong: Path[] = [];
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') wrong.push(...removeKeys(schema, mended, issue));
    else if (issue.path.length === 0) return undefined;
    else wrong.push(replace(schema, mended, whereOf(issue)));
  }
  const result = schema.safeParse(mended);
  if (!result.success) return undefined;
  return {
    data: result.data,
    isSound: (...paths) => !paths.some((path) => wrong.some((other) => isBelow(path, other) || isBelow(other, path))),
  };
}

/** Without the word that says which kind is meant, the whole group means nothing. */
function whereOf(issue: z.core.$ZodIssue): Path {
  const isWord = issue.code === 'invalid_union' && issue.path.at(-1) === issue.discriminator;
  return isWord ? issue.path.slice(0, -1) : issue.path;
}

/** @returns the settings that were meant, as far as can be guessed: their defaults say nothing about the user's plan */
function removeKeys(schema: z.ZodType, mended: unknown, { path, keys }: z.core.$ZodIssueUnrecognizedKeys): Path[] {
  const group = valueAt(mended, path) as Record<string, unknown>;
  const { allowed } = objectAt(schema, mended, path);
  return keys.flatMap((key) => {
    Reflect.deleteProperty(group, key);
    const meant = meantBy(key, allowed);
    return meant === undefined ? [] : [[...path, meant]];
  });
}

/** Takes a value out, or puts one of its kind in its place where there must be one. */
function replace(schema: z.ZodType, mended: unknown, path: Path): Path {
  const wanted = schemaAt(schema, mended, path);
  const holder = valueAt(mended, path.slice(0, -1));
  const key = path.at(-1);
  if (key === undefined || holder === null || typeof holder !== 'object') return path;
  if (wanted === undefined || (typeof key !== 'number' && wanted.safeParse(undefined).success)) {
    Reflect.deleteProperty(holder, key);
  } else {
    Reflect.set(holder, key, sampleOf(wanted));
  }
  return path;
}

/** The least that a schema accepts. */
function sampleOf(schema: z.ZodType): unknown {
  const { type, shape, element, entries } = unwrap(schema);
  if (shape !== undefined) {
    const needed = Object.entries(shape).filter(([, member]) => !member.safeParse(undefined).success);
    return Object.fromEntries(needed.map(([key, member]) => [key, sampleOf(member)]));
  }
  if (element !== undefined) return [sampleOf(element)];
  if (entries !== undefined) return Object.values(entries)[0];
  return type === 'number' ? 1 : 'x';
}

function isBelow(path: Path, other: Path): boolean {
  return other.length <= path.length && other.every((key, index) => key === path[index]);
}
