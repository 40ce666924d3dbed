import { type KernelFabric } from '../../../lab/fabric/fabric';
import { type Topology, type TopologyMirrorSession, type TopologyRoute } from '../../../lab/topology/topology';
import { EIP, guideTopology, nic, rule, server, SOURCE, TEST } from './guide-topology';
import { captureWhile, on, pings, waitFor } from './test-lab';
import { describeWithFabric } from './with-fabric';

jest.setTimeout(60_000);

/** VPC-B has the test's second half, VPC-C is a third one that only VPC-B is peered with. */
const TARGET_B = { id: 'server-target-b', ipv4: '172.16.0.164', port: 'port-target-b' } as const;
const TEST_B = { id: 'server-test-b', ipv4: '172.16.0.161', port: 'port-test-b' } as const;
const THIRD = { id: 'server-third', ipv4: '10.0.0.5', port: 'port-third' } as const;

const open = { id: 'open', rules: [rule({ direction: 'ingress' }), rule({ direction: 'egress' })] };
const closed = (...given: Parameters<typeof rule>[0][]) => ({
  id: 'closed',
  rules: [...given.map(rule), rule({ direction: 'egress' })],
});

const A_TO_B: TopologyRoute = { vpcId: 'vpc-a', destination: '172.16.0.0/16', peeringId: 'ab' };
const B_TO_A: TopologyRoute = { vpcId: 'vpc-b', destination: '192.168.0.0/16', peeringId: 'ab' };
const A_TO_C: TopologyRoute = { vpcId: 'vpc-a', destination: '10.0.0.0/24', peeringId: 'ab' };
const C_TO_A: TopologyRoute = { vpcId: 'vpc-c', destination: '192.168.0.0/16', peeringId: 'bc' };
const B_TO_C: TopologyRoute = { vpcId: 'vpc-b', destination: '10.0.0.0/24', peeringId: 'bc' };
const C_TO_B: TopologyRoute = { vpcId: 'vpc-c', destination: '172.16.0.0/16', peeringId: 'bc' };

const guide = guideTopology();
const subnet = (vpc: string, cidr: string, gatewayIp: string) => ({
  id: `subnet-${vpc}`,
  vpcId: `vpc-${vpc}`,
  cidr,
  gatewayIp,
});

/** Everybody is in the group that is open, and ECS-source has an EIP, by which nothing for another VPC may leave. */
const unpeered: Topology = {
  ...guide,
  subnets: [...guide.subnets, subnet('b', '172.16.0.0/24', '172.16.0.1'), subnet('c', '10.0.0.0/24', '10.0.0.1')],
  servers: [
    ...guide.servers.filter(({ id }) => id === SOURCE.id || id === TEST.id),
    ...[TARGET_B, TEST_B, THIRD].map(({ id }) => server(id, id)),
  ],
  interfaces: [
    ...guide.interfaces.filter(({ id }) => id === SOURCE.port || id === TEST.port),
    nic(TARGET_B.port, TARGET_B.id, TARGET_B.ipv4, 4, [], 'subnet-b'),
    nic(TEST_B.port, TEST_B.id, TEST_B.ipv4, 5, [], 'subnet-b'),
    nic(THIRD.port, THIRD.id, THIRD.ipv4, 6, [], 'subnet-c'),
  ].map((port) => ({ ...port, securityGroupIds: ['open'] })),
  securityGroups: [open],
  eips: [{ id: 'eip-a', address: EIP, interfaceId: SOURCE.port }],
};

const peered = (...routes: TopologyRoute[]): Topology => ({
  ...unpeered,
  peerings: [
    { id: 'ab', vpcIds: ['vpc-a', 'vpc-b'] },
    { id: 'bc', vpcIds: ['vpc-b', 'vpc-c'] },
  ],
  routes,
});

/** `topology` with the given group instead of the open one on ECS-test-B. */
const guarding = (group: ReturnType<typeof closed>): Topology => {
  const topology = peered(A_TO_B, B_TO_A);
  return {
    ...topology,
    interfaces: topology.interfaces.map((port) =>
      port.id === TEST_B.port ? { ...port, securityGroupIds: [group.id] } : port,
    ),
    securityGroups: [open, group],
  };
};

const problems: string[] = [];
const onProblem = ({ message }: Error): void => void problems.push(message);

const tests = (fabric: () => KernelFabric): void => {
  beforeAll(() => fabric().apply(unpeered));
  afterEach(() => {
    expect(problems).toEqual([]);
  });

  const across = (): Promise<boolean> => pings(fabric(), SOURCE.id, TEST_B.ipv4);

  test('GIVEN two VPCs WHEN peering and routes come and go THEN they reach each other with all of it, and at once', async () => {
    expect(await across()).toBe(false);
    for (const missingOne of [peered(), peered(A_TO_B), peered(B_TO_A), { ...unpeered }]) {
      await fabric().apply(missingOne);
      expect(await across()).toBe(false);
      await fabric().apply(peered(A_TO_B, B_TO_A));
      expect(await across()).toBe(true);
      expect(await pings(fabric(), TEST_B.id, SOURCE.ipv4)).toBe(true);
    }
  });

  test('GIVEN a chain of peerings WHEN the ends have routes THEN each reaches its neighbour, and none the other end', async () => {
    await fabric().apply(peered(A_TO_B, B_TO_A, B_TO_C, C_TO_B, A_TO_C, C_TO_A));
    expect(await across()).toBe(true);
    expect(await pings(fabric(), TEST_B.id, THIRD.ipv4)).toBe(true);
    expect(await pings(fabric(), SOURCE.id, THIRD.ipv4)).toBe(false);
  });

  test('GIVEN a group of servers in both VPCs WHEN a rule names it THEN only those of the own VPC match, others by address', async () => {
    await fabric().apply(guarding(closed({ direction: 'ingress', remoteGroupId: 'open' })));
    expect(await pings(fabric(), TARGET_B.id, TEST_B.ipv4)).toBe(true);
    expect(await across()).toBe(false);
    await fabric().apply(guarding(closed({ direction: 'ingress', remoteCidr: `${SOURCE.ipv4}/32` })));
    expect(await across()).toBe(true);
    expect(await pings(fabric(), TEST.id, TEST_B.ipv4)).toBe(false);
  });

  describe('GIVEN a session whose target is in the other VPC', () => {
    const session: TopologyMirrorSession = {
      ...{ id: 'mirror-session-b', enabled: true, priority: 1, vni: 77, packetLength: 96 },
      sourceInterfaceIds: [SOURCE.port],
      targetInterfaceId: TARGET_B.port,
      rules: [{ direction: 'ingress', priority: 1, ethertype: 'IPv4', protocol: 'icmp', action: 'accept' }],
    };
    /** Its copies pass the same tap behind those of the session, and arrive within the source's own VPC. */
    const fence: TopologyMirrorSession = {
      ...{ id: 'fence', enabled: true, priority: 9, vni: 4242, packetLength: 96 },
      sourceInterfaceIds: [SOURCE.port],
      targetInterfaceId: TEST.port,
      rules: [{ direction: 'ingress', priority: 1, ethertype: 'IPv4', protocol: 'udp', action: 'accept' }],
    };
    const mirroring = (topology: Topology): Topology => ({ ...topology, mirrorSessions: [session, fence] });

    /** Copies of a ping within VPC-A, which needs no peering itself, as ECS-target of VPC-B sees them arrive. */
    const copies = (arrival = 'true'): Promise<readonly string[]> =>
      captureWhile(fabric(), TARGET_B.id, 'udp port 4789', async () => {
        expect(await pings(fabric(), TEST.id, SOURCE.ipv4)).toBe(true);
        await captureWhile(fabric(), TEST.id, 'udp port 4789', () =>
          on(fabric(), TEST.id, `echo >/dev/udp/${SOURCE.ipv4}/7; ${waitFor("grep -q 'vni 4242' /tmp/seen")}`),
        );
        await on(fabric(), TARGET_B.id, waitFor(arrival));
      });
    const arrived = "grep -q 'vni 77' /tmp/seen";

    test('WHEN traffic is sent THEN copies arrive across the peering, from the source itself', async () => {
      await fabric().apply(mirroring(peered(A_TO_B, B_TO_A)));
      const lines = await copies(arrived);
      expect(lines[0]).toMatch(
        /IP 192\.168\.0\.230\.\d+ > 172\.16\.0\.164\.4789: VXLAN, flags \[I\] \(0x08\), vni 77$/,
      );
      expect(lines[1]).toContain(`${TEST.ipv4} > ${SOURCE.ipv4}: ICMP echo request`);
    });

    test.each<[string, Topology]>([
      ['the route to the target goes', peered(B_TO_A)],
      ['the peering goes', unpeered],
    ])('WHEN %s THEN no copy arrives, and each does again with it', async (_, cut) => {
      await fabric().apply(mirroring(cut));
      expect(await copies()).toEqual([]);
      await fabric().apply(mirroring(peered(A_TO_B, B_TO_A)));
      expect((await copies(arrived)).length).toBeGreaterThan(0);
    });

    test("WHEN the target's group takes UDP 4789 from no address of the other VPC THEN no copy arrives", async () => {
      const topology = mirroring(peered(A_TO_B, B_TO_A));
      await fabric().apply({
        ...topology,
        interfaces: topology.interfaces.map((port) =>
          port.id === TARGET_B.port ? { ...port, securityGroupIds: ['closed'] } : port,
        ),
        securityGroups: [open, closed({ direction: 'ingress', remoteCidr: '172.16.0.0/16' })],
      });
      expect(await copies()).toEqual([]);
    });
  });

  test('GIVEN all of it WHEN the VPCs are taken away THEN nothing is left', async () => {
    const { subnets, servers, interfaces, mirrorSessions, eips, peerings, routes } = unpeered;
    expect([subnets, servers, interfaces].every(({ length }) => length > 0)).toBe(true);
    await fabric().apply({
      subnets: [],
      servers: [],
      interfaces: [],
      securityGroups: [],
      eips: [],
      peerings,
      routes,
      mirrorSessions,
    });
    expect(eips).toHaveLength(1);
    expect(await fabric().remains()).toEqual([]);
  });
};

describeWithFabric('peered VPCs', tests, { onProblem });
