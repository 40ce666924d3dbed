import { Decimal, isList, isValues, type Value, type Values } from '../codec/value';

/** Typed reading of values. What is null or unknown is undefined, and so is what is of another type. */
export class Attributes {
  constructor(readonly values: Values) {}

  get(name: string): Value {
    return this.values[name] ?? null;
  }

  /** A text that is there and not empty: providers take an empty one for none. */
  text(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  /** A number, rounded where it has more digits than a double holds. */
  number(name: string): number | undefined {
    const value = this.values[name];
    if (value instanceof Decimal) return Number(value.text);
    return typeof value === 'number' ? value : undefined;
  }

  flag(name: string): boolean | undefined {
    const value = this.values[name];
    return typeof value === 'boolean' ? value : undefined;
  }

  /** The known texts of a list or set; none when it is null. */
  texts(name: string): readonly string[] {
    const value = this.values[name];
    return isList(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  /** A map of texts; empty when it is null. */
  map(name: string): Readonly<Record<string, string>> {
    const value = this.values[name];
    if (!isValues(value)) return {};
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  }

  /** The nested blocks of one name. */
  blocks(name: string): readonly Attributes[] {
    const value = this.values[name];
    return isList(value) ? value.filter(isValues).map((item) => new Attributes(item)) : [];
  }

  /** The first nested block; an empty one when there is none. */
  block(name: string): Attributes {
    const value = this.values[name];
    if (isValues(value)) return new Attributes(value);
    return this.blocks(name)[0] ?? new Attributes({});
  }
}
