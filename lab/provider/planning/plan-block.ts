import { isEqual, isList, isValues, UNKNOWN, type Value, type Values } from '../codec/value';
import { type Block, type NestedBlock } from '../schema/schema';
import { type Change, changeTo, keep, type Path, type Planning } from './change';
import { planAttribute } from './plan-attribute';

/** Plans all of a block. */
export function planBlock(block: Block, prior: Values, wanted: Values, path: Path, planning: Planning): Change<Values> {
  const at = (values: Values, name: string): Value => values[name] ?? null;
  return gather([
    ...Object.entries(block.attributes).map(([name, attribute]): [string, Change] => [
      name,
      planAttribute(attribute, at(prior, name), at(wanted, name), [...path, name], planning),
    ]),
    ...Object.entries(block.blocks).map(([name, nested]): [string, Change] => [
      name,
      planNested(nested, at(prior, name), at(wanted, name), [...path, name], planning),
    ]),
  ]);
}

const gather = (changes: readonly (readonly [string, Change])[]): Change<Values> => ({
  planned: Object.fromEntries(changes.map(([name, change]) => [name, change.planned])),
  changed: changes.some(([, change]) => change.changed),
  replace: changes.flatMap(([, change]) => change.replace),
});

function planNested(nested: NestedBlock, prior: Value, wanted: Value, path: Path, planning: Planning): Change {
  // SDK v2 has one single block, `timeouts`: it is copied from the configuration and is never a change by itself.
  if (nested.nesting === 'single') return keep(wanted);
  if (wanted === UNKNOWN) return changeTo(UNKNOWN, nested.forceNew, path);
  const before = isList(prior) ? prior : [];
  const after = isList(wanted) ? wanted : [];
  if (after.includes(UNKNOWN)) return changeTo(UNKNOWN, nested.forceNew, path);
  if (after.length === 0 && nested.computed) {
    const isToBeKnown = before.length === 0 && planning.isCreate;
    return isToBeKnown ? { planned: UNKNOWN, changed: true, replace: [] } : keep(before);
  }
  const priors = nested.nesting === 'set' ? paired(before, after) : before;
  const items = after.map((item, index) =>
    planBlock(nested.block, asValues(priors[index]), asValues(item), [...path, index], planning),
  );
  const isResized = before.length !== after.length;
  const changed = isResized || items.some((item) => item.changed);
  const replaced = items.flatMap((item) => item.replace);
  return {
    planned: changed ? items.map((item) => item.planned) : before,
    changed,
    replace: [
      ...(isResized && nested.forceNew ? [path] : []),
      // A path cannot lead into a set.
      ...(nested.nesting === 'set' && replaced.length > 0 ? [path] : replaced),
      ...removedReplacing(nested, before.slice(after.length), after.length, path),
    ],
  };
}

/** A block that goes away replaces the resource when an attribute of it would. */
function removedReplacing(nested: NestedBlock, removed: readonly Value[], from: number, path: Path): readonly Path[] {
  if (nested.nesting === 'set') return [];
  return removed.flatMap((item, index) =>
    Object.entries(nested.block.attributes)
      .filter(([name, attribute]) => attribute.forceNew && (asValues(item)[name] ?? null) !== null)
      .map(([name]): Path => [...path, from + index, name]),
  );
}

/** For each wanted element of a set, the prior one of the same content: what only the provider knows does not count. */
function paired(before: readonly Value[], after: readonly Value[]): readonly Value[] {
  const free = [...before];
  return after.map((item) => {
    const index = free.findIndex((candidate) => isSameContent(asValues(candidate), asValues(item)));
    return index < 0 ? null : (free.splice(index, 1)[0] ?? null);
  });
}

const isSameContent = (prior: Values, wanted: Values): boolean =>
  Object.entries(wanted).every(([name, value]) => value === null || isEqual(prior[name] ?? null, value));

const asValues = (value: Value | undefined): Values => (isValues(value) ? value : {});
