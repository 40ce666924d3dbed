import { type Values } from '../codec/value';
import { type Operation, type ResourceSchema } from '../schema/schema';
import { Attributes } from './attributes';

/** SDK v2's, where the provider sets none. */
const defaultMs = 20 * 60_000;

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** How long an operation may take: by the `timeouts` block, the type's default, or 20 minutes. Throws on other texts. */
export function timeoutOf(schema: ResourceSchema, values: Values, operation: Operation): number {
  const text = new Attributes(values).block('timeouts').text(operation);
  return text === undefined ? (schema.timeouts[operation] ?? defaultMs) : parseDuration(text);
}

/** Go's notation: `90s`, `1h30m`. */
export function parseDuration(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) {
    throw new Error(`timeouts: ${text} is not a duration such as 90s or 1h30m`);
  }
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? 0), 0);
}
