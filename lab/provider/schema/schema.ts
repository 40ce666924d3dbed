import { type Type } from '../codec/type';
import { type Value } from '../codec/value';

/** An attribute as Terraform's schema describes it, with the traits that only the provider's own schema has. */
export interface Attribute {
  readonly type: Type;
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly sensitive: boolean;
  /** A change of it replaces the resource. */
  readonly forceNew: boolean;
  /** Taken when the configuration has none. */
  readonly defaultValue?: Value;
  readonly rules: Rules;
}

/** What must, or must not, be configured beside an attribute. Paths such as `bandwidth.0.size`, from the top. */
export interface Rules {
  readonly conflictsWith: readonly string[];
  readonly requiredWith: readonly string[];
  readonly exactlyOneOf: readonly string[];
}

export type Nesting = 'single' | 'list' | 'set';

export interface NestedBlock {
  readonly nesting: Nesting;
  readonly block: Block;
  readonly minItems: number;
  readonly maxItems: number;
  /** The provider fills it when the configuration has none. */
  readonly computed: boolean;
  /** Another number of blocks replaces the resource. */
  readonly forceNew: boolean;
  readonly rules: Rules;
}

export interface Block {
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly blocks: Readonly<Record<string, NestedBlock>>;
}

/** Default timeouts in milliseconds. */
export type Timeouts = Readonly<Partial<Record<Operation, number>>>;
export type Operation = 'create' | 'read' | 'update' | 'delete';

export interface ResourceSchema {
  readonly version: number;
  readonly block: Block;
  readonly timeouts: Timeouts;
}

export interface ProviderSchema {
  readonly provider: Block;
  readonly resources: Readonly<Record<string, ResourceSchema>>;
  readonly dataSources: Readonly<Record<string, ResourceSchema>>;
}

/** The object type of a block's values. */
export function typeOf(block: Block): Type {
  const attributes = Object.entries(block.attributes).map(([name, { type }]): [string, Type] => [name, type]);
  const blocks = Object.entries(block.blocks).map(([name, nested]): [string, Type] => {
    const inner = typeOf(nested.block);
    return [name, nested.nesting === 'single' ? inner : [nested.nesting, inner]];
  });
  return ['object', Object.fromEntries([...attributes, ...blocks])];
}

export const noRules: Rules = { conflictsWith: [], requiredWith: [], exactlyOneOf: [] };
