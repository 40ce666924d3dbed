import { Cidr } from '../../../lib/values/cidr';
import { checkSubnetAddress, checkSubnetBlock, reservedAddresses } from '../../../lib/values/subnet-address';

const vpc = Cidr.parse('192.168.0.0/16');
const subnet = Cidr.parse('192.168.0.0/24');
const problemOf = (address: string) => checkSubnetAddress(address, subnet, 'its block', reservedAddresses(subnet));

test.each(['192.168.0.0/24', '192.168.0.0/16', '192.168.255.240/28'])('a subnet may have the block %s', (block) => {
  expect(checkSubnetBlock(Cidr.parse(block), vpc, 'the VPC')).toBeUndefined();
});

test.each([
  ['192.169.0.0/24', 'must be inside the VPC (192.168.0.0/16), got: 192.169.0.0/24'],
  ['192.168.0.0/29', 'must have a mask of at most 28 bits, got: 192.168.0.0/29'],
])('a subnet must not have the block %s', (block, problem) => {
  expect(checkSubnetBlock(Cidr.parse(block), vpc, 'the VPC')).toBe(problem);
});

test.each(['192.168.0.1', '192.168.0.252'])('%s is free', (address) => {
  expect(problemOf(address)).toBeUndefined();
});

test.each([
  ['192.168.0.0', 'must be free, got: 192.168.0.0, which is the network address'],
  ['192.168.0.253', "must be free, got: 192.168.0.253, which is the subnet's system interface"],
  ['192.168.0.254', "must be free, got: 192.168.0.254, which is the subnet's DHCP server"],
  ['192.168.0.255', 'must be free, got: 192.168.0.255, which is the broadcast address'],
  ['192.168.1.1', 'must be inside its block (192.168.0.0/24), got: 192.168.1.1'],
])('%s is not', (address, problem) => {
  expect(problemOf(address)).toBe(problem);
});
