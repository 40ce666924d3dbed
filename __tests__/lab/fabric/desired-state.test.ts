import { resolveTopology } from '../../../lab/fabric/desired-state';
import { type Topology } from '../../../lab/topology/topology';
import { guideTopology, nic, rule, SOURCE, TEST } from './guide-topology';

const good = guideTopology();

function withInterface(change: object): Topology {
  return { ...good, interfaces: good.interfaces.map((port, i) => (i === 0 ? { ...port, ...change } : port)) };
}

describe('resolveTopology', () => {
  test("GIVEN the guide's topology WHEN it is resolved THEN groups have their members and the EIP its VPC", () => {
    const desired = resolveTopology(good);
    expect(desired.members.get('vpc-a')?.get('sg-x')?.ipv4).toEqual([
      '192.168.0.230',
      '192.168.0.164',
      '192.168.0.161',
    ]);
    expect(desired.boundEips).toMatchObject([
      { eip: { address: '203.0.113.20' }, privateIp: '192.168.0.161', vpcId: 'vpc-a' },
    ]);
  });

  test('GIVEN a server that is off WHEN resolved THEN its interface is not active, but a member of its group', () => {
    const servers = good.servers.map((server) =>
      server.id === SOURCE.id ? { ...server, power: 'off' as const } : server,
    );
    const desired = resolveTopology({ ...good, servers });
    expect(desired.activeInterfaces.has(SOURCE.port)).toBe(false);
    expect(desired.members.get('vpc-a')?.get('sg-x')?.ipv4).toContain(SOURCE.ipv4);
  });

  const group = { id: 'sg-y', rules: [rule({ direction: 'ingress', remoteGroupId: 'nowhere' })] };
  const eip = { id: 'eip-b', address: '203.0.113.21' };
  const second = { id: 'subnet-b', vpcId: 'vpc-b', cidr: '172.16.0.0/24', gatewayIp: '172.16.0.1' };
  const ab = { id: 'ab', vpcIds: ['vpc-a', 'vpc-b'] as const };
  const peered = (change: Partial<Topology>, cidr = second.cidr): Topology => ({
    ...good,
    subnets: [...good.subnets, { ...second, cidr }],
    peerings: [ab],
    ...change,
  });
  const toB = { vpcId: 'vpc-a', destination: '172.16.0.0/16', peeringId: 'ab' };

  test('GIVEN peered VPCs with a route each WHEN resolved THEN they are taken; groups have members per VPC', () => {
    const desired = resolveTopology(
      peered({
        routes: [toB, { vpcId: 'vpc-b', destination: '192.168.0.0/16', peeringId: 'ab' }],
        interfaces: [...good.interfaces, nic('port-b', TEST.id, '172.16.0.5', 9, ['sg-x'], 'subnet-b')],
      }),
    );
    expect(desired.members.get('vpc-a')?.get('sg-x')?.ipv4).not.toContain('172.16.0.5');
    expect(desired.members.get('vpc-b')?.get('sg-x')?.ipv4).toEqual(['172.16.0.5']);
  });

  const wrong: readonly { readonly topology: Topology; readonly sentence: string }[] = [
    {
      topology: peered({}, '192.168.0.128/25'),
      sentence:
        'peering connection ab joins subnets that overlap: subnet-a01 (192.168.0.0/24) and subnet-b (192.168.0.128/25)',
    },
    {
      topology: peered({ peerings: [{ id: 'ab', vpcIds: ['vpc-a', 'vpc-a'] }] }),
      sentence: 'peering connection ab joins VPC vpc-a with itself',
    },
    {
      topology: peered({ routes: [{ ...toB, destination: '192.168.0.0/16' }] }),
      sentence: 'route to 192.168.0.0/16 of VPC vpc-a overlaps with its subnet subnet-a01 (192.168.0.0/24)',
    },
    {
      topology: peered({ routes: [{ ...toB, peeringId: 'x' }] }),
      sentence: 'route to 172.16.0.0/16 of VPC vpc-a refers to peering connection x, which is not in the topology',
    },
    {
      topology: peered({ routes: [{ ...toB, vpcId: 'vpc-c' }] }),
      sentence: 'route to 172.16.0.0/16 of VPC vpc-c leads to peering connection ab, which does not join that VPC',
    },
    {
      topology: peered({ routes: [toB, toB] }),
      sentence: 'route to 172.16.0.0/16 of VPC vpc-a is there twice',
    },
    {
      topology: withInterface({ serverId: 'x' }),
      sentence: 'network interface port-source refers to server x, which is not in the topology',
    },
    {
      topology: withInterface({ subnetId: 'x' }),
      sentence: 'network interface port-source refers to subnet x, which is not in the topology',
    },
    {
      topology: withInterface({ securityGroupIds: ['x'] }),
      sentence: 'network interface port-source refers to security group x, which is not in the topology',
    },
    {
      topology: withInterface({ mac: '01:00:5e:00:00:01' }),
      sentence: 'network interface port-source: mac must be a unicast MAC address, got: 01:00:5e:00:00:01',
    },
    {
      topology: withInterface({ ipv4: '192.168.0.300' }),
      sentence: 'network interface port-source: ipv4 must be an IPv4 address, got: 192.168.0.300',
    },
    {
      topology: withInterface({ ipv6: 'fe80::1%eth0' }),
      sentence: 'network interface port-source: ipv6 must be an IPv6 address, got: fe80::1%eth0',
    },
    {
      topology: withInterface({ ipv4: '192.168.1.5' }),
      sentence: 'network interface port-source: 192.168.1.5 must be in subnet subnet-a01, which has 192.168.0.0/24',
    },
    {
      topology: withInterface({ ipv4: '192.168.0.1' }),
      sentence: 'network interface port-source: 192.168.0.1 is the gateway of subnet subnet-a01',
    },
    {
      topology: withInterface({ ipv4: TEST.ipv4 }),
      sentence: 'network interface port-test has the same address as another: 192.168.0.161 of subnet subnet-a01',
    },
    {
      topology: { ...good, securityGroups: [...good.securityGroups, group] },
      sentence: 'a rule of security group sg-y refers to security group nowhere, which is not in the topology',
    },
    {
      topology: { ...good, eips: [{ ...eip, interfaceId: 'x' }] },
      sentence: 'EIP 203.0.113.21 refers to network interface x, which is not in the topology',
    },
    { topology: { ...good, eips: [{ ...eip, address: 'x' }] }, sentence: 'EIP eip-b: address must be IPv4, got: x' },
    {
      topology: { ...good, eips: [...good.eips, { ...eip, interfaceId: TEST.port }] },
      sentence: 'EIP 203.0.113.21 has the same private address as another: 192.168.0.161 of VPC vpc-a',
    },
    {
      topology: { ...good, interfaces: [...good.interfaces, nic('port-test', TEST.id, '192.168.0.9', 9, [])] },
      sentence: "the topology's network interfaces has the same id as another: port-test",
    },
    {
      topology: { ...good, subnets: good.subnets.map((subnet) => ({ ...subnet, cidr: '192.168.0.0' })) },
      sentence: 'subnet subnet-a01: cidr must be an IPv4 CIDR block, got: 192.168.0.0',
    },
  ];

  test.each(wrong)('GIVEN a mistake WHEN it is resolved THEN: $sentence', ({ topology, sentence }) => {
    expect(() => resolveTopology(topology)).toThrow(new Error(sentence));
  });
});
