import { isEqual } from '../../codec/value';
import { type Attributes } from '../../engine/attributes';

/** Whether any of these attributes is to change. Null and empty text are one. */
export const hasChanged = (prior: Attributes, wanted: Attributes, names: readonly string[]): boolean =>
  names.some((name) => !isEqual(prior.get(name), wanted.get(name)) && !(isNone(prior, name) && isNone(wanted, name)));

const isNone = (attributes: Attributes, name: string): boolean => {
  const value = attributes.get(name);
  return value === null || value === '';
};
