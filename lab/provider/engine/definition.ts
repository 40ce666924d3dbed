import { type Values } from '../codec/value';
import { type CustomizePlan } from '../planning/plan-resource';
import { type Planning } from '../planning/change';
import { type ProviderSchema } from '../schema/schema';
import { type NotEmulated } from '../validation/not-emulated';
import { type Attributes } from './attributes';

/** All that makes one provider. `Meta` is what its configuration becomes. */
export interface ProviderDefinition<Meta> {
  readonly schema: ProviderSchema;
  readonly resources: Readonly<Record<string, ResourceType<Meta>>>;
  readonly dataSources: Readonly<Record<string, DataSourceType<Meta>>>;
  /** Rejects when the configuration cannot work. */
  configure(config: Attributes): Promise<Meta>;
  /** Makes the best of what a handler threw: what went wrong, and which attribute it is about. */
  explain?(thrown: unknown, context: ExplainContext): Error;
}

export interface ExplainContext {
  readonly type: string;
  /** Such as `creating`. */
  readonly doing: string;
  readonly fieldNames: Readonly<Record<string, string>>;
  /** Whether the type has an attribute or a block of this name. */
  readonly hasAttribute: (name: string) => boolean;
}

/** One call of Terraform, on its way to the provider's back end. */
export interface Call<Meta> {
  readonly meta: Meta;
  /** Aborted when Terraform is told to stop: ends waiting for what goes on without the call, never a call itself. */
  readonly signal: AbortSignal;
  /** How long the operation may take: the `timeouts` block, or the type's default. */
  readonly timeoutMs: number;
}

/** A kind of resource: what calls make, read, change and remove one. */
export interface ResourceType<Meta> extends NotEmulated {
  /**
   * Makes it. `made` is told its id as soon as it exists: if anything fails after that, Terraform keeps it as tainted.
   * `wanted` has the configuration's own words where the state holds only a hash of them.
   */
  create(call: Call<Meta>, wanted: Attributes, made: (id: string) => void): Promise<void>;
  /** What is to be written into the state; what it leaves out stays as it is. Undefined when it is gone. */
  read(call: Call<Meta>, id: string, state: Attributes): Promise<Values | undefined>;
  /** Absent when every change replaces. */
  update?(call: Call<Meta>, id: string, prior: Attributes, wanted: Attributes): Promise<void>;
  delete(call: Call<Meta>, id: string, state: Attributes): Promise<void>;
  /** The attributes that an import starts from; just the id by default. Throws when the id is malformed. */
  import?(id: string): Values;
  readonly stateFunctions?: Planning['stateFunctions'];
  customizePlan?(meta: Meta): CustomizePlan;
  /** Attribute by the API's name of it, where the two differ, so that an API's error finds its attribute. */
  readonly fieldNames?: Readonly<Record<string, string>>;
}

export interface DataSourceType<Meta> extends NotEmulated {
  /** All of its computed attributes, `id` among them. Rejects when nothing, or too much, matches. */
  read(call: Call<Meta>, config: Attributes): Promise<Values>;
}
