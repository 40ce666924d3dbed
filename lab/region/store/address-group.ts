/** A list of addresses that security group rules can name: a rule follows when the list changes. */
export interface AddressGroup {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly ipVersion: 4 | 6;
  /** In the order given. */
  readonly addresses: readonly GroupedAddress[];
  /** How many addresses it may have. */
  readonly maxCapacity: number;
  readonly enterpriseProjectId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface GroupedAddress {
  /** An address, a block or a range such as `192.168.3.20-192.168.3.100`. */
  readonly ip: string;
  readonly remarks: string;
}
