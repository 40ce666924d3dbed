import { type DynamicValue } from '../codec/dynamic-value';
import { type Diagnostic } from '../diagnostics';
import { type Path } from '../planning/change';
import { type Block, type Nesting, type ResourceSchema } from '../schema/schema';

/** What Terraform sends; which fields are filled depends on the call. */
export interface Request {
  readonly type_name: string;
  readonly config: DynamicValue | null;
  readonly current_state: DynamicValue | null;
  readonly prior_state: DynamicValue | null;
  readonly planned_state: DynamicValue | null;
  readonly proposed_new_state: DynamicValue | null;
  readonly private: Buffer;
  readonly prior_private: Buffer;
  readonly planned_private: Buffer;
  readonly raw_state: { readonly json?: Buffer } | null;
  readonly id: string;
}

export type Response = Readonly<Record<string, unknown>>;

/** A diagnostic in the protocol's form. */
export const diagnosticMessage = ({ severity, summary, detail, path }: Diagnostic): Response => ({
  severity: severity === 'error' ? 1 : 2,
  summary,
  detail: detail ?? '',
  ...(path && { attribute: pathMessage(path) }),
});

/** A path in the protocol's form. */
export const pathMessage = (path: Path): Response => ({
  steps: path.map((step) => (typeof step === 'number' ? { element_key_int: step } : { attribute_name: step })),
});

const nestingNumbers: Readonly<Record<Nesting, number>> = { single: 1, list: 2, set: 3 };

/** A schema in the protocol's form. */
export const schemaMessage = ({ version, block }: Pick<ResourceSchema, 'version' | 'block'>): Response => ({
  version,
  block: blockMessage(block),
});

const blockMessage = (block: Block): Response => ({
  attributes: Object.entries(block.attributes).map(([name, attribute]) => ({
    name,
    type: Buffer.from(JSON.stringify(attribute.type)),
    required: attribute.required,
    optional: attribute.optional,
    computed: attribute.computed,
    sensitive: attribute.sensitive,
  })),
  block_types: Object.entries(block.blocks).map(([name, nested]) => ({
    type_name: name,
    block: blockMessage(nested.block),
    nesting: nestingNumbers[nested.nesting],
    min_items: nested.minItems,
    max_items: nested.maxItems,
  })),
});
