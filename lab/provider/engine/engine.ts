import { isValues, type Value, type Values } from '../codec/value';
import { type Diagnostic, diagnosticOf } from '../diagnostics';
import { type Path } from '../planning/change';
import { planResource } from '../planning/plan-resource';
import { type Operation, type ResourceSchema } from '../schema/schema';
import { validate } from '../validation/validate';
import { Attributes } from './attributes';
import { type Call, type DataSourceType, type ProviderDefinition, type ResourceType } from './definition';
import { applied, emptyState, refreshed, settled } from './state';
import { timeoutOf } from './timeouts';

/** A state, and what went wrong on the way to it. Null when there is nothing, or nothing any more. */
export interface Outcome {
  readonly state: Value;
  readonly diagnostics: readonly Diagnostic[];
}

export interface PlanOutcome extends Outcome {
  readonly requiresReplace: readonly Path[];
}

/** Plans, makes, reads, changes and removes resources of any provider, as SDK v2 does. It knows no type of them. */
export class Engine<Meta> {
  private meta: Promise<Meta> | undefined;
  private stopped = new AbortController();

  constructor(private readonly provider: ProviderDefinition<Meta>) {}

  get schema() {
    return this.provider.schema;
  }

  async configure(config: Values): Promise<void> {
    this.meta = this.provider.configure(new Attributes(config));
    await this.meta;
  }

  /**
   * Ends what only waits; what was asked for comes to its answer, so that its id gets into the state. Later calls are served
   * again: this process outlives Terraform's.
   */
  stop(): void {
    this.stopped.abort(new Error('stopped: Terraform was interrupted'));
    this.stopped = new AbortController();
  }

  validateResource(type: string, config: Values): readonly Diagnostic[] {
    const { schema, resource } = this.resource(type);
    return validate(schema.block, config, resource);
  }

  validateData(type: string, config: Values): readonly Diagnostic[] {
    const { schema, source } = this.source(type);
    return validate(schema.block, config, source);
  }

  async plan(type: string, prior: Value, proposed: Value, config: Value): Promise<PlanOutcome> {
    if (!isValues(proposed)) return { state: null, requiresReplace: [], diagnostics: [] };
    const { schema, resource } = this.resource(type);
    const customize = resource.customizePlan?.(await this.configured());
    const { planned, requiresReplace } = planResource({
      block: schema.block,
      prior: isValues(prior) ? prior : undefined,
      proposed,
      config: isValues(config) ? config : {},
      ...(resource.stateFunctions && { stateFunctions: resource.stateFunctions }),
      ...(customize && { customize }),
    });
    return { state: planned, requiresReplace, diagnostics: [] };
  }

  async apply(type: string, prior: Value, planned: Value, config: Value): Promise<Outcome> {
    const configured = isValues(config) ? config : {};
    if (!isValues(planned)) return isValues(prior) ? this.remove(type, prior) : { state: null, diagnostics: [] };
    return isValues(prior) ? this.change(type, prior, planned, configured) : this.make(type, planned, configured);
  }

  async read(type: string, state: Value): Promise<Outcome> {
    if (!isValues(state)) return { state: null, diagnostics: [] };
    const { schema, resource } = this.resource(type);
    try {
      const read = await resource.read(await this.call(schema, state, 'read'), idOf(state), new Attributes(state));
      return read ? { state: refreshed(state, read), diagnostics: [] } : { state: null, diagnostics: [gone(state)] };
    } catch (thrown) {
      return { state, diagnostics: [this.explained(thrown, type, 'reading')] };
    }
  }

  /** The attributes from which Terraform reads on. */
  import(type: string, id: string): Values {
    const { schema, resource } = this.resource(type);
    return { ...emptyState(schema.block), id, ...resource.import?.(id) };
  }

  async readData(type: string, config: Value): Promise<Outcome> {
    const { schema, source } = this.source(type);
    const values = isValues(config) ? withDefaults(schema, config) : emptyState(schema.block);
    try {
      const read = await source.read(await this.call(schema, values, 'read'), new Attributes(values));
      return { state: { ...settled(schema.block, values), ...read }, diagnostics: [] };
    } catch (thrown) {
      return { state: null, diagnostics: [this.explained(thrown, type, 'reading')] };
    }
  }

  private async make(type: string, planned: Values, config: Values): Promise<Outcome> {
    const { schema, resource } = this.resource(type);
    const wanted = new Attributes(settled(schema.block, { ...planned, ...asConfigured(resource, config) }));
    let id: string | undefined;
    try {
      const call = await this.call(schema, planned, 'create');
      await resource.create(call, wanted, (made) => {
        id = made;
      });
      if (id === undefined) throw new Error('it was made, but has no id');
      return await this.readBack(type, call, id, planned);
    } catch (thrown) {
      // With an id there is something to be cleaned up, which Terraform keeps as tainted.
      const state = id === undefined ? null : { ...settled(schema.block, planned), id };
      return { state, diagnostics: [this.explained(thrown, type, 'creating')] };
    }
  }

  private async change(type: string, prior: Values, planned: Values, config: Values): Promise<Outcome> {
    const { schema, resource } = this.resource(type);
    const base = settled(schema.block, planned);
    try {
      if (!resource.update) throw new Error('it cannot be changed, only replaced');
      const call = await this.call(schema, planned, 'update');
      const wanted = new Attributes({ ...base, ...asConfigured(resource, config) });
      await resource.update(call, idOf(prior), new Attributes(prior), wanted);
      return await this.readBack(type, call, idOf(prior), planned);
    } catch (thrown) {
      // As SDK v2 does; the next refresh finds out what was reached.
      return { state: base, diagnostics: [this.explained(thrown, type, 'updating')] };
    }
  }

  private async remove(type: string, prior: Values): Promise<Outcome> {
    const { schema, resource } = this.resource(type);
    try {
      await resource.delete(await this.call(schema, prior, 'delete'), idOf(prior), new Attributes(prior));
      return { state: null, diagnostics: [] };
    } catch (thrown) {
      return { state: prior, diagnostics: [this.explained(thrown, type, 'deleting')] };
    }
  }

  private async readBack(type: string, call: Call<Meta>, id: string, planned: Values): Promise<Outcome> {
    const { schema, resource } = this.resource(type);
    const state = settled(schema.block, { ...planned, id });
    const read = await resource.read(call, id, new Attributes(state));
    if (!read) throw new Error(`it is gone right after the call that made or changed it: id ${id}`);
    return { state: settled(schema.block, applied({ ...planned, id }, read)), diagnostics: [] };
  }

  private resource(type: string): { schema: ResourceSchema; resource: ResourceType<Meta> } {
    const schema = this.schema.resources[type];
    const resource = this.provider.resources[type];
    if (!schema || !resource) throw new Error(`the stand-in provider has no resource type ${type}`);
    return { schema, resource };
  }

  private source(type: string): { schema: ResourceSchema; source: DataSourceType<Meta> } {
    const schema = this.schema.dataSources[type];
    const source = this.provider.dataSources[type];
    if (!schema || !source) throw new Error(`the stand-in provider has no data source ${type}`);
    return { schema, source };
  }

  private async call(schema: ResourceSchema, values: Values, operation: Operation): Promise<Call<Meta>> {
    const timeoutMs = timeoutOf(schema, values, operation);
    return { meta: await this.configured(), signal: this.stopped.signal, timeoutMs };
  }

  private configured(): Promise<Meta> {
    return this.meta ?? Promise.reject(new Error('the provider was not configured'));
  }

  private explained(thrown: unknown, type: string, doing: string): Diagnostic {
    const schema = this.schema.resources[type] ?? this.schema.dataSources[type];
    const context = {
      type,
      doing,
      fieldNames: this.provider.resources[type]?.fieldNames ?? {},
      hasAttribute: (name: string) =>
        schema?.block.attributes[name] !== undefined || schema?.block.blocks[name] !== undefined,
    };
    return diagnosticOf(this.provider.explain?.(thrown, context) ?? thrown);
  }
}

const idOf = (state: Values): string => {
  if (typeof state['id'] !== 'string' || state['id'] === '') throw new Error('the state has no id');
  return state['id'];
};

/** As the provider says it, too. */
const gone = (state: Values): Diagnostic => ({
  severity: 'warning',
  summary: 'Resource not found',
  detail: `${idOf(state)} is not there any more: it is taken out of the state, to be made again`,
});

/** What the state holds only a hash of, in the configuration's words. */
const asConfigured = <Meta>(resource: ResourceType<Meta>, config: Values): Values =>
  Object.fromEntries(
    Object.keys(resource.stateFunctions ?? {})
      .filter((name) => name in config)
      .map((name) => [name, config[name] ?? null]),
  );

const withDefaults = (schema: ResourceSchema, config: Values): Values =>
  Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name, value ?? schema.block.attributes[name]?.defaultValue ?? null]),
  );
