import { type Type } from '../codec/type';
import { isEqual, isList, isValues, UNKNOWN, type Value } from '../codec/value';
import { type Attribute } from '../schema/schema';
import { type Change, changeTo, keep, type Path, type Planning } from './change';

/**
 * Plans one attribute as SDK v2 does. `wanted` is Terraform's proposal, in which an optional and computed attribute that
 * the configuration leaves out has its prior value already.
 */
export function planAttribute(
  attribute: Attribute,
  prior: Value,
  wanted: Value,
  path: Path,
  planning: Planning,
): Change {
  if (wanted === UNKNOWN) return changeTo(UNKNOWN, attribute.forceNew, path);
  const { type } = attribute;
  if (typeof type === 'string') return planPrimitive(attribute, type, prior, wanted, path, planning);
  if (type[0] === 'map') return planMap(attribute, prior, wanted, path, planning);
  return planCollection(attribute, prior, wanted, path, planning, type[0] === 'set');
}

const zeroes: Readonly<Record<string, Value>> = { string: '', number: 0, bool: false };

function planPrimitive(
  attribute: Attribute,
  type: Type & string,
  prior: Value,
  proposed: Value,
  path: Path,
  planning: Planning,
): Change {
  const wanted = stored(proposed ?? attribute.defaultValue ?? null, path, planning);
  if (wanted === null) {
    if (prior === null) return unset(attribute, null, planning);
    // What a provider reads as zero where nothing is configured is no difference.
    if (attribute.computed || isEqual(prior, zeroes[type] ?? null)) return keep(prior);
    return changeTo(null, attribute.forceNew, path);
  }
  if (isEqual(prior, wanted)) return keep(prior);
  if (wanted === '') {
    if (prior === null) return unset(attribute, null, planning);
    if (attribute.computed) return keep(prior);
  }
  return changeTo(wanted, attribute.forceNew, path);
}

function stored(value: Value, path: Path, { stateFunctions }: Planning): Value {
  const change = path.length === 1 ? stateFunctions[String(path[0])] : undefined;
  return change && typeof value === 'string' ? change(value) : value;
}

/** Nothing there and nothing wanted: the provider may fill it in when the resource is made. */
const unset = (attribute: { readonly computed: boolean }, empty: Value, { isCreate }: Planning): Change =>
  isCreate && attribute.computed ? { planned: UNKNOWN, changed: true, replace: [] } : keep(empty);

function planMap(attribute: Attribute, prior: Value, wanted: Value, path: Path, planning: Planning): Change {
  const before = isValues(prior) ? prior : {};
  const after = isValues(wanted) ? wanted : {};
  if (Object.keys(before).length === 0 && Object.keys(after).length === 0) {
    return planning.isCreate ? unset(attribute, wanted, planning) : keep(prior);
  }
  if (wanted === null && attribute.computed) return keep(prior);
  if (isEqual(before, after)) return keep(prior);
  return changeTo(wanted, attribute.forceNew, path);
}

function planCollection(
  attribute: Attribute,
  prior: Value,
  wanted: Value,
  path: Path,
  planning: Planning,
  isSet: boolean,
): Change {
  const before = isList(prior) ? prior : [];
  const after = isList(wanted) ? wanted : [];
  // SDK v2 cannot tell one element from another when one of them is unknown.
  if (after.includes(UNKNOWN)) return changeTo(UNKNOWN, attribute.forceNew, path);
  if (before.length === 0 && after.length === 0) {
    if (planning.isCreate) return unset(attribute, wanted, planning);
    return keep(prior ?? wanted);
  }
  if (wanted === null && attribute.computed) return keep(prior);
  if (isSet ? isSameSet(before, after) : isEqual(before, after)) return keep(prior);
  const change = changeTo(wanted, false, path);
  if (!attribute.forceNew) return change;
  return { ...change, replace: isSet ? [path] : differences(before, after, path) };
}

/** A list's elements are compared one by one, and a different length is the list's own difference. */
function differences(before: readonly Value[], after: readonly Value[], path: Path): readonly Path[] {
  const longest = before.length > after.length ? before : after;
  const elements = longest
    .map((_, index) => index)
    .filter((index) => !isEqual(before[index] ?? null, after[index] ?? null))
    .map((index): Path => [...path, index]);
  return before.length === after.length ? elements : [path, ...elements];
}

/** Whether two sets have the same elements, in whatever order. */
const isSameSet = (one: readonly Value[], other: readonly Value[]): boolean =>
  one.length === other.length && one.every((item) => other.some((candidate) => isEqual(item, candidate)));
