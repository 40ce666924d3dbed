import { type Tagged } from './tag';

export interface Subnet extends Tagged {
  /** The network id: what servers and ports refer to. */
  readonly id: string;
  /** Another id for the same thing, which `fixed_ips` and load balancers use. */
  readonly neutronSubnetId: string;
  readonly vpcId: string;
  readonly name: string;
  readonly description: string;
  /** The one that a new account has. */
  readonly isDefault?: boolean;
  readonly cidr: string;
  readonly gatewayIp: string;
  readonly dhcpEnable: boolean;
  readonly dnsList: readonly string[];
  readonly availabilityZone: string;
  readonly extraDhcpOpts: readonly DhcpOption[];
  /** Present when IPv6 is on. It can be turned on later but never off. */
  readonly ipv6?: SubnetIpv6;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface SubnetIpv6 {
  readonly neutronSubnetId: string;
  readonly cidr: string;
  readonly gatewayIp: string;
}

export interface DhcpOption {
  readonly opt_name: string;
  readonly opt_value?: string | null | undefined;
}
