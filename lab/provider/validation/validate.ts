import { type Diagnostic } from '../diagnostics';
import { isList, isValues, UNKNOWN, type Value, type Values } from '../codec/value';
import { type Path } from '../planning/change';
import { type Block, type Rules } from '../schema/schema';
import { type NotEmulated, refusals } from './not-emulated';

/**
 * Checks what must, or must not, stand beside what: SDK v2's ConflictsWith, RequiredWith and ExactlyOneOf; and refuses
 * what is not emulated. Required attributes, types and numbers of blocks are Terraform's own to check.
 */
export function validate(block: Block, config: Values, notEmulated: NotEmulated = {}): readonly Diagnostic[] {
  return [...refusals(config, notEmulated), ...validateBlock(block, config, config, [])];
}

function validateBlock(block: Block, values: Values, root: Values, path: Path): readonly Diagnostic[] {
  const own = Object.entries({ ...block.attributes, ...block.blocks }).flatMap(([name, { rules }]) =>
    check(rules, values[name] ?? null, root, [...path, name]),
  );
  const nested = Object.entries(block.blocks).flatMap(([name, inner]) => {
    const value = values[name];
    return (isList(value) ? value : [])
      .filter(isValues)
      .flatMap((item, index) => validateBlock(inner.block, item, root, [...path, name, index]));
  });
  return [...own, ...nested];
}

function check(rules: Rules, value: Value, root: Values, path: Path): readonly Diagnostic[] {
  const name = path.join('.');
  const problems: string[] = [];
  if (isSet(value)) {
    const conflict = rules.conflictsWith.find((other) => isSet(valueAt(root, other)));
    if (conflict !== undefined) problems.push(`"${name}" conflicts with "${conflict}": leave one of them out`);
    const missing = rules.requiredWith.find((other) => valueAt(root, other) === null);
    if (missing !== undefined) problems.push(`"${name}" needs "${missing}" beside it`);
  }
  if (rules.exactlyOneOf.length > 0) problems.push(...checkExactlyOne([...rules.exactlyOneOf, name], root));
  return problems.map((summary) => ({ severity: 'error', summary, path }));
}

function checkExactlyOne(names: readonly string[], root: Values): readonly string[] {
  const choice = [...new Set(names)].sort();
  const values = choice.map((name) => valueAt(root, name));
  // An unknown one may yet turn out null.
  if (values.includes(UNKNOWN)) return [];
  const given = choice.filter((_, index) => isSet(values[index] ?? null));
  if (given.length === 1) return [];
  return [`exactly one of ${choice.join(', ')} must be given, got ${given.length === 0 ? 'none' : given.join(', ')}`];
}

const isSet = (value: Value): boolean => value !== null && value !== UNKNOWN && !(isList(value) && value.length === 0);

/** The value at a path such as `bandwidth.0.size`; null when there is none, unknown when it is inside something unknown. */
function valueAt(root: Values, path: string): Value {
  let at: Value = root;
  for (const step of path.split('.')) {
    if (at === UNKNOWN) return UNKNOWN;
    if (isList(at)) at = at[Number(step)] ?? null;
    else if (isValues(at)) at = at[step] ?? null;
    else return null;
  }
  return at;
}
