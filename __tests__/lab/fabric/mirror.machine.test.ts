import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type KernelFabric } from '../../../lab/fabric/fabric';
import { type Topology, type TopologyMirrorRule, type TopologyMirrorSession } from '../../../lab/topology/topology';
import { childrenOf } from './mirror/residue';
import { EIP, guideTopology, rule, sgX, SOURCE, TARGET, TEST } from './guide-topology';
import { captureWhile, on, waitFor } from './test-lab';
import { describeWithFabric } from './with-fabric';

jest.setTimeout(60_000);

const PORT = 1234;

/** Table 5 of the guide. */
const table5: TopologyMirrorRule = {
  ...{ direction: 'ingress', priority: 1, ethertype: 'IPv4', protocol: 'tcp', action: 'accept' },
  sourceCidr: `${TEST.ipv4}/32`,
  destinationCidr: `${SOURCE.ipv4}/32`,
  destinationPorts: { from: PORT, to: PORT },
};

const sessionA: TopologyMirrorSession = {
  ...{ id: 'mirror-session-a', enabled: true, priority: 2, vni: 1, packetLength: 96 },
  sourceInterfaceIds: [SOURCE.port],
  targetInterfaceId: TARGET.port,
  rules: [table5],
};

/**
 * Mirrors UDP port 7 to ECS-test, whose first group lets it in. Its frames pass the same tap after those of a test, so
 * when one has arrived, all that was to be mirrored before has been. It is asked first: no other session may take them.
 */
const fence: TopologyMirrorSession = {
  ...{ id: 'mirror-session-fence', enabled: true, priority: 1, vni: 4242, packetLength: 96 },
  sourceInterfaceIds: [SOURCE.port],
  targetInterfaceId: TEST.port,
  rules: [{ ...table5, protocol: 'udp', destinationPorts: { from: 7, to: 7 } }],
};

const problems: string[] = [];
const onProblem = ({ message }: Error): void => void problems.push(message);

const tests = (fabric: () => KernelFabric): void => {
  beforeAll(async () => {
    await fabric().apply(guideTopology());
    for (const id of [SOURCE.id, TEST.id]) {
      await fabric().apply({ ...guideTopology(), eips: [{ id: 'eip-a', address: EIP, interfaceId: portOf(id) }] });
      await on(fabric(), id, 'yum install -y nc');
    }
  });

  beforeEach(() => {
    problems.length = 0;
  });

  const portOf = (id: string): string => (id === TEST.id ? TEST.port : SOURCE.port);

  const withSessions = (mirrorSessions: readonly TopologyMirrorSession[], group = sgX): Topology => {
    const base = guideTopology();
    const open = { id: 'open', rules: [rule({ direction: 'ingress' }), rule({ direction: 'egress' })] };
    return {
      ...base,
      interfaces: base.interfaces.map((port) =>
        port.id === TEST.port ? { ...port, securityGroupIds: ['open', 'sg-x'] } : port,
      ),
      securityGroups: [group, open],
      mirrorSessions: [...mirrorSessions, fence],
    };
  };

  const withSession = (change: Partial<TopologyMirrorSession> = {}, group = sgX): Topology =>
    withSessions([{ ...sessionA, ...change }], group);

  const throughFence = (): Promise<unknown> =>
    captureWhile(fabric(), TEST.id, 'udp port 4789', async () => {
      await on(fabric(), TEST.id, `echo fence >/dev/udp/${SOURCE.ipv4}/7; ${waitFor("grep -q 'vni 4242' /tmp/seen")}`);
    });

  /** Sends a line as the guide does, requires that it arrives unharmed, and returns what ECS-target sees meanwhile. */
  const mirrored = (text: string, port = PORT, options = '-nne'): Promise<readonly string[]> =>
    captureWhile(
      fabric(),
      TARGET.id,
      'udp port 4789',
      async () => {
        await on(fabric(), SOURCE.id, `rm -f /tmp/got; (setsid nc -l ${port} >/tmp/got 2>/tmp/nc-log &) </dev/null`);
        await on(fabric(), SOURCE.id, waitFor(`ss -ltn | grep -q ':${port} '`));
        await on(fabric(), TEST.id, `echo ${text} | nc ${SOURCE.ipv4} ${port}`);
        await on(fabric(), SOURCE.id, waitFor(`grep -qx '${text}' /tmp/got`));
        await throughFence();
      },
      options,
    );

  test("GIVEN the guide's session WHEN its traffic is sent THEN ECS-target reads the guide's two lines", async () => {
    await fabric().apply(withSession());
    const lines = await mirrored('12345');
    const at = lines.findIndex((line) => line.includes('Flags [P.]'));
    const outer = lines[at - 1] ?? '';
    expect(outer).toMatch(/ > fa:16:3e:7e:d6:02, ethertype IPv4 \(0x0800\), length 122: /);
    expect(outer).toMatch(/192\.168\.0\.230\.\d+ > 192\.168\.0\.164\.4789: VXLAN, flags \[I\] \(0x08\), vni 1$/);
    expect(lines[at]).toMatch(/^fa:16:3e:7e:d6:03 > fa:16:3e:7e:d6:01, ethertype IPv4 \(0x0800\), length 72: /);
    expect(lines[at]).toMatch(/192\.168\.0\.161\.\d+ > 192\.168\.0\.230\.1234: Flags \[P\.\], .*length 6$/);
  });

  test('GIVEN that session WHEN only the inner frames are read THEN none is of the reverse direction', async () => {
    await fabric().apply(withSession());
    const lines = await mirrored('direction');
    expect(lines.filter((line) => line.includes('Flags')).length).toBeGreaterThan(2);
    expect(lines.filter((line) => line.includes('192.168.0.230.1234 >'))).toEqual([]);
  });

  const vxlan = { protocol: 'udp', ports: [{ from: 4789, to: 4789 }] } as const;
  const sgWithoutMirror = {
    ...sgX,
    rules: [...sgX.rules, rule({ direction: 'ingress', action: 'deny', ...vxlan })],
  };
  const reject: TopologyMirrorRule = { ...table5, priority: 1, action: 'reject' };
  const silent: readonly { readonly cause: string; readonly topology: Topology; readonly port?: number }[] = [
    { cause: 'another port', topology: withSession(), port: 1235 },
    { cause: 'a disabled session', topology: withSession({ enabled: false }) },
    { cause: 'a rule rejected before', topology: withSession({ rules: [{ ...table5, priority: 2 }, reject] }) },
    { cause: 'a filter without rules', topology: withSession({ rules: [] }) },
    { cause: 'a closed UDP 4789 at the target', topology: withSession({}, sgWithoutMirror) },
    { cause: 'no session', topology: withSessions([]) },
  ];

  test.each(silent)(
    'GIVEN $cause WHEN traffic is sent THEN nothing is mirrored, and with the session it is',
    async ({ topology, port }) => {
      await fabric().apply(topology);
      expect(await mirrored('silent', port)).toEqual([]);
      await fabric().apply(withSession());
      expect((await mirrored('positive')).length).toBeGreaterThan(0);
    },
  );

  test('GIVEN a running session WHEN VNI and packet length change THEN the next frames have them', async () => {
    await fabric().apply(withSession());
    await fabric().apply(withSession({ vni: 16777215, packetLength: 60 }));
    const lines = await mirrored('changed');
    const outer = lines.filter((line) => line.includes('VXLAN'));
    expect(outer.length).toBeGreaterThan(2);
    expect(outer.every((line) => line.includes('vni 16777215') && line.includes('length 110:'))).toBe(true);
  });

  test('GIVEN a source that is switched off and on WHEN traffic is sent THEN it is mirrored again', async () => {
    const off = withSession();
    const servers = off.servers.map((each) => (each.id === SOURCE.id ? { ...each, power: 'off' as const } : each));
    await fabric().apply(withSession());
    await fabric().apply({ ...off, servers });
    await fabric().apply(withSession());
    expect((await mirrored('again')).length).toBeGreaterThan(0);
  });

  test('GIVEN a mirror whose process is killed WHEN nothing else happens THEN traffic is soon mirrored again', async () => {
    await fabric().apply(withSession());
    const injectors = (): readonly number[] =>
      childrenOf(process.pid).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('inject.pl'));
    const killed = injectors();
    killed.forEach((pid) => process.kill(pid, 'SIGKILL'));
    const deadline = Date.now() + 10_000;
    while (problems.length < killed.length && Date.now() < deadline) await sleep(20);
    expect(problems).toEqual([
      expect.stringMatching(/^mirror tap on p\d+: injector ended: signal SIGKILL; it runs again$/),
    ]);
    expect((await mirrored('revived')).length).toBeGreaterThan(0);
  });

  test('GIVEN a mirror whose process is killed WHEN sessions change THEN the change succeeds', async () => {
    for (const vni of [1, 2, 3, 4]) {
      await fabric().apply(withSession());
      childrenOf(process.pid)
        .filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('inject.pl'))
        .forEach((pid) => process.kill(pid, 'SIGKILL'));
      await sleep(vni * 5);
      await fabric().apply(withSession({ vni }));
      expect((await mirrored('changed')).filter((line) => line.endsWith(`vni ${vni}`)).length).toBeGreaterThan(0);
    }
  });

  test('GIVEN targets that are sources WHEN sessions come and go THEN no mirrored frame is mirrored again', async () => {
    const everything = (id: string, vni: number, from: string, to: string): TopologyMirrorSession => ({
      ...{ ...sessionA, id, vni, packetLength: 200, sourceInterfaceIds: [from], targetInterfaceId: to },
      rules: [{ direction: 'ingress', priority: 1, ethertype: 'IPv4', protocol: 'all', action: 'accept' }],
    });
    const there = everything('there', 1, SOURCE.port, TARGET.port);
    const back = everything('back', 2, TARGET.port, SOURCE.port);
    const on3 = everything('on', 3, TARGET.port, TEST.port);
    await fabric().apply(withSessions([there, on3]));
    const lines = await captureWhile(fabric(), TARGET.id, 'udp port 4789', async () => {
      const busy = on(fabric(), TEST.id, `ping -q -i 0.001 -w 20 ${TARGET.ipv4} & echo $! >/tmp/ping; wait`);
      for (let change = 0; change < 8; change += 1) {
        await fabric().apply(withSessions([there, back, on3]));
        await fabric().apply(withSessions([there, on3]));
      }
      await on(fabric(), TEST.id, `kill "$(cat /tmp/ping)"; ping -c 1 ${SOURCE.ipv4}`);
      await busy;
      await throughFence();
    });
    // The one ping to ECS-source is mirrored, with nothing between the outer and the inner frame.
    expect(lines.filter((line) => line.includes(`${TEST.ipv4} > ${SOURCE.ipv4}: ICMP echo request`))).toHaveLength(1);
    const nested = lines.filter((line, at) => line.includes('VXLAN') && lines[at + 1]?.includes('VXLAN') === true);
    expect(nested).toEqual([]);
  });
};

describeWithFabric('mirroring in the fabric', tests, { onProblem });
