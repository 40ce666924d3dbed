import { Cidr } from '../values/cidr';
import { checkSubnetAddress, checkSubnetBlock, reservedAddresses } from '../values/subnet-address';
import { formatPath } from './problems';
import { type ParsedSettings } from './schema';
import { valueAt, type Path } from './schema-reading';
import { type SoundPart } from './sound-part';

/** Which servers must have an address in which network. */
interface Placement {
  readonly network: string;
  readonly servers: readonly string[];
}

type Network = ParsedSettings['network'];
type Sound = SoundPart<unknown>['isSound'];

/** What is wrong with the addresses, taken together. The provider checks none of it before it has built half the lab. */
export function checkAddressPlan({ data, isSound }: SoundPart<unknown>, placements: readonly Placement[]): string[] {
  return placements.flatMap(({ network, servers }) => checkNetwork(data, isSound, network, servers));
}

function checkNetwork(data: unknown, isSound: Sound, key: string, roles: readonly string[]): string[] {
  const network = valueAt(data, [key]) as Network;
  const problems: string[] = [];
  const room = roomOf(key, network, isSound, problems);
  const taken = room.taken;
  const take = (path: Path, address: string, use: string): void => {
    if (!isSound(path)) return;
    const problem = room.block === undefined ? undefined : checkSubnetAddress(address, room.block, room.name, taken);
    if (problem !== undefined) problems.push(`${formatPath(path)} ${problem}`);
    taken.set(address, use);
  };
  if (network.gatewayIp !== undefined || room.isSubnet) {
    take([key, 'gatewayIp'], gatewayOf(network), "the subnet's gateway");
  }
  for (const role of roles) {
    const { privateIp, name } = valueAt(data, ['servers', role]) as { privateIp: string; name: string };
    take(['servers', role, 'privateIp'], privateIp, `the address of ${name}`);
  }
  return problems;
}

/** The block that the addresses must be in. */
interface Room {
  readonly block?: Cidr;
  readonly name: string;
  readonly isSubnet: boolean;
  readonly taken: Map<string, string>;
}

/** The subnet; the VPC, if the subnet has to become another one; neither, if both do. */
function roomOf(key: string, network: Network, isSound: Sound, problems: string[]): Room {
  const VPC: Path = [key, 'vpcCidr'];
  const SUBNET: Path = [key, 'subnetCidr'];
  const vpc = isSound(VPC) ? Cidr.parse(network.vpcCidr) : undefined;
  const inVpc: Room = { ...(vpc && { block: vpc }), name: `${key}.vpcCidr`, isSubnet: false, taken: new Map() };
  if (!isSound(SUBNET)) return inVpc;
  const subnet = Cidr.parse(network.subnetCidr);
  const problem = vpc && checkSubnetBlock(subnet, vpc, `${key}.vpcCidr`);
  if (problem !== undefined) {
    problems.push(`${formatPath(SUBNET)} ${problem}`);
    return inVpc;
  }
  return { block: subnet, name: `${key}.subnetCidr`, isSubnet: true, taken: reservedAddresses(subnet) };
}

/** @default - the subnet's second address, as on the console */
export function gatewayOf(network: Network): string {
  return network.gatewayIp ?? Cidr.parse(network.subnetCidr).address(1);
}
