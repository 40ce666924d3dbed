import { type Attributes } from '../../engine/attributes';

/** The filters of the API that a configuration sets, by the API's name for them. */
export function filtersOf(config: Attributes, names: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([attribute, field]): [string, string][] => {
      const value = config.text(attribute);
      return value === undefined ? [] : [[field, value]];
    }),
  );
}
