import { checkIpv4Block, Cidr } from './cidr';
import { type Problem } from './input-error';
import { shown } from './shown';

/** Where the block of a VPC may be: API reference of VPC, CreateVpc, cidr. */
export const VPC_BLOCKS: readonly string[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** Smallest subnet that Huawei Cloud makes: API reference of VPC, CreateSubnet (mask of at most 28 bits). */
export const LONGEST_SUBNET_PREFIX = 28;

export function checkVpcBlock(text: string): Problem {
  const form = checkIpv4Block(text, VPC_BLOCKS);
  if (form !== undefined) return form;
  if (Cidr.parse(text).prefix <= LONGEST_SUBNET_PREFIX) return undefined;
  return `must have a mask of at most ${LONGEST_SUBNET_PREFIX} bits, as a subnet must, got: ${shown(text)}`;
}

/** @param vpcName what the block of the VPC is called where it is set */
export function checkSubnetBlock(subnet: Cidr, vpc: Cidr, vpcName: string): Problem {
  if (!vpc.covers(subnet)) return `must be inside ${vpcName} (${vpc.toString()}), got: ${subnet.toString()}`;
  if (subnet.prefix <= LONGEST_SUBNET_PREFIX) return undefined;
  return `must have a mask of at most ${LONGEST_SUBNET_PREFIX} bits, got: ${subnet.toString()}`;
}

/** A subnet's first and last three addresses, with what they are for: VPC user guide, "Creating a Subnet". */
export function reservedAddresses(subnet: Cidr): Map<string, string> {
  return new Map([
    [subnet.address(0), 'the network address'],
    [subnet.address(-3), "the subnet's system interface"],
    [subnet.address(-2), "the subnet's DHCP server"],
    [subnet.address(-1), 'the broadcast address'],
  ]);
}

/** @param subnetName what the block of the subnet is called where it is set */
export function checkSubnetAddress(
  address: string,
  subnet: Cidr,
  subnetName: string,
  taken: ReadonlyMap<string, string>,
): Problem {
  if (!subnet.contains(address)) return `must be inside ${subnetName} (${subnet.toString()}), got: ${address}`;
  const use = taken.get(address);
  return use === undefined ? undefined : `must be free, got: ${address}, which is ${use}`;
}
