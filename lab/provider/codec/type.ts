/** A Terraform type expression, as it stands in a schema's JSON. */
export type Type =
  | 'string'
  | 'number'
  | 'bool'
  | readonly ['list' | 'set' | 'map', Type]
  | readonly ['object', Readonly<Record<string, Type>>]
  | readonly ['tuple', readonly Type[]];

/** The type of an element of a list, set, map or tuple; undefined for other types. */
export function elementType(type: Type, index = 0): Type | undefined {
  if (typeof type === 'string' || type[0] === 'object') return undefined;
  return type[0] === 'tuple' ? type[1][index] : type[1];
}
