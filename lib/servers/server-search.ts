/** How servers that exist already are named. What is named in several ways counts once. */
export interface ServerSearch {
  /** Names of ECSs, exactly; all network interfaces of each. */
  readonly names?: readonly string[];
  /** ECSs that have all of these tags; all network interfaces of each. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Network interfaces by private address. */
  readonly addresses?: readonly SubnetAddress[];
  /** Network interfaces by port id. */
  readonly networkInterfaceIds?: readonly string[];
}

export interface SubnetAddress {
  /** Private IPv4 address. */
  readonly address: string;
  /** Name or id of the subnet that the address is in: an account may have it in several VPCs. */
  readonly subnet: string;
}

/** Whether nothing is named at all. */
export function isEmptySearch({
  names = [],
  tags = {},
  addresses = [],
  networkInterfaceIds = [],
}: ServerSearch): boolean {
  return names.length + Object.keys(tags).length + addresses.length + networkInterfaceIds.length === 0;
}

/** A value as it stands in an expression of Terraform, whose literals are JSON's. */
export function literal(value: unknown): string {
  return JSON.stringify(value);
}

/** Expression: whether the server `i`, as huaweicloud_compute_instances has it, has all of the tags. */
export function hasTags(tags: Readonly<Record<string, string>>): string {
  const each = Object.entries(tags).map(([key, value]) => `try(i.tags[${literal(key)}] == ${literal(value)}, false)`);
  return `(${each.join(' && ')})`;
}
