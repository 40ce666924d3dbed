import { type Problem } from './input-error';

export interface IntegerRange {
  readonly min: number;
  readonly max: number;
}

export function checkInteger(value: number, range: IntegerRange): Problem {
  if (Number.isInteger(value) && value >= range.min && value <= range.max) return undefined;
  return `must be a whole number between ${range.min} and ${range.max}, got: ${String(value)}`;
}
