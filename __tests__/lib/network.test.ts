import { Network, type NetworkProps } from '../../lib/network';
import { only, reference, synthOf, type Template } from '../synth';

const PROPS: NetworkProps = {
  vpcName: 'VPC-B',
  vpcCidr: '10.0.0.0/8',
  subnetName: 'Subnet-B01',
  subnetCidr: '10.1.0.0/16',
  gatewayIp: '10.1.0.1',
  dnsServers: ['192.0.2.53', '192.0.2.54'],
};
const synthesized = (props: Partial<NetworkProps> = {}): Template =>
  synthOf((stack) => new Network(stack, 'network', { ...PROPS, ...props }));

test('a VPC has its name and block', () => {
  expect(only(synthesized(), 'huaweicloud_vpc')).toEqual({ name: 'VPC-B', cidr: '10.0.0.0/8' });
});

test('a subnet has its name, block and gateway, and is in the VPC', () => {
  expect(only(synthesized(), 'huaweicloud_vpc_subnet')).toMatchObject({
    name: 'Subnet-B01',
    cidr: '10.1.0.0/16',
    gateway_ip: '10.1.0.1',
    vpc_id: expect.stringMatching(/^\$\{huaweicloud_vpc\.\w+\.id\}$/) as string,
  });
});

// Provider: without name servers it looks them up by region, and over the network for a region that it does not know.
test('the name servers are always written down', () => {
  expect(only(synthesized(), 'huaweicloud_vpc_subnet')['dns_list']).toEqual(['192.0.2.53', '192.0.2.54']);
});

test('without IPv6 nothing is said about it, because it cannot be turned off again', () => {
  expect(only(synthesized({ ipv6: false }), 'huaweicloud_vpc_subnet')).not.toHaveProperty('ipv6_enable');
});

test('a subnet can have IPv6', () => {
  expect(only(synthesized({ ipv6: true }), 'huaweicloud_vpc_subnet')).toHaveProperty('ipv6_enable', true);
});

test('tags are on both, the enterprise project on the VPC, which alone takes it', () => {
  // WHEN
  const template = synthesized({ tags: { owner: 'netops' }, enterpriseProjectId: 'eps-1' });
  // THEN
  expect(only(template, 'huaweicloud_vpc')).toMatchObject({
    tags: { owner: 'netops' },
    enterprise_project_id: 'eps-1',
  });
  expect(only(template, 'huaweicloud_vpc_subnet')).toHaveProperty('tags', { owner: 'netops' });
  expect(only(template, 'huaweicloud_vpc_subnet')).not.toHaveProperty('enterprise_project_id');
});

test('the subnet is known by its network id, which ECSs want, not by its neutron id', () => {
  expect(reference((stack) => new Network(stack, 'network', PROPS).subnetId)).toMatch(
    /^\$\{huaweicloud_vpc_subnet\.\w+\.id\}$/,
  );
});
