import { everythingOut, guideTopology, nic, rule, server, SOURCE, TARGET, TEST, withRules } from './guide-topology';
import { captureWhile, connects, on, pings } from './test-lab';
import { describeWithFabric } from './with-fabric';

jest.setTimeout(60_000);

const ssh = { protocol: 'tcp', ports: [{ from: 22, to: 22 }] } as const;

describeWithFabric('security groups in the fabric', (fabric) => {
  const fromTest = (port = 22): Promise<boolean> => connects(fabric(), TEST.id, SOURCE.ipv4, port);

  test('GIVEN no inbound rule WHEN another server connects THEN nothing comes in, and with the rule it does', async () => {
    await fabric().apply(withRules(everythingOut));
    expect(await fromTest()).toBe(false);
    expect(await pings(fabric(), TEST.id, SOURCE.ipv4)).toBe(false);

    await fabric().apply(withRules([...everythingOut, rule({ direction: 'ingress', ...ssh })]));
    expect(await fromTest()).toBe(true);
    expect(await pings(fabric(), TEST.id, SOURCE.ipv4)).toBe(false);
  });

  test('GIVEN no outbound rule WHEN the server connects THEN nothing goes out, but it can answer', async () => {
    const inboundSsh = rule({ direction: 'ingress', ...ssh });
    const targetOpen = { ...guideTopology(), securityGroups: [{ id: 'sg-x', rules: [inboundSsh, ...everythingOut] }] };
    await fabric().apply(withRules([inboundSsh], everythingOut, targetOpen));
    expect(await connects(fabric(), SOURCE.id, TARGET.ipv4, 22)).toBe(false);
    expect(await fromTest()).toBe(true);

    await fabric().apply(withRules([inboundSsh, ...everythingOut], everythingOut, targetOpen));
    expect(await connects(fabric(), SOURCE.id, TARGET.ipv4, 22)).toBe(true);
  });

  test('GIVEN a port range, a source and a protocol WHEN traffic differs in one of them THEN it is dropped', async () => {
    const wanted = { protocol: 'tcp', ports: [{ from: 20, to: 30 }], remoteCidr: `${TEST.ipv4}/32` } as const;
    const apply = (change: object): Promise<void> =>
      fabric().apply(withRules([...everythingOut, rule({ direction: 'ingress', ...wanted, ...change })]));
    await apply({});
    expect(await fromTest()).toBe(true);
    await apply({ ports: [{ from: 23, to: 30 }] });
    expect(await fromTest()).toBe(false);
    await apply({
      ports: [
        { from: 80, to: 81 },
        { from: 22, to: 22 },
      ],
    });
    expect(await fromTest()).toBe(true);
    await apply({ remoteCidr: '192.168.0.162/32' });
    expect(await fromTest()).toBe(false);
    await apply({ protocol: 'udp' });
    expect(await fromTest()).toBe(false);
    await apply({ ethertype: 'IPv6', remoteCidr: '::/0' });
    expect(await fromTest()).toBe(false);
    await apply({ protocol: '6' });
    expect(await fromTest()).toBe(true);
  });

  test('GIVEN a remote group WHEN a server joins and leaves it THEN the rule follows its membership', async () => {
    const fromGroup = [...everythingOut, rule({ direction: 'ingress', remoteGroupId: 'sg-t' })];
    const topology = withRules(fromGroup);
    await fabric().apply(topology);
    expect(await fromTest()).toBe(true);
    expect(await connects(fabric(), TARGET.id, SOURCE.ipv4, 22)).toBe(false);

    const interfaces = topology.interfaces.map((port) => ({
      ...port,
      securityGroupIds:
        port.id === TARGET.port ? ['sg-x', 'sg-t'] : port.id === TEST.port ? ['sg-x'] : port.securityGroupIds,
    }));
    await fabric().apply({ ...topology, interfaces });
    expect(await connects(fabric(), TARGET.id, SOURCE.ipv4, 22)).toBe(true);
    expect(await fromTest()).toBe(false);
  });

  test('GIVEN rules that contradict WHEN priorities differ THEN the smaller wins, and deny within one', async () => {
    const allow = rule({ direction: 'ingress', ...ssh, priority: 10 });
    const deny = rule({ direction: 'ingress', ...ssh, action: 'deny', priority: 10 });
    await fabric().apply(withRules([...everythingOut, allow, deny]));
    expect(await fromTest()).toBe(false);
    await fabric().apply(withRules([...everythingOut, allow, { ...deny, priority: 11 }]));
    expect(await fromTest()).toBe(true);
    await fabric().apply(withRules([...everythingOut, allow, { ...deny, priority: 2 }]));
    expect(await fromTest()).toBe(false);
  });

  test('GIVEN ICMP rules WHEN a ping comes THEN it is answered over the version of IP that is allowed', async () => {
    await fabric().apply(withRules([...everythingOut, rule({ direction: 'ingress', protocol: 'icmp' })]));
    expect(await pings(fabric(), TEST.id, SOURCE.ipv4)).toBe(true);
    expect(await pings(fabric(), TEST.id, 'fd00:a::101')).toBe(false);
    expect(await fromTest()).toBe(false);

    await fabric().apply(
      withRules([...everythingOut, rule({ direction: 'ingress', ethertype: 'IPv6', protocol: 'icmpv6' })]),
    );
    expect(await pings(fabric(), TEST.id, 'fd00:a::101')).toBe(true);
    expect(await pings(fabric(), TEST.id, SOURCE.ipv4)).toBe(false);
  });

  test('GIVEN a connection over IPv6 WHEN only IPv6 is allowed THEN it is accepted', async () => {
    await fabric().apply(withRules([...everythingOut, rule({ direction: 'ingress', ethertype: 'IPv6', ...ssh })]));
    expect(await connects(fabric(), TEST.id, 'fd00:a::101', 22)).toBe(true);
    expect(await fromTest()).toBe(false);
  });

  test('GIVEN UDP larger than a frame WHEN its port is allowed THEN all its fragments arrive, and none otherwise', async () => {
    const udp = rule({ direction: 'ingress', protocol: 'udp', ports: [{ from: 5000, to: 5000 }] });
    const send = 'head -c 4000 /dev/zero | dd bs=4000 iflag=fullblock status=none >/dev/udp/192.168.0.230/5000';
    const fragments = async (): Promise<number> => {
      const filter = 'udp or (ip[6:2] & 0x1fff != 0)';
      return (await captureWhile(fabric(), SOURCE.id, filter, () => on(fabric(), TEST.id, send))).length;
    };
    await fabric().apply(withRules([...everythingOut, udp]));
    expect(await fragments()).toBe(3);
    await fabric().apply(withRules([...everythingOut, { ...udp, ports: [{ from: 5001, to: 5001 }] }]));
    expect(await fragments()).toBe(0);
  });

  test('GIVEN a guest that pretends WHEN it sends from an address or MAC that is not its own THEN nothing arrives', async () => {
    // Whatever comes in would be let in.
    await fabric().apply(withRules([rule({ direction: 'ingress' }), ...everythingOut]));
    const requests = async (script: string): Promise<number> => {
      const pretend = (): Promise<string> => on(fabric(), TEST.id, `${script}; true`);
      return (await captureWhile(fabric(), SOURCE.id, 'icmp[0] = 8', pretend)).length;
    };
    const ping = `ping -c 1 -W 1 ${SOURCE.ipv4}`;
    expect(await requests(ping)).toBe(1);
    await on(fabric(), TEST.id, 'ip address add 192.168.0.99/24 dev eth0');
    expect(await requests(`${ping} -I 192.168.0.99`)).toBe(0);
    await on(fabric(), TEST.id, 'ip address del 192.168.0.99/24 dev eth0; ip link set eth0 address fa:16:3e:00:00:99');
    expect(await requests(ping)).toBe(0);
    await on(fabric(), TEST.id, 'ip link set eth0 address fa:16:3e:7e:d6:03');
    expect(await requests(ping)).toBe(1);
  });

  test('GIVEN two subnets and two VPCs WHEN servers talk THEN subnets are routed and VPCs isolated', async () => {
    const open = { id: 'open', rules: [...everythingOut, rule({ direction: 'ingress' })] };
    const base = guideTopology();
    await fabric().apply({
      ...base,
      subnets: [
        ...base.subnets,
        { id: 'subnet-a02', vpcId: 'vpc-a', cidr: '192.168.1.0/24', gatewayIp: '192.168.1.1' },
        { id: 'subnet-b01', vpcId: 'vpc-b', cidr: '192.168.0.0/24', gatewayIp: '192.168.0.1' },
      ],
      servers: [...base.servers, server('same-vpc', 'same-vpc'), server('other-vpc', 'other-vpc')],
      interfaces: [
        ...base.interfaces.map((port) => ({ ...port, securityGroupIds: ['open'] })),
        nic('port-same', 'same-vpc', '192.168.1.10', 0x20, ['open'], 'subnet-a02'),
        // The same address as ECS-target, in the other VPC.
        nic('port-other', 'other-vpc', TARGET.ipv4, 0x21, ['open'], 'subnet-b01'),
      ],
      securityGroups: [...base.securityGroups, open],
    });
    expect(await pings(fabric(), SOURCE.id, '192.168.1.10')).toBe(true);
    expect(await connects(fabric(), 'same-vpc', SOURCE.ipv4, 22)).toBe(true);
    expect(await pings(fabric(), 'other-vpc', SOURCE.ipv4)).toBe(false);
    expect(await pings(fabric(), 'other-vpc', '192.168.1.10')).toBe(false);
  });
});
