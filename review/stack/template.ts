/** Synthesized Terraform JSON, as far as a review looks into it. */
import { ReviewError } from '../review-error';

export type Block = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

export interface Template {
  readonly '//'?: { readonly metadata?: { readonly stackName?: string; readonly version?: string } };
  readonly resource?: Blocks;
  readonly data?: Blocks;
  readonly variable?: Readonly<Record<string, Block>>;
  readonly locals?: Block;
  readonly terraform?: Block;
}

/** A resource or a data source with its address in the state, such as `huaweicloud_vpc.network_vpc`. */
export interface Element {
  readonly address: string;
  readonly block: Block;
}

/** @throws ReviewError if the text is no synthesized stack */
export function parseTemplate(text: string, file: string): Template {
  const value = parseObject(text, file);
  if (!isBlock(value['resource']) && !isBlock(value['terraform'])) {
    throw new ReviewError(`${file} must be the cdk.tf.json of a stack, got: JSON without "resource" and "terraform"`);
  }
  return value;
}

/** @throws ReviewError if the text is no JSON object */
export function parseObject(text: string, file: string): Block {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ReviewError(`${file} must be JSON: ${(error as Error).message}`);
  }
  if (!isBlock(value)) throw new ReviewError(`${file} must hold a JSON object`);
  return value;
}

/** All resources of a type, in the order of their addresses: pages are the same however a program orders its JSON. */
export function resources(template: Template, type: string): Element[] {
  return elementsOf(template.resource?.[type], type);
}

/**
 * What the stack says itself of a resource that only a plan multiplies, at `locals.mirrored_in_words`, by what it says it
 * of; empty of all that has no words.
 */
export function wordsOf({ locals = {} }: Template, { address, block }: Element): Block {
  const multiplied = textAt(block, 'for_each') !== '';
  return multiplied ? blockAt(blockAt(locals, 'mirrored_in_words'), address) : {};
}

/** As `resources`, of a data source. */
export function dataSources(template: Template, type: string): Element[] {
  return elementsOf(template.data?.[type], `data.${type}`);
}

function elementsOf(blocks: Readonly<Record<string, Block>> | undefined, prefix: string): Element[] {
  return Object.entries(blocks ?? {})
    .map(([id, block]) => ({ address: `${prefix}.${id}`, block }))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

export function isExpression(value: unknown): boolean {
  return typeof value === 'string' && /[$%]\{/.test(value);
}

export function isBlock(value: unknown): value is Block {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** What stands at a key, in words: a text as it is, anything else as JSON; empty when nothing stands there. */
export function textAt(block: Block, key: string): string {
  const value = block[key];
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function numberAt(block: Block, key: string): number | undefined {
  const value = Number(block[key] ?? NaN);
  return Number.isNaN(value) ? undefined : value;
}

export function listAt(block: Block, key: string): readonly unknown[] {
  const value = block[key];
  return Array.isArray(value) ? value : [];
}

/** A block that may stand in a list of its own, as blocks of Terraform do. */
export function blockAt(block: Block, key: string): Block {
  const value = block[key];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return isBlock(first) ? first : {};
}
