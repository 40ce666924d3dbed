import { existingServers, stackFor } from './stacks';

describe('the model of the default stack', () => {
  const stack = stackFor();

  test('has its network, servers and EIP by name', () => {
    expect(stack.vpcs).toMatchObject([{ name: 'VPC-A', cidr: '192.168.0.0/16' }]);
    expect(stack.subnets).toMatchObject([{ name: 'Subnet-A01', vpc: stack.vpcs[0]?.address }]);
    expect(stack.servers.map(({ name, privateIp, flavor }) => [name, privateIp, flavor])).toEqual([
      ['ECS-source', '192.168.0.230', 'c7t.large.2'],
      ['ECS-target', '192.168.0.164', 's6.large.2'],
      ['ECS-test', '192.168.0.161', 's6.large.2'],
    ]);
    expect(stack.servers[0]).toMatchObject({ image: 'Huawei Cloud EulerOS 2.0 Standard 64 bit', diskGib: 40 });
    expect(stack.elasticIps).toMatchObject([{ name: 'EIP-A', server: 'huaweicloud_compute_instance.ecs_test' }]);
  });

  test('has the session with its ends', () => {
    expect(stack.sessions).toMatchObject([
      {
        name: 'mirror-session-A',
        vni: 1,
        packetLength: 96,
        isEnabled: true,
        sources: [{ name: 'ECS-source', detail: '192.168.0.230' }],
        target: { name: 'ECS-target' },
      },
    ]);
  });

  test('says rules of security groups in words', () => {
    expect(
      stack.groups[0]?.rules.map(({ direction, traffic, peer }) => `${direction} ${traffic} ${peer.text}`),
    ).toEqual([
      'ingress TCP 3389 trusted_cidr',
      'ingress TCP 22 trusted_cidr',
      'ingress all Sg-X',
      'ingress all Sg-X',
      'egress all 0.0.0.0/0',
      'egress all ::/0',
    ]);
  });

  test('says which variables a deploy asks for, and which are secret', () => {
    const asked = stack.variables.filter(({ isRequired }) => isRequired).map(({ name }) => name);
    expect(asked).toEqual(['ssh_public_key', 'trusted_cidr']);
    expect(stack.variables.filter(({ isSecret }) => isSecret).map(({ name }) => name)).toEqual(['ssh_private_key']);
  });
});

test('rules stand in the order in which they decide, and say which one never does', () => {
  const [filter] = stackFor({
    verification: { enabled: false },
    mirrorFilter: {
      rules: [
        { priority: 9, protocol: 'tcp', destinationPorts: 1234 },
        { direction: 'egress', priority: 1, protocol: 'tcp' },
        { priority: 5, protocol: 'all' },
        { priority: 1, action: 'reject', protocol: 'tcp', source: '192.168.0.161/32', destinationPorts: '80-90' },
      ],
    },
  }).filters;
  expect(
    filter?.rules.map(({ direction, priority, isAccept, packets, coveredBy }) => [
      direction,
      priority,
      isAccept,
      packets,
      coveredBy,
    ]),
  ).toEqual([
    ['ingress', 1, false, 'TCP over IPv4 from 192.168.0.161/32 to anywhere, ports 80 to 90', undefined],
    ['ingress', 5, true, 'all protocols over IPv4 from anywhere to anywhere', undefined],
    ['ingress', 9, true, 'TCP over IPv4 from anywhere to anywhere, port 1234', 5],
    ['egress', 1, true, 'TCP over IPv4 from anywhere to anywhere', undefined],
  ]);
});

test('a stack that makes no server has its ends by what is known of them', () => {
  const { sessions, groups, servers } = existingServers();
  expect(servers).toEqual([]);
  expect(sessions.map(({ name, sources, target }) => [name, sources.map(({ detail }) => detail), target.name])).toEqual(
    [
      ['web-to-analyzer', ['10.0.1.11', '10.0.1.12'], 'network interface'],
      ['web-to-collectors', ['10.0.1.11', '10.0.1.12'], 'variable collectors_id'],
    ],
  );
  expect(groups).toMatchObject([{ name: 'variable analyzer_group_id', exists: true }]);
});
