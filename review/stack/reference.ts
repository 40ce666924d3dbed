/** Terraform's expressions in the JSON, as far as a review understands them. */

/** What an expression names: `${huaweicloud_vpc.network_vpc.id}` the address `huaweicloud_vpc.network_vpc` and `id`. */
export interface Reference {
  readonly address: string;
  readonly attribute: string;
}

const REFERENCE =
  /^\$\{((?:data\.)?[a-z][a-z0-9_]*\.[A-Za-z_][A-Za-z0-9_-]*)(?:\[(?:"[^"]*"|\d+|each\.key|count\.index)\])?\.([A-Za-z0-9_.[\]"*-]+)\}$/;

/** The one resource or data source that an expression is about; undefined of all that is more than that. */
export function referenceOf(value: unknown): Reference | undefined {
  const found = typeof value === 'string' ? REFERENCE.exec(value) : null;
  if (found === null) return undefined;
  const [, address = '', attribute = ''] = found;
  return /^(?:var|local|each|count|self)\./.test(address) ? undefined : { address, attribute };
}

/** The variable that an expression is, by name. */
export function variableOf(value: unknown): string | undefined {
  return typeof value === 'string' ? /^\$\{var\.([A-Za-z0-9_]+)\}$/.exec(value)?.[1] : undefined;
}
