import { isList, isValues, type Value, type Values } from '../../../../lab/provider/codec/value';
import { type Attribute, type Block } from '../../../../lab/provider/schema/schema';

/** Something that can be configured, such as `network.port`. */
export interface Argument {
  readonly path: readonly string[];
  readonly attribute: Attribute;
}

/** What Terraform and SDK v2 themselves make of every type: it never gets to a handler. */
const OF_TERRAFORM = ['id', 'timeouts'];

/** Of these pairs the provider takes the second when it is there. */
const INSTEAD: Readonly<Record<string, string>> = { image_name: 'image_id', flavor_name: 'flavor_id' };

/** Where not just any text will do. */
const SAMPLES: Readonly<Record<string, Value>> = { power_action: 'OFF', state: 'unavailable' };

export const nameOf = ({ path }: Argument): string => path.join('.');

export function argumentsOf(block: Block, prefix: readonly string[] = []): readonly Argument[] {
  const isOfType = ([name]: readonly [string, unknown]): boolean => prefix.length > 0 || !OF_TERRAFORM.includes(name);
  const attributes = Object.entries(block.attributes)
    .filter(isOfType)
    .filter(([, { required, optional }]) => required || optional)
    .map(([name, attribute]): Argument => ({ path: [...prefix, name], attribute }));
  const nested = Object.entries(block.blocks).filter(isOfType);
  return [...attributes, ...nested.flatMap(([name, inner]) => argumentsOf(inner.block, [...prefix, name]))];
}

/** A configuration with another value of the argument, in the last block where there are several. */
export const withArgument = (config: Values, { path, attribute }: Argument): Values =>
  setAt(config, path, sampleOf(path, attribute, valueAt(config, path)));

/** A value that no configuration here has. */
function sampleOf(path: readonly string[], { type, defaultValue }: Attribute, now: Value): Value {
  if (type === 'bool') return !(now ?? defaultValue ?? false);
  if (type === 'number') return 54321;
  if (type === 'string') return SAMPLES[path.join('.')] ?? 'a-sample';
  return type[0] === 'map' ? { key: 'a-sample' } : ['a-sample'];
}

/** A configuration without what cannot stand beside the argument, and with what must. */
export function besides(config: Values, { path, attribute: { rules } }: Argument): Values {
  const others = [...rules.conflictsWith, ...rules.exactlyOneOf, INSTEAD[path.join('.')] ?? ''].map(steps);
  const cleared = others.reduce(without, config);
  const needed = rules.requiredWith.map(steps).filter((other) => valueAt(cleared, other) === null);
  return needed.reduce((values, other) => setAt(values, other, 'a-need'), cleared);
}

/** `bandwidth.0.size` without its index. */
const steps = (path: string): readonly string[] => path.split('.').filter((step) => !/^\d+$/.test(step));

function setAt(config: Values, [name = '', ...rest]: readonly string[], value: Value): Values {
  if (rest.length === 0) return { ...config, [name]: value };
  const blocks = config[name];
  const items = isList(blocks) && blocks.length > 0 ? blocks : [{}];
  return { ...config, [name]: [...items.slice(0, -1), setAt(asValues(items.at(-1)), rest, value)] };
}

function valueAt(config: Values, [name = '', ...rest]: readonly string[]): Value {
  const value = config[name] ?? null;
  if (rest.length === 0) return value;
  return isList(value) ? valueAt(asValues(value.at(-1)), rest) : null;
}

/** The values without one of them; without it in every block, if it is in one that there are several of. */
export function without(values: Values, [name = '', ...rest]: readonly string[]): Values {
  const inside = (value: Value): Value => (isList(value) ? value.map((item) => without(asValues(item), rest)) : value);
  return Object.fromEntries(
    Object.entries(values)
      .filter(([key]) => key !== name || rest.length > 0)
      .map(([key, value]) => [key, key === name ? inside(value) : value]),
  );
}

const asValues = (value: Value | undefined): Values => (isValues(value) ? value : {});
