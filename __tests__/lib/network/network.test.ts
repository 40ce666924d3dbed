import { TerraformVariable } from 'cdktf';
import { Network, type NetworkProps } from '../../../lib/network/network';
import { emptyStack, only, reference, synthOf, type Template } from '../../synth';

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

// Only TypeScript would keep a caller from leaving these out.
test('a network without anything is told what it needs', () => {
  expect(() => new Network(emptyStack(), 'network', {} as NetworkProps)).toThrow(
    new Error(
      ['vpcName', 'vpcCidr', 'subnetName', 'subnetCidr', 'gatewayIp', 'dnsServers']
        .map((prop) => `network undefined: ${prop} is required`)
        .join('\n'),
    ),
  );
});

describe('a wrong network is refused:', () => {
  test.each<[string, Partial<NetworkProps>, string]>([
    [
      'vpcCidr without a mask',
      { vpcCidr: '10.0.0.0' },
      'vpcCidr must have a mask, such as 192.168.0.0/16, got: "10.0.0.0"',
    ],
    ['vpcCidr of IPv6', { vpcCidr: '2001:db8::/64' }, 'vpcCidr must be an IPv4 block, got: "2001:db8::/64"'],
    [
      'subnetCidr with host bits',
      { subnetCidr: '10.1.0.1/16' },
      'subnetCidr is wrong: CIDR block has host bits set, got: "10.1.0.1/16"; did you mean "10.1.0.0/16"',
    ],
    [
      'a subnet outside the VPC',
      { vpcCidr: '10.0.0.0/16' },
      'subnetCidr must be inside vpcCidr (10.0.0.0/16), got: 10.1.0.0/16',
    ],
    [
      'a subnet that is too small',
      { subnetCidr: '10.1.0.0/29' },
      'subnetCidr must have a mask of at most 28 bits, got: 10.1.0.0/29',
    ],
    ['gatewayIp', { gatewayIp: '' }, 'gatewayIp must be an IPv4 address such as 192.168.0.230, got: ""'],
    [
      'a gateway outside the subnet',
      { gatewayIp: '10.2.0.1' },
      'gatewayIp must be inside subnetCidr (10.1.0.0/16), got: 10.2.0.1',
    ],
    [
      'a reserved gateway',
      { gatewayIp: '10.1.255.254' },
      "gatewayIp must be free, got: 10.1.255.254, which is the subnet's DHCP server",
    ],
    ['no name server', { dnsServers: [] }, 'dnsServers must have 1 to 5 entries, got: 0'],
    [
      '6 name servers',
      { dnsServers: Array<string>(6).fill('192.0.2.53') },
      'dnsServers must have 1 to 5 entries, got: 6',
    ],
    [
      'a name server by its name',
      { dnsServers: ['192.0.2.53', 'dns'] },
      'dnsServers must be an IPv4 address such as 192.168.0.230, got: "dns"',
    ],
    ['enterpriseProjectId', { enterpriseProjectId: '' }, 'enterpriseProjectId must not be empty, got: ""'],
    [
      'tags',
      { tags: { '': 'x' } },
      'tags must have keys of 1 to 36 and values of at most 43 characters, got: "" = "x"',
    ],
  ])('%s', (_, props, message) => {
    expect(() => new Network(emptyStack(), 'network', { ...PROPS, ...props })).toThrow(
      new Error(`network "VPC-B": ${message}`),
    );
  });

  test('all that is wrong at once', () => {
    const props = { ...PROPS, vpcName: 'bad name!', vpcCidr: 'x', subnetName: '', dnsServers: [] };
    expect(() => new Network(emptyStack(), 'network', props)).toThrow(
      new Error(
        [
          'vpcName must be 1 to 64 letters, digits, Chinese characters, "_", "-" or ".", got: "bad name!"',
          'vpcCidr is wrong: CIDR block must look like 192.168.0.0/24 or 2001:db8::/64, got: "x"',
          'subnetName must be 1 to 64 letters, digits, Chinese characters, "_", "-" or ".", got: ""',
          'dnsServers must have 1 to 5 entries, got: 0',
        ]
          .map((line) => `network "bad name!": ${line}`)
          .join('\n'),
      ),
    );
  });
});

test('what only Terraform knows is left to it', () => {
  // WHEN
  const template = synthOf((stack) => {
    const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
    const list = new TerraformVariable(stack, 'list', { type: 'list(string)' }).listValue;
    new Network(stack, 'network', {
      vpcName: text,
      vpcCidr: text,
      subnetName: text,
      subnetCidr: text,
      gatewayIp: text,
      dnsServers: list,
      enterpriseProjectId: text,
      tags: { owner: text },
    });
  });
  // THEN
  expect(only(template, 'huaweicloud_vpc_subnet')).toMatchObject({
    cidr: '${var.text}',
    gateway_ip: '${var.text}',
    dns_list: '${var.list}',
    tags: { owner: '${var.text}' },
  });
});
