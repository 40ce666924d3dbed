import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type ProviderSchema, type ResourceSchema } from './schema';
import { readBlock, readSchema, typeJson } from './read-schema';
import { type TraitsDocument, traitsDocument } from './traits';

const folder = resolve(__dirname, '../../../schemas');

const providerJson = z.object({
  provider: typeJson,
  resource_schemas: z.record(z.string(), typeJson).default({}),
  data_source_schemas: z.record(z.string(), typeJson).default({}),
});
const schemaDocument = z.object({ provider_schemas: z.record(z.string(), providerJson) });
const typesDocument = z.object({ provider: z.string(), version: z.string() });

/**
 * The schema of the provider that `schemas/types.json` names: what the bindings are made from, what only the stand-in
 * needs, and the traits.
 */
export function loadSchema(): ProviderSchema {
  return (loaded ??= readAll());
}

/** Reading takes longer than a plan: once is enough. */
let loaded: ProviderSchema | undefined;

function readAll(): ProviderSchema {
  const { provider, version } = typesDocument.parse(readJson('types.json'));
  const name = `${provider.slice(provider.lastIndexOf('/') + 1)}@${version}`;
  const traits = traitsDocument.parse(readJson(`${name}.traits.json`));
  const bindings = readProvider(`${name}.json`);
  const standIn = readProvider(`stand-in.${name}.json`);
  return {
    provider: readBlock(bindings.provider.block, traits['provider']?.attributes ?? {}),
    resources: withTraits('resource', bindings.resource_schemas, traits),
    dataSources: withTraits('data', { ...bindings.data_source_schemas, ...standIn.data_source_schemas }, traits),
  };
}

function readProvider(file: string): z.infer<typeof providerJson> {
  const [only] = Object.values(schemaDocument.parse(readJson(file)).provider_schemas);
  if (!only) throw new Error(`schemas/${file} has no provider: run npm run schema`);
  return only;
}

function withTraits(
  kind: 'resource' | 'data',
  types: Readonly<Record<string, z.infer<typeof typeJson>>>,
  traits: TraitsDocument,
): Readonly<Record<string, ResourceSchema>> {
  return Object.fromEntries(
    Object.entries(types).map(([name, json]) => {
      const own = traits[`${kind} ${name}`];
      if (!own) throw new Error(`the traits have no ${kind} ${name}: run npm run schema -- --traits FILE`);
      return [name, readSchema(json, own)];
    }),
  );
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
