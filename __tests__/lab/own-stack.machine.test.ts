import { captureWhile, connects, on, pings, waitFor } from './fabric/test-lab';
import { describeWithFabric } from './fabric/with-fabric';
import { eipBody, makeNetwork, serverBody } from './region/guide-lab';
import { RegionUnderTest } from './region/region-under-test';

jest.setTimeout(120_000);

/** The operator's own address, which a server of another VPC has as well: nothing of the lab forbids that. */
const OPERATOR = '198.51.100.10';
const VIRTUAL_IP = '192.168.0.50';
const TEST_IP = '192.168.0.161';
const SOURCE_IP = '192.168.0.230';
const SECOND_IP = '10.7.1.230';
const TARGET_IP = '10.7.1.164';

/** Of ECS-source both network interfaces, of the others the one. */
const ROLES = ['source', 'second', 'test', 'target', 'other'] as const;
type Role = (typeof ROLES)[number];
const ADDRESSES: Readonly<Record<Role, string>> = {
  source: SOURCE_IP,
  second: SECOND_IP,
  test: TEST_IP,
  target: TARGET_IP,
  other: OPERATOR,
};

/**
 * What people's own stacks have, through the region's HTTP API and with real packets: ECS-source with a second network
 * interface, ECS-target in a secondary block of the VPC, and a server in a VPC that is not peered.
 */
describeWithFabric("a stack of somebody's own, through HTTP and with real packets", (fabric) => {
  let lab: RegionUnderTest;
  let group: string;
  let subnet: string;
  const servers = {} as Record<Exclude<Role, 'second'>, string>;
  const ports = {} as Record<Role, string>;

  async function call(method: string, path: string, body?: unknown): Promise<void> {
    const answer = await lab.call(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  const addSubnet = (vpc_id: string, name: string, cidr: string, gateway_ip: string): Promise<string> =>
    lab.make('POST', '/v1/{p}/subnets', { subnet: { name, cidr, gateway_ip, vpc_id } }, 'subnet.id');

  const addBlock = (vpc: string, block: string): Promise<void> =>
    call('PUT', `/v3/{p}/vpc/vpcs/${vpc}/add-extend-cidr`, { vpc: { extend_cidrs: [block] } });

  const pairs = (port: string, ...addresses: readonly string[]): Promise<void> =>
    call('PUT', `/v1/{p}/ports/${port}`, {
      port: { allowed_address_pairs: addresses.map((ip_address) => ({ ip_address })) },
    });

  const makeEip = async (port_id: string): Promise<string> => {
    const eip = await lab.make('POST', '/v1/{p}/publicips', eipBody, 'publicip.id');
    await call('PUT', `/v1/{p}/publicips/${eip}`, { publicip: { port_id } });
    return lab.make('GET', `/v1/{p}/publicips/${eip}`, undefined, 'publicip.public_ip_address');
  };

  /** A session of network interfaces of ECS-source that mirrors UDP to one port. */
  async function mirror(priority: number, port: number, sources: readonly Role[], target: Role): Promise<void> {
    const name = `session-${priority}`;
    const mirroring = '/v3/{p}/vpc/traffic-mirror';
    const filter = { traffic_mirror_filter: { name } };
    const filterId = await lab.make('POST', `${mirroring}-filters`, filter, 'traffic_mirror_filter.id');
    const rule = {
      ...{ traffic_mirror_filter_id: filterId, direction: 'ingress', protocol: 'udp', ethertype: 'IPv4' },
      ...{ action: 'accept', priority: 1, destination_port_range: `${port}-${port}` },
    };
    await call('POST', `${mirroring}-filter-rules`, { traffic_mirror_filter_rule: rule });
    const session = {
      ...{ name, traffic_mirror_filter_id: filterId, priority, enabled: true },
      ...{ traffic_mirror_sources: sources.map((role) => ports[role]) },
      ...{ traffic_mirror_target_id: ports[target], traffic_mirror_target_type: 'eni' },
    };
    await call('POST', `${mirroring}-sessions`, { traffic_mirror_session: session });
  }

  /** One for all, so that they boot at once: names, networks and addresses. */
  async function boot(
    network: { vpc: string; subnet: string },
    second: string,
    other: { vpc: string; subnet: string },
  ) {
    const inVpc = { ...network, group };
    const at = (role: Role, subnet_id: string) => ({ subnet_id, ip_address: ADDRESSES[role] });
    const create = (role: keyof typeof servers, vpc: typeof inVpc, ...nics: readonly object[]) =>
      lab.make('POST', '/v1.1/{p}/cloudservers', serverBody(vpc, { name: `ECS-${role}`, nics }), 'serverIds.0');
    servers.source = await create('source', inVpc, at('source', network.subnet), at('second', second));
    servers.test = await create('test', inVpc, at('test', network.subnet));
    servers.target = await create('target', inVpc, at('target', second));
    servers.other = await create('other', { ...other, group }, at('other', other.subnet));
    await lab.region.idle();
    for (const role of ROLES) {
      const path = `/v1/{p}/ports?fixed_ips=ip_address%3D${ADDRESSES[role]}`;
      ports[role] = await lab.make('GET', path, undefined, 'ports.0.id');
    }
  }

  beforeAll(async () => {
    lab = await RegionUnderTest.start({ fabric: fabric() });
    const network = await makeNetwork(lab);
    ({ group, subnet } = network);
    await addBlock(network.vpc, '10.7.0.0/16');
    const second = await addSubnet(network.vpc, 'second', '10.7.1.0/24', '10.7.1.1');
    const vpc = await lab.make('POST', '/v1/{p}/vpcs', { vpc: { name: 'B', cidr: '172.16.0.0/16' } }, 'vpc.id');
    await addBlock(vpc, '198.51.100.0/24');
    const other = { vpc, subnet: await addSubnet(vpc, 'other', '198.51.100.0/24', '198.51.100.1') };
    await boot(network, second, other);
  });

  afterAll(() => lab.close());

  test('GIVEN a subnet in a secondary block of the VPC THEN its server is reached from the first block', async () => {
    expect(await pings(fabric(), servers.test, TARGET_IP)).toBe(true);
    expect(await pings(fabric(), servers.test, '10.7.1.165')).toBe(false);
  });

  test('GIVEN a session of both network interfaces of a server THEN each is mirrored, from its own address', async () => {
    await mirror(1, 7, ['source', 'second'], 'target');
    const lines = await captureWhile(fabric(), servers.target, 'udp port 4789', async () => {
      await on(fabric(), servers.test, `for to in ${SOURCE_IP} ${SECOND_IP}; do echo x >/dev/udp/$to/7; done`);
      for (const to of [SOURCE_IP, SECOND_IP]) {
        await on(fabric(), servers.target, waitFor(`grep -q '> ${to}.7: UDP' /tmp/seen`));
      }
    });
    const outer = lines.filter((line) => line.includes('VXLAN')).map((line) => /IP (\S+)\.\d+ > (\S+): /.exec(line));
    expect(outer.map((match) => match?.slice(1)).sort()).toEqual([
      [SECOND_IP, `${TARGET_IP}.4789`],
      [SOURCE_IP, `${TARGET_IP}.4789`],
    ]);
  });

  test('GIVEN an address group in a rule WHEN the group changes THEN the rule follows at once', async () => {
    const addresses = (...ip_set: readonly string[]) => ({ address_group: { name: 'allowed', ip_version: 4, ip_set } });
    const listed = await lab.make('POST', '/v3/{p}/vpc/address-groups', addresses(TEST_IP), 'address_group.id');
    const named = { security_group: { name: 'Sg-A' } };
    const closed = await lab.make('POST', '/v3/{p}/vpc/security-groups', named, 'security_group.id');
    const rule = { security_group_id: closed, direction: 'ingress', protocol: 'tcp', multiport: '22' };
    const body = { security_group_rule: { ...rule, ethertype: 'IPv4', remote_address_group_id: listed } };
    await call('POST', '/v3/{p}/vpc/security-group-rules', body);
    await call('PUT', `/v1/{p}/ports/${ports.target}`, { port: { security_groups: [closed] } });
    const open = () =>
      Promise.all([servers.test, servers.source].map((from) => connects(fabric(), from, TARGET_IP, 22)));
    // ECS-source reaches that network by its second network interface, from the address there.
    expect(await open()).toEqual([true, false]);
    await call('PUT', `/v3/{p}/vpc/address-groups/${listed}`, { address_group: { ip_set: ['10.7.1.200-10.7.1.240'] } });
    expect(await open()).toEqual([false, true]);
    await call('PUT', `/v1/{p}/ports/${ports.target}`, { port: { security_groups: [group] } });
    expect(await open()).toEqual([true, true]);
  });

  test('GIVEN a server that forwards WHEN its source_dest_check is off THEN it does, and not before', async () => {
    // From its first network to its second; redirects would tell the sender of a way round it.
    const quiet = 'net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.eth0.send_redirects=0';
    await on(fabric(), servers.source, `sysctl -q net.ipv4.ip_forward=1 ${quiet}`);
    await on(fabric(), servers.test, `ip route add ${TARGET_IP} via ${SOURCE_IP}`);
    expect(await pings(fabric(), servers.test, TARGET_IP)).toBe(false);
    await pairs(ports.second, '1.1.1.1/0');
    expect(await pings(fabric(), servers.test, TARGET_IP)).toBe(true);
    await pairs(ports.second);
    expect(await pings(fabric(), servers.test, TARGET_IP)).toBe(false);
    await on(fabric(), servers.test, `ip route del ${TARGET_IP} via ${SOURCE_IP}`);
    expect(await pings(fabric(), servers.test, TARGET_IP)).toBe(true);
  });

  test('GIVEN a virtual IP with an EIP THEN whichever of its servers has the address answers, and no other', async () => {
    const icmp = { security_group_id: group, direction: 'ingress', ethertype: 'IPv4', protocol: 'icmp' };
    await call('POST', '/v3/{p}/vpc/security-group-rules', { security_group_rule: icmp });
    const vip = { network_id: subnet, device_owner: 'neutron:VIP_PORT', fixed_ips: [{ ip_address: VIRTUAL_IP }] };
    const id = await lab.make('POST', '/v1/{p}/ports', { port: vip }, 'port.id');
    const eip = await makeEip(id);
    /** Whether it answers a server of its subnet, and the operator through the EIP. */
    const answers = (from: string) =>
      Promise.all([
        pings(fabric(), from, VIRTUAL_IP, 3),
        fabric()
          .operator.run(['ping', '-c', '1', '-W', '3', eip])
          .then(({ status }) => status === 0),
      ]);
    /** It takes the address, and the gateway learns it from a packet that nobody needs to answer. */
    const take = (server: string) =>
      on(
        fabric(),
        server,
        `ip address add ${VIRTUAL_IP}/24 dev eth0; ping -c 1 -W 1 -I ${VIRTUAL_IP} 192.168.0.1 || true`,
      );
    const leave = (server: string) => on(fabric(), server, `ip address del ${VIRTUAL_IP}/24 dev eth0`);

    await take(servers.test);
    expect(await answers(servers.source)).toEqual([false, false]);
    await leave(servers.test);
    await pairs(id, SOURCE_IP, TEST_IP);
    await pairs(ports.source, '1.1.1.1/0');
    await pairs(ports.test, '1.1.1.1/0');
    await take(servers.source);
    expect(await answers(servers.test)).toEqual([true, true]);
    await leave(servers.source);
    expect(await answers(servers.test)).toEqual([false, false]);
    await take(servers.test);
    expect(await answers(servers.source)).toEqual([true, true]);
  });

  test('GIVEN a target in a VPC that is not peered THEN its copies do not leave by the EIP of the source', async () => {
    await makeEip(ports.source);
    await mirror(2, 1234, ['source'], 'other');
    /** What came to the operator's address for a port that nobody listens at. */
    const strayed = async (): Promise<number> => {
      const { stdout } = await fabric().operator.run(['cat', '/proc/net/snmp']);
      const [, numbers = ''] = stdout.split('\n').filter((line) => line.startsWith('Udp: '));
      return Number(numbers.split(' ')[2]);
    };
    const before = await strayed();
    // Both take the same way through the tap: when the second has been copied, the first has been.
    await captureWhile(fabric(), servers.target, 'udp port 4789', async () => {
      await on(fabric(), servers.test, `for port in 1234 7; do echo x >/dev/udp/${SOURCE_IP}/$port; done`);
      await on(fabric(), servers.target, waitFor(`grep -q '> ${SOURCE_IP}.7: UDP' /tmp/seen`));
    });
    const afterCopies = await strayed();
    await on(fabric(), servers.source, `echo x >/dev/udp/${OPERATOR}/4789; ping -c 1 -W 1 ${OPERATOR} || true`);
    expect([afterCopies - before, (await strayed()) - before]).toEqual([0, 1]);
  });
});
