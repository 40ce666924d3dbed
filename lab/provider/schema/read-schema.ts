import { z } from 'zod';
import { type Type } from '../codec/type';
import { type Attribute, type Block, type NestedBlock, noRules, type ResourceSchema, type Rules } from './schema';
import { type AttributeTraits, fromEnvironment, type TypeTraits } from './traits';

const type: z.ZodType<Type> = z.lazy(() =>
  z.union([
    z.enum(['string', 'number', 'bool']),
    z.tuple([z.enum(['list', 'set', 'map']), type]),
    z.tuple([z.literal('object'), z.record(z.string(), type)]),
    z.tuple([z.literal('tuple'), z.array(type)]),
  ]),
);

const attributeJson = z.object({
  type,
  required: z.boolean().default(false),
  optional: z.boolean().default(false),
  computed: z.boolean().default(false),
  sensitive: z.boolean().default(false),
});

const blockJson = z.object({
  attributes: z.record(z.string(), attributeJson).default({}),
  get block_types() {
    return z.record(z.string(), nestedJson).default({});
  },
});

const nestedJson = z.object({
  // SDK v2, which the provider is built with, has no map or group nesting.
  nesting_mode: z.enum(['single', 'list', 'set']),
  min_items: z.number().default(0),
  max_items: z.number().default(0),
  get block(): typeof blockJson {
    return blockJson;
  },
});

/** One type of `terraform providers schema -json`. */
export const typeJson = z.object({ version: z.number().default(0), block: blockJson });

/** Joins Terraform's schema of a type with the traits that it lacks. */
export function readSchema(json: z.infer<typeof typeJson>, traits?: TypeTraits): ResourceSchema {
  return {
    version: json.version,
    block: readBlock(json.block, traits?.attributes ?? {}),
    timeouts: traits?.default_timeouts ?? {},
  };
}

export function readBlock(json: z.infer<typeof blockJson>, traits: Readonly<Record<string, AttributeTraits>>): Block {
  return {
    attributes: mapEntries(json.attributes, (attribute, name) => readAttribute(attribute, name, traits[name])),
    blocks: mapEntries(json.block_types, (nested, name): NestedBlock => {
      const own = traits[name];
      return {
        nesting: nested.nesting_mode,
        block: readBlock(nested.block, own?.block ?? {}),
        minItems: nested.min_items,
        maxItems: nested.max_items,
        computed: own?.computed ?? false,
        forceNew: own?.force_new ?? false,
        rules: rulesOf(name, own),
      };
    }),
  };
}

function readAttribute(json: z.infer<typeof attributeJson>, name: string, traits?: AttributeTraits): Attribute {
  const defaultValue = traits?.default === fromEnvironment ? undefined : traits?.default;
  return {
    ...json,
    forceNew: traits?.force_new ?? false,
    ...(defaultValue !== undefined && { defaultValue }),
    rules: rulesOf(name, traits),
  };
}

function rulesOf(name: string, traits: AttributeTraits | undefined): Rules {
  if (!traits) return noRules;
  return {
    conflictsWith: traits.conflicts_with.filter((path) => path !== name),
    requiredWith: traits.required_with,
    exactlyOneOf: traits.exactly_one_of,
  };
}

const mapEntries = <In, Out>(
  record: Readonly<Record<string, In>>,
  map: (value: In, name: string) => Out,
): Readonly<Record<string, Out>> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
