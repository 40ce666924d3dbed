/** JSON Schema of cdktf.json with this project's settings, for editors: written from the zod schema of the settings. */
import { z } from 'zod';
import { SETTINGS_KEY } from '../lib/settings/problems';
import { DEFAULT_SCENARIO, SCENARIO_NAMES, type Scenario } from '../lib/settings/scenario-names';
import { SCENARIOS } from '../lib/settings/schema';

/** Path of the file below the project's root. */
export const SCHEMA_FILE = 'docs/cdktf.schema.json';

type JsonSchema = Record<string, unknown>;

/** What the zod schema says beside types: words for the tables of docs/settings.md, and limits for editors. */
interface About {
  readonly description?: string;
  readonly allowed?: string;
  readonly guide?: string;
  readonly unset?: string;
  readonly json?: JsonSchema;
}

/** The text of the file. */
export function settingsJsonSchema(): string {
  const file = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'cdktf.json with the settings of traffic mirroring',
    type: 'object',
    properties: {
      context: {
        type: 'object',
        description: 'What cdktf hands on to the app.',
        properties: { [SETTINGS_KEY]: { description: 'The settings: docs/settings.md.', ...ofScenarios() } },
      },
    },
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** By the word `scenario`; without it, the settings are the guide's. A choice by a word gives better sentences than anyOf. */
function ofScenarios(): JsonSchema {
  return SCENARIO_NAMES.filter((name) => name !== DEFAULT_SCENARIO).reduce<JsonSchema>(
    (otherwise, name) => ({
      if: { type: 'object', properties: { scenario: { const: name } }, required: ['scenario'] },
      then: ofScenario(name),
      else: otherwise,
    }),
    ofScenario(DEFAULT_SCENARIO),
  );
}

function ofScenario(name: Scenario): JsonSchema {
  const settings: JsonSchema = {
    ...z.toJSONSchema(SCENARIOS[name], {
      target: 'draft-7',
      io: 'input',
      unrepresentable: 'any',
    }),
  };
  delete settings['$schema'];
  const { properties = {}, ...rest } = finished(settings) as { properties?: JsonSchema };
  // An editor offers all of them, also before the word is written.
  const scenario = { description: 'Which mirror is built.', enum: SCENARIO_NAMES };
  return { ...rest, properties: { ...properties, scenario } };
}

/** Says in JSON Schema's own words what is written beside a setting, and drops what only our tables know. */
function finished(schema: JsonSchema): JsonSchema {
  const { description, allowed, guide, unset, json, ...others } = schema as About & JsonSchema;
  const sentences = [
    description,
    allowed && `Allowed: ${allowed}.`,
    unset && `Unless set: ${unset}.`,
    guide && `In the guide: ${guide}.`,
  ].filter((sentence) => sentence !== undefined && sentence !== '');
  return {
    ...(sentences.length === 0 ? {} : { description: sentences.join(' ') }),
    ...Object.fromEntries(
      Object.entries(others)
        .filter(([key]) => key !== 'source')
        .map(([key, value]) => [key, inner(key, value)]),
    ),
    ...json,
  };
}

/** The schemas within a schema. The keys of `properties` are names of settings, not words of JSON Schema. */
function inner(key: string, value: unknown): unknown {
  if (['oneOf', 'anyOf', 'allOf'].includes(key)) return (value as JsonSchema[]).map(finished);
  if (key === 'items' || (key === 'additionalProperties' && typeof value === 'object')) {
    return finished(value as JsonSchema);
  }
  if (key !== 'properties') return value;
  return Object.fromEntries(
    Object.entries(value as JsonSchema).map(([name, of]) => [name, finished(of as JsonSchema)]),
  );
}
