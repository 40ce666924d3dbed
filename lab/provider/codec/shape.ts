import { elementType, type Type } from './type';
import { Decimal, isList, isValues, parseNumber, UNKNOWN, type Value } from './value';

/** How an encoding writes what Terraform's types have and it has not. */
export interface Dialect {
  readonly unknown: () => unknown;
  readonly decimal: (value: Decimal) => unknown;
}

/**
 * Arranges a value of `type` for an encoder: every attribute of an object is there, numbers are numbers or digits.
 *
 * @throws Error that names the path at which the value is not of the type.
 */
export function toWire(type: Type, value: Value | undefined, dialect: Dialect, path = ''): unknown {
  if (value === null || value === undefined) return null;
  if (value === UNKNOWN) return dialect.unknown();
  if (typeof type === 'string') {
    if (value instanceof Decimal && type === 'number') return dialect.decimal(value);
    if (typeof value === (type === 'bool' ? 'boolean' : type)) return value;
    throw mismatch(type, value, path);
  }
  if (type[0] === 'object') {
    if (!isValues(value)) throw mismatch('object', value, path);
    const entries = Object.entries(type[1]);
    return Object.fromEntries(
      entries.map(([name, inner]) => [name, toWire(inner, value[name], dialect, `${path}.${name}`)]),
    );
  }
  if (type[0] === 'map') {
    if (!isValues(value)) throw mismatch('map', value, path);
    const inner = type[1];
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, toWire(inner, item, dialect, `${path}.${key}`)]),
    );
  }
  if (!isList(value)) throw mismatch(type[0], value, path);
  return value.map((item, index) => toWire(need(elementType(type, index), path), item, dialect, `${path}.${index}`));
}

/**
 * Reads what a decoder gave as a value of `type`. UNKNOWN passes through. Attributes of an object that are missing are
 * null, ones that the type does not have are dropped.
 *
 * @throws Error that names the path at which it is not of the type.
 */
export function fromWire(type: Type, raw: unknown, path = ''): Value {
  if (raw === null || raw === undefined) return null;
  if (raw === UNKNOWN) return UNKNOWN;
  if (type === 'number') {
    if (typeof raw === 'number') return raw;
    if (typeof raw === 'bigint' || typeof raw === 'string') return parseNumber(String(raw));
    throw mismatch(type, raw, path);
  }
  if (type === 'string' || type === 'bool') {
    if (typeof raw === (type === 'bool' ? 'boolean' : 'string')) return raw as string | boolean;
    throw mismatch(type, raw, path);
  }
  if (type[0] === 'object') {
    const entries = Object.entries(type[1]);
    const items = record(type[0], raw, path);
    return Object.fromEntries(entries.map(([name, inner]) => [name, fromWire(inner, items[name], `${path}.${name}`)]));
  }
  if (type[0] === 'map') {
    const inner = type[1];
    return Object.fromEntries(
      Object.entries(record(type[0], raw, path)).map(([key, item]) => [key, fromWire(inner, item, `${path}.${key}`)]),
    );
  }
  if (!Array.isArray(raw)) throw mismatch(type[0], raw, path);
  const items: readonly unknown[] = raw;
  return items.map((item, index) => fromWire(need(elementType(type, index), path), item, `${path}.${index}`));
}

function record(expected: string, raw: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw mismatch(expected, raw, path);
  return raw as Readonly<Record<string, unknown>>;
}

/** Names the type of what it got, never the value: it may be a secret. */
const mismatch = (expected: string, value: unknown, path: string): Error =>
  new Error(`${path === '' ? 'value' : path.slice(1)}: expected a ${expected}, got a ${kindOf(value)}`);

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value);

function need(type: Type | undefined, path: string): Type {
  if (type === undefined) throw new Error(`${path.slice(1)}: more elements than the type has`);
  return type;
}
