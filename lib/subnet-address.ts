import { type Cidr } from './cidr';
import { type Problem } from './input-error';

/** Smallest subnet that Huawei Cloud makes: API reference of VPC, CreateSubnet (mask of at most 28 bits). */
const LONGEST_SUBNET_PREFIX = 28;

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
