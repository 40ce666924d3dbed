import { remoteExecs, resource, resources, synth, type Block } from './synth';

/*
 * The guide "Mirroring Inbound TCP Traffic to a Single Network Interface", table by table and row by row, on the
 * synthesized JSON. Every value is written out here, from the guide and not from lib/: a slip there must show here.
 */

const template = synth();
const split = synth({ securityGroups: { mode: 'split' } });

const VPC = 'huaweicloud_vpc.network_vpc';
const SUBNET = 'huaweicloud_vpc_subnet.network_subnet';
const SOURCE = 'huaweicloud_compute_instance.ecs_source';
const TARGET = 'huaweicloud_compute_instance.ecs_target';
const TEST = 'huaweicloud_compute_instance.ecs_test';
const EIP = 'huaweicloud_vpc_eip.elastic_ip';
const FILTER = 'huaweicloud_vpc_traffic_mirror_filter.mirror_filter';
const SESSION = 'huaweicloud_vpc_traffic_mirror_session.mirror_session';
const SERVERS = [SOURCE, TARGET, TEST];

describe('Table 1, quantities', () => {
  test.each([
    ['VPC', 'huaweicloud_vpc', 1],
    ['subnet', 'huaweicloud_vpc_subnet', 1],
    ['ECS', 'huaweicloud_compute_instance', 3],
    ['EIP', 'huaweicloud_vpc_eip', 1],
    ['mirror filter', 'huaweicloud_vpc_traffic_mirror_filter', 1],
    ['mirror session', 'huaweicloud_vpc_traffic_mirror_session', 1],
    // What the guide's rows need beside them.
    ['security group Sg-X', 'huaweicloud_networking_secgroup', 1],
    ['rows of Table 2', 'huaweicloud_networking_secgroup_rule', 6],
    ['rows of Table 5', 'huaweicloud_vpc_traffic_mirror_filter_rule', 1],
    ['key pair to log in', 'huaweicloud_kps_keypair', 1],
    ['binding of the EIP', 'huaweicloud_compute_eip_associate', 1],
    ['verification', 'null_resource', 2],
  ])('%s', (_, type, quantity) => {
    expect(Object.keys(resources(template, type))).toHaveLength(quantity);
  });

  test('and nothing else is built', () => {
    expect(Object.keys(template.resource)).toHaveLength(12);
  });
});

describe('Table 1, VPC and subnet', () => {
  test.each([
    ['Name', VPC, { name: 'VPC-A' }],
    ['VPC IPv4 CIDR Block', VPC, { cidr: '192.168.0.0/16' }],
    ['Subnet Name', SUBNET, { name: 'Subnet-A01' }],
    ['Subnet IPv4 CIDR Block', SUBNET, { cidr: '192.168.0.0/24' }],
    ['the subnet is in the VPC', SUBNET, { vpc_id: '${huaweicloud_vpc.network_vpc.id}' }],
  ])('%s', (_, address, row) => {
    expect(resource(template, address)).toMatchObject(row);
  });
});

describe('Table 1, ECS', () => {
  test.each([
    ['ECS Name: ECS-source', SOURCE, { name: 'ECS-source' }],
    ['ECS Name: ECS-target', TARGET, { name: 'ECS-target' }],
    ['ECS Name: ECS-test', TEST, { name: 'ECS-test' }],
    ['ECS Type: ECS-source is a c7t', SOURCE, { flavor_id: 'c7t.large.2' }],
    ['Private IP address of ECS-source', SOURCE, { network: [{ fixed_ip_v4: '192.168.0.230' }] }],
    ['Private IP address of ECS-target', TARGET, { network: [{ fixed_ip_v4: '192.168.0.164' }] }],
    ['Private IP address of ECS-test', TEST, { network: [{ fixed_ip_v4: '192.168.0.161' }] }],
  ])('%s', (_, address, row) => {
    expect(resource(template, address)).toMatchObject(row);
  });

  test('Image: the public image Huawei Cloud EulerOS 2.0 Standard 64 bit', () => {
    expect(template.data?.['huaweicloud_images_image']).toMatchObject({
      image: { name: 'Huawei Cloud EulerOS 2.0 Standard 64 bit', most_recent: true },
    });
  });

  describe.each(SERVERS)('%s', (address) => {
    const server = resource(template, address);

    test.each<[string, Block]>([
      ['Image', { image_id: expect.stringContaining('data.huaweicloud_images_image.image[*].id') }],
      ['System Disk: general-purpose SSD of 40 GiB', { system_disk_type: 'GPSSD', system_disk_size: 40 }],
      ['Network: Subnet-A01', { network: [{ uuid: '${huaweicloud_vpc_subnet.network_subnet.id}' }] }],
      ['Security Group: Sg-X', { security_group_ids: ['${huaweicloud_networking_secgroup.security_group_shared.id}'] }],
    ])('%s', (_, row) => {
      expect(server).toMatchObject(row);
    });

    test('Data Disk: none', () => {
      expect(server).not.toHaveProperty('data_disks');
    });

    test.each(['eip_id', 'eip_type', 'bandwidth'])('EIP: Not required, so no %s', (attribute) => {
      expect(server).not.toHaveProperty(attribute);
    });
  });
});

describe('Table 1, EIP', () => {
  test.each<[string, Block]>([
    ['Billing Mode: Pay-per-use', { charging_mode: 'postPaid' }],
    ['EIP Name', { name: 'EIP-A' }],
  ])('%s', (_, row) => {
    expect(resource(template, EIP)).toMatchObject(row);
  });

  test('EIP: randomly assigned', () => {
    expect(resource(template, EIP)['publicip']).not.toHaveProperty('ip_address');
  });

  // The guide moves it from ECS-source to ECS-test; here it stays where the guide leaves it. See the README.
  test('it is bound to ECS-test', () => {
    expect(resource(template, 'huaweicloud_compute_eip_associate.elastic_ip_association')).toEqual({
      public_ip: '${huaweicloud_vpc_eip.elastic_ip.address}',
      instance_id: '${huaweicloud_compute_instance.ecs_test.id}',
    });
  });
});

describe('Table 1, mirror filter', () => {
  test('Name', () => {
    expect(resource(template, FILTER)).toEqual({ name: 'mirror-filter-A' });
  });
});

describe('Table 1, mirror session', () => {
  test.each<[string, Block]>([
    ['Name', { name: 'mirror-session-A' }],
    ['Priority', { priority: 1 }],
    ['VNI', { virtual_network_id: 1 }],
    ['Packet Length', { packet_length: 96 }],
    ['Mirror Session: enabled', { enabled: true }],
    [
      'Associate Mirror Filter: mirror-filter-A',
      { traffic_mirror_filter_id: '${huaweicloud_vpc_traffic_mirror_filter.mirror_filter.id}' },
    ],
    [
      'Associate Mirror Sources: the network interface of ECS-source',
      { traffic_mirror_sources: ['${huaweicloud_compute_instance.ecs_source.network[0].port}'] },
    ],
    ['Associate Mirror Target, Type: Network interface', { traffic_mirror_target_type: 'eni' }],
    [
      'Associate Mirror Target, Network interface: that of ECS-target',
      { traffic_mirror_target_id: '${huaweicloud_compute_instance.ecs_target.network[0].port}' },
    ],
  ])('%s', (_, row) => {
    expect(resource(template, SESSION)).toMatchObject(row);
  });
});

/** A rule without its description, which is in our own words. */
function ruleOf(of: typeof template, name: string): Block {
  const { description, ...rule } = resource(of, `huaweicloud_networking_secgroup_rule.security_group_${name}`);
  expect(description).toMatch(/^Allows .+\.$/);
  return rule;
}

describe('Table 2, security group Sg-X', () => {
  const SG_X = '${huaweicloud_networking_secgroup.security_group_shared.id}';
  // The guide has 0.0.0.0/0 here, and warns against it: who may log in is a variable without a default.
  const TRUSTED = '${var.trusted_cidr}';

  test('Name', () => {
    expect(resource(template, 'huaweicloud_networking_secgroup.security_group_shared')).toMatchObject({ name: 'Sg-X' });
  });

  test.each<[string, string, Block]>([
    [
      'row 1: inbound, allow, IPv4, TCP 22',
      'shared_ingress_ssh',
      { direction: 'ingress', ethertype: 'IPv4', protocol: 'tcp', ports: '22', remote_ip_prefix: TRUSTED },
    ],
    [
      'row 2: inbound, allow, IPv4, TCP 3389',
      'shared_ingress_rdp',
      { direction: 'ingress', ethertype: 'IPv4', protocol: 'tcp', ports: '3389', remote_ip_prefix: TRUSTED },
    ],
    [
      'row 3: inbound, allow, IPv4, all, from Sg-X',
      'shared_ingress_self_ipv4',
      { direction: 'ingress', ethertype: 'IPv4', remote_group_id: SG_X },
    ],
    [
      'row 4: inbound, allow, IPv6, all, from Sg-X',
      'shared_ingress_self_ipv6',
      { direction: 'ingress', ethertype: 'IPv6', remote_group_id: SG_X },
    ],
    [
      'row 5: outbound, allow, IPv4, all, to 0.0.0.0/0',
      'shared_egress_ipv4',
      { direction: 'egress', ethertype: 'IPv4', remote_ip_prefix: '0.0.0.0/0' },
    ],
    [
      'row 6: outbound, allow, IPv6, all, to ::/0',
      'shared_egress_ipv6',
      { direction: 'egress', ethertype: 'IPv6', remote_ip_prefix: '::/0' },
    ],
  ])('%s', (_, name, row) => {
    // Equal, not just like it: an absent protocol and port are "All", an absent action is "Allow".
    expect(ruleOf(template, name)).toEqual({ security_group_id: SG_X, ...row });
  });
});

test('Table 3, security group Sg-A: inbound, allow, IPv4, TCP 1234 from 192.168.0.161/32', () => {
  expect(resource(split, 'huaweicloud_networking_secgroup.security_group_source')).toMatchObject({ name: 'Sg-A' });
  expect(resource(split, SOURCE)).toMatchObject({
    security_group_ids: ['${huaweicloud_networking_secgroup.security_group_source.id}'],
  });
  expect(ruleOf(split, 'source_ingress_traffic')).toEqual({
    security_group_id: '${huaweicloud_networking_secgroup.security_group_source.id}',
    direction: 'ingress',
    ethertype: 'IPv4',
    protocol: 'tcp',
    ports: '1234',
    remote_ip_prefix: '192.168.0.161/32',
  });
});

test('Table 4, security group Sg-B: inbound, allow, IPv4, UDP 4789 from 192.168.0.230/32', () => {
  expect(resource(split, 'huaweicloud_networking_secgroup.security_group_target')).toMatchObject({ name: 'Sg-B' });
  expect(resource(split, TARGET)).toMatchObject({
    security_group_ids: ['${huaweicloud_networking_secgroup.security_group_target.id}'],
  });
  expect(ruleOf(split, 'target_ingress_vxlan')).toEqual({
    security_group_id: '${huaweicloud_networking_secgroup.security_group_target.id}',
    direction: 'ingress',
    ethertype: 'IPv4',
    protocol: 'udp',
    ports: '4789',
    remote_ip_prefix: '192.168.0.230/32',
  });
});

test('Tables 3 and 4: ECS-test is in Sg-X', () => {
  expect(resource(split, 'huaweicloud_networking_secgroup.security_group_test')).toMatchObject({ name: 'Sg-X' });
  expect(resource(split, TEST)).toMatchObject({
    security_group_ids: ['${huaweicloud_networking_secgroup.security_group_test.id}'],
  });
});

// Equal, not just like it: an absent source port range is "All".
test('Table 5, inbound rule of mirror-filter-A', () => {
  expect(resource(template, 'huaweicloud_vpc_traffic_mirror_filter_rule.mirror_filter_ingress_1')).toEqual({
    traffic_mirror_filter_id: '${huaweicloud_vpc_traffic_mirror_filter.mirror_filter.id}',
    direction: 'ingress',
    priority: 1,
    protocol: 'tcp',
    action: 'accept',
    ethertype: 'IPv4',
    source_cidr_block: '192.168.0.161/32',
    destination_cidr_block: '192.168.0.230/32',
    destination_port_range: '1234-1234',
  });
});

describe('Step 3: install nc, and check whether the mirror session works', () => {
  const stepsOf = (name: string): [unknown, string | undefined][] =>
    remoteExecs(resource(template, `null_resource.${name}`)).map(({ connection, inline }) => [
      connection['host'],
      /^SELF_NAME='(ECS-\w+)'$/m.exec(inline.join(''))?.[1],
    ]);
  const EIP_ADDRESS = '${huaweicloud_vpc_eip.elastic_ip.address}';

  test('nc is installed on ECS-test, and through it on ECS-source', () => {
    expect(stepsOf('verification_prepare')).toEqual([
      [EIP_ADDRESS, 'ECS-test'],
      ['192.168.0.230', 'ECS-source'],
    ]);
  });

  test('capture on the target, listen on the source, send from the test; then check source and target', () => {
    expect(stepsOf('verification_traffic')).toEqual([
      ['192.168.0.164', 'ECS-target'],
      ['192.168.0.230', 'ECS-source'],
      [EIP_ADDRESS, 'ECS-test'],
      ['192.168.0.230', 'ECS-source'],
      ['192.168.0.164', 'ECS-target'],
    ]);
  });

  test('the traffic follows the preparation', () => {
    expect(resource(template, 'null_resource.verification_traffic')['depends_on']).toEqual([
      'null_resource.verification_prepare',
    ]);
  });

  test("the target's command is the guide's", () => {
    expect(template.output['tcpdump_command']?.value).toBe('tcpdump -i eth0 udp port 4789 -nne');
  });
});
