/** Reads a zod schema of settings as rows of a table: path, type, default, allowed values, meaning, place in the guide. */
import { type z } from 'zod';

export interface SettingRow {
  readonly path: string;
  readonly type: string;
  readonly defaultValue: string;
  readonly allowed: string;
  readonly description: string;
  readonly guide: string;
  /** Who says what is allowed. */
  readonly source: string;
}

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly defaultValue?: unknown;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly entries?: Readonly<Record<string, string>>;
  readonly options?: readonly z.ZodType[];
  readonly discriminator?: string;
  readonly values?: readonly unknown[];
}

/** What the schema says of a setting, gathered from all that is wrapped around it: the outermost word counts. */
interface About {
  readonly description?: string;
  readonly allowed?: string;
  readonly guide?: string;
  readonly unset?: string;
  readonly source?: string;
}

interface Unwrapped {
  readonly definition: Definition;
  readonly about: About;
  readonly isOptional: boolean;
  readonly defaultValue?: unknown;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  array: 'list',
  enum: 'string',
  literal: 'string',
  record: 'object',
  union: 'string or number',
};

/** @throws Error if a setting has no description, or a limit without a source: such a row would tell nobody anything */
export function settingRows(schema: z.ZodType): SettingRow[] {
  const rows = new Walk().rows('', schema, {});
  const mute = rows.find(({ description }) => description === '');
  if (mute !== undefined) throw new Error(`setting ${mute.path} has no description in the schema`);
  const unfounded = rows.find(({ allowed, source }) => allowed !== '' && source === '');
  if (unfounded !== undefined) throw new Error(`setting ${unfounded.path} has no source of its limits in the schema`);
  return rows;
}

class Walk {
  /** Where a schema of list entries was met first, so that its rows are not repeated. */
  private readonly entrySchemas = new Map<z.ZodType, string>();

  rows(path: string, schema: z.ZodType, inherited: About): SettingRow[] {
    const unwrapped = unwrap(schema);
    const { definition } = unwrapped;
    const about = { ...inherited, ...unwrapped.about };
    if (definition.shape !== undefined) return this.members(path, definition.shape, about);
    if (definition.discriminator !== undefined) return this.variants(path, { ...unwrapped, about });
    const row = rowOf(path, { ...unwrapped, about });
    const { element } = definition;
    if (element === undefined || unwrap(element).definition.shape === undefined) return [row];
    const seenAt = this.entrySchemas.get(element);
    if (seenAt !== undefined) {
      return [{ ...row, description: `${row.description} Entries as those of \`${seenAt}\`.` }];
    }
    this.entrySchemas.set(element, path);
    return [row, ...this.rows(`${path}[]`, element, {})];
  }

  private members(path: string, shape: Readonly<Record<string, z.ZodType>>, about: About): SettingRow[] {
    // Of what is said about a group, only what happens without it holds for its members.
    const inherited = about.unset === undefined ? {} : { unset: about.unset };
    return Object.entries(shape).flatMap(([key, member]) =>
      this.rows(path === '' ? key : `${path}.${key}`, member, inherited),
    );
  }

  private variants(path: string, unwrapped: Unwrapped): SettingRow[] {
    const { discriminator = '', options = [] } = unwrapped.definition;
    const shapes = options.map((option) => unwrap(option).definition.shape ?? {});
    const nameOf = (shape: Readonly<Record<string, z.ZodType>>): string =>
      String((shape[discriminator]?.def as unknown as Definition).values?.[0]);
    const chosen = (unwrapped.defaultValue as Readonly<Record<string, unknown>> | undefined)?.[discriminator];
    const choice = {
      path: `${path}.${discriminator}`,
      type: 'string',
      defaultValue: code(chosen),
      allowed: shapes.map((shape) => code(nameOf(shape))).join(', '),
      description: unwrapped.about.description ?? '',
      guide: unwrapped.about.guide ?? '',
      source: unwrapped.about.source ?? '',
    };
    const rest = shapes.flatMap((shape) => {
      const others = Object.fromEntries(Object.entries(shape).filter(([key]) => key !== discriminator));
      return this.members(path, others, {}).map((row) => ({
        ...row,
        description: `With type ${code(nameOf(shape))}. ${row.description}`,
      }));
    });
    return [choice, ...rest];
  }
}

function rowOf(path: string, { definition, about, isOptional, defaultValue }: Unwrapped): SettingRow {
  return {
    path,
    type: TYPE_NAMES[definition.type] ?? definition.type,
    defaultValue:
      defaultValue === undefined ? (isOptional ? (about.unset ?? 'none') : '_required_') : code(defaultValue),
    allowed:
      definition.entries === undefined ? (about.allowed ?? '') : Object.keys(definition.entries).map(code).join(', '),
    description: about.description ?? '',
    guide: about.guide ?? '',
    source: about.source ?? '',
  };
}

function unwrap(schema: z.ZodType): Unwrapped {
  const definition = schema.def as unknown as Definition;
  const about = (schema.meta() ?? {}) as About;
  if (definition.innerType === undefined) return { definition, about, isOptional: false };
  const inner = unwrap(definition.innerType);
  const isOptional = definition.type === 'optional' || inner.isOptional;
  // What is optional stays unset: a default beneath it never comes to be.
  const defaultValue = definition.type === 'optional' ? undefined : (definition.defaultValue ?? inner.defaultValue);
  return { definition: inner.definition, about: { ...inner.about, ...about }, isOptional, defaultValue };
}

function code(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
