import { mustRun } from '../../../lab/fabric/command';
import { startFabric, type KernelFabric } from '../../../lab/fabric/fabric';
import { LabNamespaces } from '../../../lab/fabric/lab-namespaces';
import { type MirrorPlane, type ResolvedMirrorSession, type TapCondition } from '../../../lab/fabric/mirror-plane';
import { type Topology, type TopologyInterface, type TopologySubnet } from '../../../lab/topology/topology';
import { childrenOf } from './mirror/residue';
import { describeUnless } from '../../needs';
import { EIP, guideTopology, nic, server, SOURCE, TARGET, TEST } from './guide-topology';
import { missing, on, pings } from './test-lab';
import { describeWithFabric } from './with-fabric';

jest.setTimeout(60_000);

/** Remembers what it is told. */
class RecordingMirror implements MirrorPlane {
  readonly told: (readonly ResolvedMirrorSession[])[] = [];
  closed = 0;

  apply(sessions: readonly ResolvedMirrorSession[]): Promise<void> {
    this.told.push(sessions);
    return Promise.resolve();
  }

  condition(): Promise<readonly TapCondition[]> {
    return Promise.resolve([]);
  }

  close(): Promise<void> {
    this.closed += 1;
    return Promise.resolve();
  }
}

const session = {
  ...{ id: 'session-a', enabled: true, priority: 1, vni: 1, packetLength: 96, rules: [] },
  sourceInterfaceIds: [SOURCE.port],
  targetInterfaceId: TARGET.port,
} as const;

const NOTHING: Topology = {
  subnets: [],
  servers: [],
  interfaces: [],
  securityGroups: [],
  eips: [],
  mirrorSessions: [],
  peerings: [],
  routes: [],
};

function without(topology: Topology, serverId: string): Topology {
  return {
    ...topology,
    servers: topology.servers.filter(({ id }) => id !== serverId),
    interfaces: topology.interfaces.filter((port) => port.serverId !== serverId),
  };
}

function withoutIpv6(port: TopologyInterface): TopologyInterface {
  const { id, serverId, subnetId, mac, ipv4, securityGroupIds } = port;
  return { id, serverId, subnetId, mac, ipv4, securityGroupIds };
}

describeUnless(missing, 'a fabric that is closed', () => {
  test('GIVEN servers that are booting WHEN the fabric is closed THEN the change fails and nothing is left', async () => {
    const fabric = await startFabric();
    const change = fabric.apply(guideTopology());
    const failure = expect(change).rejects.toThrow(/could not be|the lab has ended/);
    await fabric.close();
    await failure;
  });

  test('GIVEN a closed fabric WHEN it is closed again or used THEN closing is fine and use is refused', async () => {
    const mirror = new RecordingMirror();
    const fabric = await startFabric({ mirror });
    await fabric.apply(guideTopology());
    const pid = fabric.guestPid(SOURCE.id) ?? 0;
    await Promise.all([fabric.close(), fabric.close()]);
    await fabric.close();
    expect(mirror.closed).toBe(1);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await expect(fabric.apply(guideTopology())).rejects.toThrow('the fabric is closed');
  });
});

const mirror = new RecordingMirror();

// In this order few servers boot that need not.
const tests = (fabric: () => KernelFabric): void => {
  test('GIVEN several calls at once WHEN they are served THEN the last one is what remains', async () => {
    const topologies = [guideTopology(), without(guideTopology(), TEST.id), without(guideTopology(), TARGET.id)];
    await Promise.all(topologies.map((topology) => fabric().apply({ ...topology, eips: [] })));
    expect(await pings(fabric(), TEST.id, SOURCE.ipv4)).toBe(true);
    await expect(fabric().exec(TARGET.id, ['true'])).rejects.toThrow('is not running');
  });

  test('GIVEN an applied topology WHEN it is applied again THEN servers keep running', async () => {
    await fabric().apply(guideTopology());
    const pid = fabric().guestPid(SOURCE.id);
    await fabric().apply(guideTopology());
    expect(fabric().guestPid(SOURCE.id)).toBe(pid);
    expect(pid).toBeGreaterThan(1);
  });

  test('GIVEN two fabrics side by side WHEN both have the same topology THEN neither reaches the other', async () => {
    const one = fabric();
    const other = await startFabric();
    try {
      await Promise.all([one.apply(guideTopology()), other.apply(without(guideTopology(), SOURCE.id))]);
      expect(await pings(one, TEST.id, SOURCE.ipv4)).toBe(true);
      expect(await pings(other, TEST.id, SOURCE.ipv4)).toBe(false);
      const answer = await other.operator.run(['ping', '-c', '1', '-W', '1', EIP]);
      expect(answer.status).toBe(1);
    } finally {
      await other.close();
    }
  });

  test('GIVEN something that cannot be made WHEN it is applied THEN it is named, and the next apply mends it', async () => {
    const good = guideTopology();
    // The kernel gives this address to no link.
    const mac = '00:00:00:00:00:00';
    const twin = { ...nic('port-twin', 'twin', '192.168.0.99', 0x30, ['sg-x']), mac };
    const bad = {
      ...good,
      servers: [...good.servers, server('twin', 'ECS-twin')],
      interfaces: [...good.interfaces, twin],
    };
    await expect(fabric().apply(bad)).rejects.toThrow(
      'network interface port-twin of server ECS-twin could not be made',
    );
    const mended = [...good.interfaces, { ...twin, mac: 'fa:16:3e:7e:d6:30' }];
    await fabric().apply({ ...bad, interfaces: mended });
    expect(await pings(fabric(), 'twin', SOURCE.ipv4)).toBe(true);
  });

  test('GIVEN a subnet that cannot be made WHEN it is mended THEN nothing of the attempt is left', async () => {
    await fabric().apply(guideTopology());
    const bridges = async (): Promise<string> => {
      const pid = fabric().port(SOURCE.port)?.namespacePid ?? 0;
      return (await mustRun(['nsenter', `--net=/proc/${pid}/ns/net`, 'ip', '-brief', 'link'])).replaceAll(/ .*/g, '');
    };
    const before = await bridges();
    // The kernel gives a multicast address to no link.
    const subnet = { id: 'subnet-a02', vpcId: 'vpc-a', cidr: '192.168.2.0/24', gatewayIp: '192.168.2.1' };
    const bad = { ...subnet, ipv6Cidr: 'fd00:b::/64', ipv6GatewayIp: 'ff02::99' };
    const withSubnet = (each: TopologySubnet): Topology => ({
      ...guideTopology(),
      subnets: [...guideTopology().subnets, each],
    });
    await expect(fabric().apply(withSubnet(bad))).rejects.toThrow('subnet subnet-a02 could not be made');
    expect(await bridges()).toBe(before);
    await fabric().apply(withSubnet(subnet));
    expect(await pings(fabric(), SOURCE.id, subnet.gatewayIp)).toBe(true);
  });

  test('GIVEN a mirror plane WHEN ends of a session come and go THEN it is told only what exists', async () => {
    const topology = { ...guideTopology(), mirrorSessions: [session] };
    await fabric().apply(topology);
    const [told] = mirror.told.at(-1) ?? [];
    expect(told).toMatchObject({ session: { id: 'session-a' }, target: { ipv4: TARGET.ipv4, injectDevice: 'br0' } });
    expect(told?.sources.map(({ ipv4 }) => ipv4)).toEqual([SOURCE.ipv4]);

    await fabric().apply(without(topology, TARGET.id));
    expect(mirror.told.at(-1)).toEqual([]);
  });

  test('GIVEN a second interface and a new group WHEN they are added to a running server THEN they work at once', async () => {
    const topology = guideTopology();
    await fabric().apply(topology);
    const second = { id: 'subnet-a02', vpcId: 'vpc-a', cidr: '192.168.2.0/24', gatewayIp: '192.168.2.1' };
    await fabric().apply({
      ...topology,
      subnets: [...topology.subnets, second],
      interfaces: [...topology.interfaces, nic('port-second', SOURCE.id, '192.168.2.10', 0x40, ['sg-x'], second.id)],
    });
    expect(await on(fabric(), SOURCE.id, 'ip -o -4 address show dev eth1')).toContain('192.168.2.10/24');
    expect(await pings(fabric(), SOURCE.id, '192.168.2.1')).toBe(true);
  });

  test.each([
    ['its filter', 'nft'],
    ['its kernel parameters', 'sysctl'],
  ] as const)(
    'GIVEN a VPC that fails at %s WHEN it is applied again THEN it is made, and once',
    async (_what, method) => {
      await fabric().apply(NOTHING);
      const failing = jest.spyOn(LabNamespaces.prototype, method);
      try {
        failing.mockImplementationOnce(() => Promise.reject(new Error('out of memory')));
        const holders = childrenOf(process.pid).length;
        const topology = { ...guideTopology(), servers: [], interfaces: [], eips: [] };
        await expect(fabric().apply(topology)).rejects.toThrow('VPC vpc-a could not be made: out of memory');
        expect(childrenOf(process.pid)).toHaveLength(holders);
        await fabric().apply(guideTopology());
        expect(await pings(fabric(), TEST.id, SOURCE.ipv4)).toBe(true);
        expect((await fabric().operator.run(['ping', '-c', '1', '-W', '1', '198.51.100.1'])).status).toBe(0);
      } finally {
        failing.mockRestore();
      }
    },
  );

  test('GIVEN a whole VPC WHEN it is removed and made again at once THEN its servers are reached again', async () => {
    for (let round = 0; round < 3; round += 1) {
      await fabric().apply(guideTopology());
      expect((await fabric().operator.run(['ping', '-c', '1', '-W', '1', EIP])).status).toBe(1);
      expect(await pings(fabric(), TEST.id, '198.51.100.10')).toBe(true);
      await fabric().apply(NOTHING);
    }
  });

  test('GIVEN a running server WHEN its subnet gets and loses IPv6 THEN its interface without IPv6 stays as it is', async () => {
    const v6 = guideTopology();
    const bare = ({ id, vpcId, cidr, gatewayIp }: TopologySubnet): TopologySubnet => ({ id, vpcId, cidr, gatewayIp });
    const v4 = {
      ...v6,
      subnets: v6.subnets.map(bare),
      interfaces: v6.interfaces.map(withoutIpv6),
    };
    const eth0 = (): Promise<string> =>
      on(fabric(), SOURCE.id, 'cat /sys/class/net/eth0/ifindex; ip -6 address show dev eth0 scope global');
    await fabric().apply(v4);
    const before = await eth0();
    // Its own setting, which a new interface would not have.
    await on(fabric(), SOURCE.id, 'ip route add 10.9.0.0/16 via 192.168.0.1');

    const mixed = v6.interfaces.map((port) => (port.id === TEST.port ? port : withoutIpv6(port)));
    await fabric().apply({ ...v6, interfaces: mixed });
    expect(await eth0()).toBe(before);
    expect(await on(fabric(), SOURCE.id, 'ip route show 10.9.0.0/16')).toContain('via 192.168.0.1');
    expect(await pings(fabric(), TEST.id, 'fd00:a::1')).toBe(true);
    expect(await pings(fabric(), TEST.id, SOURCE.ipv4)).toBe(true);

    await fabric().apply(v4);
    expect(await eth0()).toBe(before);
    expect(await on(fabric(), TEST.id, 'ip -6 address show dev eth0 scope global')).toBe('');
  });
};

describeWithFabric('the fabric', tests, { mirror });
