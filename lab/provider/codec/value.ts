/** A value that only an apply can tell: `(known after apply)`. */
export const UNKNOWN: unique symbol = Symbol('unknown');
export type Unknown = typeof UNKNOWN;

/** A number that no JavaScript number holds exactly, by its decimal digits. */
export class Decimal {
  constructor(readonly text: string) {}
}

/** A Terraform value. Lists, sets and tuples are arrays; maps, objects and blocks are plain objects. */
export type Value = null | boolean | number | string | Decimal | Unknown | readonly Value[] | Values;

/** The attributes and nested blocks of one resource, data source, provider or block. */
export interface Values {
  readonly [name: string]: Value;
}

export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

export const isValues = (value: Value | undefined): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Decimal);

/** Whether two values are the same, with lists compared in order. Unknown equals unknown. */
export function isEqual(one: Value, other: Value): boolean {
  if (one === other) return true;
  if (one instanceof Decimal || other instanceof Decimal) return digits(one) === digits(other);
  if (isList(one) && isList(other)) {
    return one.length === other.length && one.every((item, index) => isEqual(item, other[index] ?? null));
  }
  if (!isValues(one) || !isValues(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => key in other && isEqual(one[key] ?? null, other[key] ?? null))
  );
}

const digits = (value: Value): unknown => {
  if (value instanceof Decimal) return value.text;
  return typeof value === 'number' ? String(value) : undefined;
};

/** Whether no part of the value is unknown. */
export function isWhollyKnown(value: Value): boolean {
  if (value === UNKNOWN) return false;
  if (isList(value)) return value.every(isWhollyKnown);
  return !isValues(value) || Object.values(value).every(isWhollyKnown);
}

/**
 * The number that `text` denotes. Terraform sends as text what no double holds, such as 0.1, and takes back nothing else:
 * so only whole numbers become JavaScript's.
 *
 * @throws Error when it denotes none
 */
export function parseNumber(text: string): number | Decimal {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new Error('not a number');
  return Number.isSafeInteger(value) ? value : new Decimal(text);
}
