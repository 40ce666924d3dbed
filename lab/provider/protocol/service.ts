import { decodeJson, decodeValue, type DynamicValue, encodeValue } from '../codec/dynamic-value';
import { isValues, type Value, type Values } from '../codec/value';
import { type Diagnostic, diagnosticOf } from '../diagnostics';
import { type Engine } from '../engine/engine';
import { type ResourceSchema, typeOf } from '../schema/schema';
import { diagnosticMessage, pathMessage, type Request, type Response, schemaMessage } from './messages';

export type Handler = (request: Request) => Response | Promise<Response>;

/** The provider service of the plugin protocol: bytes in, engine, bytes out. It never rejects; errors are diagnostics. */
export function providerService<Meta>(engine: Engine<Meta>): Readonly<Record<string, Handler>> {
  const { resources, dataSources } = engine.schema;
  const resource = (type: string) => need(resources, type, 'resource type');
  const data = (type: string) => need(dataSources, type, 'data source');
  const providerBlock = { version: 0, block: engine.schema.provider, timeouts: {} };

  const handlers: Readonly<Record<string, Handler>> = {
    GetMetadata: () => ({
      server_capabilities: {},
      resources: Object.keys(resources).map((type_name) => ({ type_name })),
      data_sources: Object.keys(dataSources).map((type_name) => ({ type_name })),
    }),
    GetSchema: () => ({
      provider: schemaMessage(providerBlock),
      resource_schemas: mapValues(resources, schemaMessage),
      data_source_schemas: mapValues(dataSources, schemaMessage),
      server_capabilities: {},
    }),
    PrepareProviderConfig: ({ config }) => ({ prepared_config: config }),
    ValidateResourceTypeConfig: ({ type_name, config }) =>
      reported(engine.validateResource(type_name, valuesOf(resource(type_name), config))),
    ValidateDataSourceConfig: ({ type_name, config }) =>
      reported(engine.validateData(type_name, valuesOf(data(type_name), config))),
    UpgradeResourceState: ({ type_name, raw_state }) => {
      const type = typeOf(resource(type_name).block);
      return { upgraded_state: encodeValue(type, decodeJson(type, raw_state?.json ?? Buffer.from('null'))) };
    },
    Configure: async ({ config }) => {
      await engine.configure(valuesOf(providerBlock, config));
      return {};
    },
    ReadResource: async ({ type_name, current_state, private: secret }) => {
      const schema = resource(type_name);
      const outcome = await engine.read(type_name, decode(schema, current_state));
      return { new_state: encode(schema, outcome.state), private: secret, ...reported(outcome.diagnostics) };
    },
    PlanResourceChange: async ({ type_name, prior_state, proposed_new_state, config, prior_private }) => {
      const schema = resource(type_name);
      const prior = decode(schema, prior_state);
      const proposed = decode(schema, proposed_new_state);
      const plan = await engine.plan(type_name, prior, proposed, decode(schema, config));
      return {
        planned_state: encode(schema, plan.state),
        requires_replace: plan.requiresReplace.map(pathMessage),
        planned_private: prior_private,
        legacy_type_system: true,
        ...reported(plan.diagnostics),
      };
    },
    ApplyResourceChange: async ({ type_name, prior_state, planned_state, config, planned_private }) => {
      const schema = resource(type_name);
      const prior = decode(schema, prior_state);
      const planned = decode(schema, planned_state);
      const outcome = await engine.apply(type_name, prior, planned, decode(schema, config));
      return {
        new_state: encode(schema, outcome.state),
        private: planned_private,
        legacy_type_system: true,
        ...reported(outcome.diagnostics),
      };
    },
    ImportResourceState: ({ type_name, id }) => ({
      imported_resources: [{ type_name, state: encode(resource(type_name), engine.import(type_name, id)) }],
    }),
    ReadDataSource: async ({ type_name, config }) => {
      const schema = data(type_name);
      const outcome = await engine.readData(type_name, decode(schema, config));
      return { state: encode(schema, outcome.state), ...reported(outcome.diagnostics) };
    },
    Stop: () => {
      engine.stop();
      return {};
    },
  };
  return mapValues(handlers, (handler): Handler => async (request) => {
    try {
      return await handler(request);
    } catch (thrown) {
      return reported([diagnosticOf(thrown)]);
    }
  });
}

const decode = ({ block }: ResourceSchema, wire: DynamicValue | null): Value => decodeValue(typeOf(block), wire);
const encode = ({ block }: ResourceSchema, value: Value): DynamicValue => encodeValue(typeOf(block), value);

function valuesOf(schema: ResourceSchema, wire: DynamicValue | null): Values {
  const value = decode(schema, wire);
  return isValues(value) ? value : {};
}

const reported = (diagnostics: readonly Diagnostic[]): Response => ({
  diagnostics: diagnostics.map(diagnosticMessage),
});

function need(schemas: Readonly<Record<string, ResourceSchema>>, type: string, kind: string): ResourceSchema {
  const schema = schemas[type];
  if (!schema)
    throw new Error(`the stand-in provider has no ${kind} ${type}: it has ${Object.keys(schemas).join(', ')}`);
  return schema;
}

const mapValues = <In, Out>(record: Readonly<Record<string, In>>, map: (value: In) => Out): Record<string, Out> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
