import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { Vpc } from '../../.gen/providers/huaweicloud/vpc';
import { VpcSubnet } from '../../.gen/providers/huaweicloud/vpc-subnet';
import { checkIpv4Address, checkIpv4Block, Cidr } from '../values/cidr';
import { throwProblems, type Problem } from '../values/input-error';
import { NAME_SERVERS } from '../values/limits';
import { checkName } from '../values/name';
import { checkEnterpriseProjectId } from '../values/places';
import { checkListProp, checkOptionalProp, checkProp, checkTagsProp } from '../values/prop-check';
import { checkSubnetAddress, checkSubnetBlock, checkVpcBlock, reservedAddresses } from '../values/subnet-address';
import { shown } from '../values/shown';

export interface NetworkProps {
  /** 1 to 64 letters, digits, Chinese characters, "_", "-" or ".". */
  readonly vpcName: string;
  /** IPv4 CIDR block of the VPC, within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16. */
  readonly vpcCidr: string;
  /** As `vpcName`. */
  readonly subnetName: string;
  /** IPv4 CIDR block of the subnet, inside the VPC's, with a mask of at most 28 bits. */
  readonly subnetCidr: string;
  /** IPv4 address inside the subnet, none of its first and last three. */
  readonly gatewayIp: string;
  /**
   * Name servers that the subnet's DHCP hands out, 1 to 5 IPv4 addresses. Always given: left out, the provider looks
   * them up by region and, for a region that it does not know, over the network.
   */
  readonly dnsServers: readonly string[];
  /** Gives the subnet an IPv6 block too; cannot be turned off again. @default false */
  readonly ipv6?: boolean;
  /** 0, the default project, or an id of at most 36 letters, digits and hyphens. */
  readonly enterpriseProjectId?: string;
  /** At most 20; keys of 1 to 36, values of at most 43 letters, digits, Chinese characters, "_", "-", and in values ".". */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A VPC with one subnet: the guide's VPC-A and Subnet-A01 (Table 1). */
export class Network extends Construct {
  readonly vpcId: string;
  /** The network id, which ECSs and ports want; not the neutron subnet id, which load balancers want. */
  readonly subnetId: string;

  /** @throws InputError with a line for each prop that is out of its range; tokens pass */
  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const vpcCidr = checkProp(props.vpcCidr, checkVpcBlock);
    const subnetCidr = checkProp(props.subnetCidr, (block) => checkIpv4Block(block));
    throwProblems(`network ${shown(props.vpcName)}`, {
      vpcName: checkProp(props.vpcName, checkName),
      vpcCidr,
      subnetName: checkProp(props.subnetName, checkName),
      subnetCidr: vpcCidr === undefined ? (subnetCidr ?? checkSubnet(props)) : subnetCidr,
      gatewayIp:
        checkProp(props.gatewayIp, checkIpv4Address) ?? (subnetCidr === undefined ? checkGateway(props) : undefined),
      dnsServers: checkListProp(props.dnsServers, NAME_SERVERS, checkIpv4Address),
      enterpriseProjectId: checkOptionalProp(props.enterpriseProjectId, checkEnterpriseProjectId),
      tags: checkTagsProp(props.tags),
    });
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

function checkSubnet({ vpcCidr, subnetCidr }: NetworkProps): Problem {
  if (Token.isUnresolved(vpcCidr) || Token.isUnresolved(subnetCidr)) return undefined;
  return checkSubnetBlock(Cidr.parse(subnetCidr), Cidr.parse(vpcCidr), 'vpcCidr');
}

function checkGateway({ subnetCidr, gatewayIp }: NetworkProps): Problem {
  if (Token.isUnresolved(subnetCidr) || Token.isUnresolved(gatewayIp)) return undefined;
  const subnet = Cidr.parse(subnetCidr);
  return checkSubnetAddress(gatewayIp, subnet, 'subnetCidr', reservedAddresses(subnet));
}
