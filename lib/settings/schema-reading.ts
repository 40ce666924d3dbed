/** Reads a zod schema and an input side by side, along a path. */
import { type z } from 'zod';

export type Path = readonly PropertyKey[];

/** What was given at a path. */
export function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], input);
}

/** What may stand in an object, and what could if its discriminator said so. */
export interface ObjectSchema {
  readonly allowed: readonly string[];
  readonly variant?: { readonly discriminator: string; readonly name: string; readonly others: readonly Variant[] };
}

interface Variant {
  readonly name: string;
  readonly keys: readonly string[];
}

interface Definition {
  readonly type: string;
  readonly entries?: Readonly<Record<string, string>>;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly discriminator?: string;
  readonly innerType?: z.ZodType;
  readonly values?: readonly unknown[];
}

/** The schema of what is wanted at a path, through defaults, lists and variants; undefined where nothing is. */
export function schemaAt(schema: z.ZodType, input: unknown, path: Path): z.ZodType | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return schema;
  const { shape, element, options, discriminator } = unwrap(schema);
  const variant = options?.find(
    (option) => discriminator && nameOf(option, discriminator) === valueAt(input, [discriminator]),
  );
  const members = shape ?? (variant && unwrap(variant).shape) ?? {};
  const key = String(first);
  const next = typeof first === 'number' ? element : Object.hasOwn(members, key) ? members[key] : undefined;
  return next && schemaAt(next, valueAt(input, [first]), rest);
}

/** What the schema knows of the object at a path. */
export function objectAt(schema: z.ZodType, input: unknown, path: Path): ObjectSchema {
  const wanted = schemaAt(schema, input, path);
  if (wanted === undefined) return { allowed: [] };
  const { shape, options, discriminator } = unwrap(wanted);
  if (discriminator === undefined) return { allowed: Object.keys(shape ?? {}) };
  const name = String(valueAt(input, [...path, discriminator]));
  const variants = (options ?? []).map((option): Variant => {
    return { name: nameOf(option, discriminator), keys: Object.keys(unwrap(option).shape ?? {}) };
  });
  return {
    allowed: variants.find((variant) => variant.name === name)?.keys ?? [],
    variant: { discriminator, name, others: variants.filter((variant) => variant.name !== name) },
  };
}

/** The word by which a variant is chosen. */
function nameOf(variant: z.ZodType, discriminator: string): string {
  const literal = unwrap(variant).shape?.[discriminator];
  return String(literal && unwrap(literal).values?.[0]);
}

/** The schema itself, without what says that it may be left out. */
export function unwrap(schema: z.ZodType): Definition {
  const definition = schema.def as unknown as Definition;
  return definition.innerType === undefined ? definition : unwrap(definition.innerType);
}
