/** The default route table of a VPC, which comes and goes with it; others are not emulated. */
export interface RouteTable {
  readonly id: string;
  readonly vpcId: string;
  readonly name: string;
  readonly description: string;
  /** Those that users add, in the order in which they were added. */
  readonly routes: readonly VpcRoute[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface VpcRoute {
  /** IPv4 block without host bits; of one table, no two are equal. */
  readonly destination: string;
  readonly type: 'peering';
  /** Id of the peering connection. One that is gone leaves the route, which leads nowhere then. */
  readonly nexthop: string;
  readonly description: string;
}
