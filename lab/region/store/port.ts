/** A network interface. Servers own all of the lab's; its id is what a mirror session takes as source or target. */
export interface Port {
  readonly id: string;
  readonly name: string;
  readonly serverId: string;
  readonly subnetId: string;
  readonly mac: string;
  readonly ipv4: string;
  readonly ipv6?: string;
  /** In the order given, which is the order that Terraform compares. */
  readonly securityGroupIds: readonly string[];
  readonly isPrimary: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
