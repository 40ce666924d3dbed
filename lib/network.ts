import { Construct } from 'constructs';
import { Vpc } from '../.gen/providers/huaweicloud/vpc';
import { VpcSubnet } from '../.gen/providers/huaweicloud/vpc-subnet';

export interface NetworkProps {
  readonly vpcName: string;
  /** IPv4 CIDR block of the VPC. */
  readonly vpcCidr: string;
  readonly subnetName: string;
  /** IPv4 CIDR block of the subnet, inside the VPC's. */
  readonly subnetCidr: string;
  readonly gatewayIp: string;
  /**
   * Name servers that the subnet's DHCP hands out. Always given: left out, the provider looks them up by region and,
   * for a region that it does not know, over the network.
   */
  readonly dnsServers: readonly string[];
  /** Gives the subnet an IPv6 block too; cannot be turned off again. @default false */
  readonly ipv6?: boolean;
  readonly enterpriseProjectId?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A VPC with one subnet: the guide's VPC-A and Subnet-A01 (Table 1). */
export class Network extends Construct {
  readonly vpcId: string;
  /** The network id, which ECSs and ports want; not the neutron subnet id, which load balancers want. */
  readonly subnetId: string;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const vpc = new Vpc(this, 'vpc', {
      name: props.vpcName,
      cidr: props.vpcCidr,
      enterpriseProjectId: props.enterpriseProjectId,
      tags: props.tags,
    });
    const subnet = new VpcSubnet(this, 'subnet', {
      name: props.subnetName,
      vpcId: vpc.id,
      cidr: props.subnetCidr,
      gatewayIp: props.gatewayIp,
      dnsList: [...props.dnsServers],
      ipv6Enable: props.ipv6 === true ? true : undefined,
      tags: props.tags,
    });
    this.vpcId = vpc.id;
    this.subnetId = subnet.id;
  }
}
