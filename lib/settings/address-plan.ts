import { Cidr } from '../cidr';
import { checkSubnetAddress, checkSubnetBlock, reservedAddresses } from '../subnet-address';
import { formatPath } from './problems';
import { type ParsedSettings } from './schema';

/** What is wrong with the addresses, taken together. The provider checks none of it before it has built half the lab. */
export function checkAddressPlan({ network, servers }: ParsedSettings): string[] {
  const subnet = Cidr.parse(network.subnetCidr);
  const block = checkSubnetBlock(subnet, Cidr.parse(network.vpcCidr), 'network.vpcCidr');
  if (block !== undefined) return [`${formatPath(['network', 'subnetCidr'])} ${block}`];

  const problems: string[] = [];
  const taken = reservedAddresses(subnet);
  const take = (path: readonly string[], address: string, use: string): void => {
    const problem = checkSubnetAddress(address, subnet, 'network.subnetCidr', taken);
    if (problem !== undefined) problems.push(`${formatPath(path)} ${problem}`);
    taken.set(address, use);
  };
  take(['network', 'gatewayIp'], gatewayOf(network), "the subnet's gateway");
  for (const role of ['source', 'target', 'test'] as const) {
    const { privateIp, name } = servers[role];
    take(['servers', role, 'privateIp'], privateIp, `the address of ${name}`);
  }
  return problems;
}

/** @default - the subnet's second address, as on the console */
export function gatewayOf(network: ParsedSettings['network']): string {
  return network.gatewayIp ?? Cidr.parse(network.subnetCidr).address(1);
}
