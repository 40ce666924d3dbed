import { Token } from 'cdktf';
import { type Problem } from './input-error';
import { checkTags } from './tags';

/** Checks a prop of a construct that must be given. The value of a token is known to Terraform only. */
export function checkProp<T>(value: T | undefined, check: (value: T) => Problem): Problem {
  if (value === undefined) return 'is required';
  return Token.isUnresolved(value) ? undefined : check(value);
}

/** As `checkProp`, of a prop that may be left out. */
export function checkOptionalProp<T>(value: T | undefined, check: (value: T) => Problem): Problem {
  return value === undefined ? undefined : checkProp(value, check);
}

export function checkTagsProp(tags: Readonly<Record<string, string>> | undefined): Problem {
  return checkOptionalProp(tags, (given) =>
    checkTags(Object.fromEntries(Object.entries(given).filter(([, tag]) => !Token.isUnresolved(tag)))),
  );
}

/** Checks a list, and then each of its entries. */
export function checkListProp<T>(
  list: readonly T[],
  allowed: { readonly min: number; readonly max?: number },
  check: (entry: T) => Problem,
): Problem {
  return checkProp(list, (given) => {
    const { min, max } = allowed;
    if (given.length >= min && (max === undefined || given.length <= max)) {
      const problems = given.map((entry) => checkProp(entry, check)).filter((problem) => problem !== undefined);
      return problems.length === 0 ? undefined : problems.join('; ');
    }
    const range = max === undefined ? `at least ${min}` : `${min} to ${max}`;
    return `must have ${range} ${max === undefined && min === 1 ? 'entry' : 'entries'}, got: ${given.length}`;
  });
}
