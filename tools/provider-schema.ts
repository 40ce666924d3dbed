/** Cuts `terraform providers schema -json` down to the types that `schemas/types.json` lists, without provider prose. */

export interface SchemaTypes {
  /** Terraform source address without the host, such as `huaweicloud/huaweicloud`. */
  readonly provider: string;
  readonly version: string;
  readonly resources: readonly string[];
  readonly dataSources: readonly string[];
  /** Types that the lab's stand-in provider knows beyond these, and that the bindings do without. */
  readonly standIn: { readonly dataSources: readonly string[] };
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = Record<string, Json>;

/** Texts that the provider's authors wrote; names and types are facts, these are not. */
const PROSE = new Set(['description', 'description_kind']);

/**
 * Returns the pruned document, keys sorted so that two runs write the same bytes.
 *
 * @throws Error that names the provider or type which the full schema lacks.
 */
export function pruneSchema(full: unknown, types: Omit<SchemaTypes, 'standIn'>): unknown {
  const address = `registry.terraform.io/${types.provider}`;
  const document = asObject(full, 'the schema document');
  const schemas = asObject(document['provider_schemas'], 'provider_schemas');
  if (schemas[address] === undefined) {
    throw new Error(`the schema has no provider ${address}, only ${Object.keys(schemas).join(', ')}`);
  }
  const provider = asObject(schemas[address], address);
  return {
    format_version: document['format_version'],
    provider_schemas: {
      [address]: {
        provider: { version: types.version, ...asObject(withoutProse(provider['provider'] ?? null), 'provider') },
        resource_schemas: pick(provider['resource_schemas'], types.resources, 'resource'),
        data_source_schemas: pick(provider['data_source_schemas'], types.dataSources, 'data source'),
      },
    },
    provider_versions: { [address]: types.version },
  };
}

/**
 * Cuts a dump of the provider's own schema objects down to the same types. It has what Terraform's schema lacks: which
 * change replaces a resource, defaults, conflicts, and default timeouts. Its keys are `provider`, `resource TYPE` and
 * `data TYPE`.
 *
 * @throws Error that names the type which the dump lacks.
 */
export function pruneTraits(full: unknown, types: SchemaTypes): unknown {
  const document = asObject(full, 'the traits document');
  const keys = [
    'provider',
    ...types.resources.map((name) => `resource ${name}`),
    ...[...types.dataSources, ...types.standIn.dataSources].map((name) => `data ${name}`),
  ];
  return Object.fromEntries(
    keys.sort().map((key) => {
      const traits = document[key];
      if (traits === undefined) throw new Error(`the traits document has no ${key}`);
      return [key, traits];
    }),
  );
}

function pick(all: Json | undefined, names: readonly string[], kind: string): JsonObject {
  const schemas = asObject(all, `${kind} schemas`);
  return Object.fromEntries(
    [...names].sort().map((name) => {
      const schema = schemas[name];
      if (schema === undefined) throw new Error(`the provider has no ${kind} ${name}`);
      return [name, withoutProse(schema)];
    }),
  );
}

/** Drops prose keys of schema nodes. An *attribute* may itself be called `description`: those sit in name maps. */
function withoutProse(node: Json, isNameMap = false): Json {
  if (Array.isArray(node)) return node.map((item) => withoutProse(item));
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => isNameMap || !PROSE.has(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [
        key,
        isTypeExpression(key, isNameMap) ? value : withoutProse(value, isNames(key, isNameMap)),
      ]),
  );
}

/** A type expression is copied whole: the keys of an object type are attribute names too. */
function isTypeExpression(key: string, isNameMap: boolean): boolean {
  return !isNameMap && key === 'type';
}

function isNames(key: string, isNameMap: boolean): boolean {
  return !isNameMap && (key === 'attributes' || key === 'block_types');
}

function asObject(value: unknown, what: string): JsonObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Error(`${what} is not an object`);
  return value as JsonObject;
}
