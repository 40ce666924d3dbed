import { Cidr } from '../values/cidr';
import { checkSubnetAddress, checkSubnetBlock, reservedAddresses } from '../values/subnet-address';
import { formatPath } from './problems';
import { type ParsedSettings } from './schema';
import { type Path } from './schema-reading';
import { type SoundPart } from './sound-part';

const VPC: Path = ['network', 'vpcCidr'];
const SUBNET: Path = ['network', 'subnetCidr'];
const GATEWAY: Path = ['network', 'gatewayIp'];

/** What is wrong with the addresses, taken together. The provider checks none of it before it has built half the lab. */
export function checkAddressPlan({ data: { network, servers }, isSound }: SoundPart<ParsedSettings>): string[] {
  const problems: string[] = [];
  const room = roomOf(network, isSound, problems);
  const taken = room.taken;
  const take = (path: Path, address: string, use: string): void => {
    if (!isSound(path)) return;
    const problem = room.block === undefined ? undefined : checkSubnetAddress(address, room.block, room.name, taken);
    if (problem !== undefined) problems.push(`${formatPath(path)} ${problem}`);
    taken.set(address, use);
  };
  if (network.gatewayIp !== undefined || room.isSubnet) take(GATEWAY, gatewayOf(network), "the subnet's gateway");
  for (const role of ['source', 'target', 'test'] as const) {
    const { privateIp, name } = servers[role];
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
function roomOf(
  network: ParsedSettings['network'],
  isSound: SoundPart<ParsedSettings>['isSound'],
  problems: string[],
): Room {
  const vpc = isSound(VPC) ? Cidr.parse(network.vpcCidr) : undefined;
  const inVpc: Room = { ...(vpc && { block: vpc }), name: 'network.vpcCidr', isSubnet: false, taken: new Map() };
  if (!isSound(SUBNET)) return inVpc;
  const subnet = Cidr.parse(network.subnetCidr);
  const problem = vpc && checkSubnetBlock(subnet, vpc, 'network.vpcCidr');
  if (problem !== undefined) {
    problems.push(`${formatPath(SUBNET)} ${problem}`);
    return inVpc;
  }
  return { block: subnet, name: 'network.subnetCidr', isSubnet: true, taken: reservedAddresses(subnet) };
}

/** @default - the subnet's second address, as on the console */
export function gatewayOf(network: ParsedSettings['network']): string {
  return network.gatewayIp ?? Cidr.parse(network.subnetCidr).address(1);
}
