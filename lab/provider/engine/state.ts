import { isList, isValues, UNKNOWN, type Value, type Values } from '../codec/value';
import { type Block } from '../schema/schema';

/** A block of which nothing is known yet: null attributes, no nested blocks. */
export const emptyState = (block: Block): Values => ({
  ...Object.fromEntries(Object.keys(block.attributes).map((name) => [name, null])),
  ...Object.fromEntries(
    Object.entries(block.blocks).map(([name, { nesting }]): [string, Value] => [
      name,
      nesting === 'single' ? null : [],
    ]),
  ),
});

/** `values` with null in place of what is still unknown once all is done, and no block in place of unknown blocks. */
export function settled(block: Block, values: Values): Values {
  const isBlocks = (name: string) => block.blocks[name] !== undefined;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === UNKNOWN && isBlocks(name) ? [] : known(value)]),
  );
}

function known(value: Value): Value {
  if (value === UNKNOWN) return null;
  if (isList(value)) return value.map(known);
  if (!isValues(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, known(item)]));
}

/**
 * `planned` with what was read back after the apply written over it. A collection that was planned as null stays null if
 * it is read as empty, and the other way round: SDK v2 cannot tell the two apart.
 */
export const applied = (planned: Values, read: Values): Values =>
  overlaid(planned, read, (before, after) => isEmptied(before) && isEmptied(after));

/** `state` with what was read written over it. An empty collection stays empty if there is none any more. */
export const refreshed = (state: Values, read: Values): Values =>
  overlaid(state, read, (before, after) => after === null && isEmptied(before));

const overlaid = (under: Values, over: Values, isKept: (before: Value, after: Value) => boolean): Values => ({
  ...under,
  ...Object.fromEntries(
    Object.entries(over).map(([name, after]) => {
      const before = under[name] ?? null;
      return [name, isKept(before, after) ? before : after];
    }),
  ),
});

const isEmptied = (value: Value): boolean =>
  value === null || (typeof value === 'object' && Object.keys(value).length === 0);
