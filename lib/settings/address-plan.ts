import { Cidr } from '../cidr';
import { formatPath } from './problems';
import { type ParsedSettings } from './schema';

/** Smallest subnet that Huawei Cloud makes: API reference of VPC, CreateSubnet (mask of at most 28 bits). */
const LONGEST_SUBNET_PREFIX = 28;

/**
 * What is wrong with the addresses, taken together. The provider checks none of it before it has built half the lab.
 * A subnet's first and last three addresses are reserved, and so is its gateway: VPC user guide, "Creating a Subnet".
 */
export function checkAddressPlan({ network, servers }: ParsedSettings): string[] {
  const vpc = Cidr.parse(network.vpcCidr);
  const subnet = Cidr.parse(network.subnetCidr);
  const path = (...parts: string[]): string => formatPath(parts);

  if (!vpc.covers(subnet)) {
    return [
      `${path('network', 'subnetCidr')} must be inside network.vpcCidr (${vpc.toString()}), got: ${subnet.toString()}`,
    ];
  }
  if (subnet.prefix > LONGEST_SUBNET_PREFIX) {
    return [
      `${path('network', 'subnetCidr')} must have a mask of at most ${LONGEST_SUBNET_PREFIX} bits, got: ${subnet.toString()}`,
    ];
  }
  const problems: string[] = [];
  const gateway = gatewayOf(network);
  const reserved = new Map([
    [subnet.address(0), 'the network address'],
    [subnet.address(-3), "the subnet's system interface"],
    [subnet.address(-2), "the subnet's DHCP server"],
    [subnet.address(-1), 'the broadcast address'],
  ]);
  const check = (where: string, address: string, taken: ReadonlyMap<string, string>): void => {
    const use = taken.get(address);
    if (!subnet.contains(address)) {
      problems.push(`${where} must be inside network.subnetCidr (${subnet.toString()}), got: ${address}`);
    } else if (use !== undefined) {
      problems.push(`${where} must be free, got: ${address}, which is ${use}`);
    }
  };
  check(path('network', 'gatewayIp'), gateway, reserved);
  const taken = new Map([...reserved, [gateway, "the subnet's gateway"]]);
  for (const role of ['source', 'target', 'test'] as const) {
    const { privateIp, name } = servers[role];
    check(path('servers', role, 'privateIp'), privateIp, taken);
    taken.set(privateIp, `the address of ${name}`);
  }
  return problems;
}

/** @default - the subnet's second address, as on the console */
export function gatewayOf(network: ParsedSettings['network']): string {
  return network.gatewayIp ?? Cidr.parse(network.subnetCidr).address(1);
}
