/** A VPC peering connection between two VPCs of the one account, which nobody has to accept. */
export interface VpcPeering {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** The requester's VPC. */
  readonly vpcId: string;
  /** The accepter's VPC. */
  readonly peerVpcId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const joins = (peering: VpcPeering, vpcId: string): boolean =>
  peering.vpcId === vpcId || peering.peerVpcId === vpcId;
