import * as vpc2 from '@huaweicloud/huaweicloud-sdk-vpc/v2/public-api';
import * as vpc3 from '@huaweicloud/huaweicloud-sdk-vpc/v3/public-api';
import { eipBody, makeNetwork, makeServer, ruleFields, sessionFields } from './guide-lab';
import { RegionUnderTest } from './region-under-test';
import { Clients, pick } from './sdk-clients';

/* What stacks of others use most of the network, by Huawei Cloud's own SDKs for Node. EIPs have no package: see sdk.test.ts. */

describe('GIVEN a network, by the official SDKs', () => {
  let lab: RegionUnderTest;
  let clients: Clients;
  let network: Awaited<ReturnType<typeof makeNetwork>>;
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    clients = new Clients(lab);
    network = await makeNetwork(lab);
    lab.keep();
  });
  afterEach(() => lab.again());
  afterAll(() => lab.close());

  const rename = (id: string, name: string) =>
    clients.vpc.updatePort(
      new vpc2.UpdatePortRequest(id).withBody(
        new vpc2.UpdatePortRequestBody(new vpc2.UpdatePortOption().withName(name)),
      ),
    );

  const createPort = (option: vpc2.CreatePortOption) =>
    clients.vpc.createPort(new vpc2.CreatePortRequest().withBody(new vpc2.CreatePortRequestBody(option)));

  const setPairs = (id: string, addresses: readonly string[]) => {
    const pairs = addresses.map((address) => new vpc2.AllowedAddressPair(address));
    const body = new vpc2.UpdatePortRequestBody(new vpc2.UpdatePortOption().withAllowedAddressPairs(pairs));
    return clients.vpc.updatePort(new vpc2.UpdatePortRequest(id).withBody(body));
  };

  test('WHEN a VPC gets secondary blocks THEN v1 and v3 show them, and a subnet can lie in one until it goes', async () => {
    const blocks = ['10.7.0.0/16', '172.30.0.0/20'];
    const added = await clients.vpc3.addVpcExtendCidr(
      new vpc3.AddVpcExtendCidrRequest(network.vpc).withBody(
        new vpc3.AddVpcExtendCidrRequestBody(new vpc3.AddExtendCidrOption(blocks)),
      ),
    );
    expect(added).toMatchObject({ vpc: { id: network.vpc, extend_cidrs: blocks } });
    expect(await clients.vpc3.showVpc(new vpc3.ShowVpcRequest(network.vpc))).toMatchObject({
      vpc: { cidr: '192.168.0.0/16', extend_cidrs: blocks },
    });
    expect(await lab.call('GET', `/v1/{p}/vpcs/${network.vpc}`)).toMatchObject({
      body: { vpc: { extend_cidrs: blocks } },
    });
    const option = new vpc2.CreateSubnetOption('second', '10.7.1.0/24', network.vpc, '10.7.1.1');
    await clients.vpc.createSubnet(new vpc2.CreateSubnetRequest().withBody(new vpc2.CreateSubnetRequestBody(option)));
    expect(lab.fabric.last.subnets.map(({ cidr }) => cidr)).toContain('10.7.1.0/24');
    const removed = await clients.vpc3.removeVpcExtendCidr(
      new vpc3.RemoveVpcExtendCidrRequest(network.vpc).withBody(
        new vpc3.RemoveVpcExtendCidrRequestBody(new vpc3.RemoveExtendCidrOption(['172.30.0.0/20'])),
      ),
    );
    expect(removed).toMatchObject({ vpc: { extend_cidrs: ['10.7.0.0/16'] } });
  });

  test('WHEN an address group is named by a rule THEN the data plane has its addresses, and follows it', async () => {
    const created = await clients.vpc3.createAddressGroup(
      new vpc3.CreateAddressGroupRequest().withBody(
        new vpc3.CreateAddressGroupRequestBody(
          new vpc3.CreateAddressGroupOption('offices', 4).withIpSet(['198.51.100.7', '192.168.3.20-192.168.3.100']),
        ),
      ),
    );
    const id = pick(created, 'address_group', 'id');
    const rule = new vpc3.CreateSecurityGroupRuleOption(network.group, 'ingress')
      .withEthertype('IPv4')
      .withProtocol('tcp')
      .withMultiport('8080')
      .withRemoteAddressGroupId(id);
    await clients.vpc3.createSecurityGroupRule(
      new vpc3.CreateSecurityGroupRuleRequest().withBody(new vpc3.CreateSecurityGroupRuleRequestBody(rule)),
    );
    const ranges = () =>
      lab.fabric.last.securityGroups.flatMap(({ rules }) => rules.flatMap(({ remoteRanges }) => remoteRanges ?? []));
    expect(ranges()).toEqual(['192.168.3.20-192.168.3.100', '198.51.100.7']);

    const change = new vpc3.UpdateAddressGroupOption()
      .withName('office')
      .withIpExtraSet([new vpc3.IpExtraSetOption('203.0.113.0/29').withRemarks('the new one')]);
    await clients.vpc3.updateAddressGroup(
      new vpc3.UpdateAddressGroupRequest(id).withBody(new vpc3.UpdateAddressGroupRequestBody(change)),
    );
    expect(ranges()).toEqual(['203.0.113.0-203.0.113.7']);
    expect(await clients.vpc3.showAddressGroup(new vpc3.ShowAddressGroupRequest(id))).toMatchObject({
      address_group: {
        name: 'office',
        ip_set: ['203.0.113.0/29'],
        ip_extra_set: [{ ip: '203.0.113.0/29', remarks: 'the new one' }],
      },
    });
    expect(
      await clients.vpc3.listAddressGroup(new vpc3.ListAddressGroupRequest().withIpVersion(4).withName(['office'])),
    ).toMatchObject({ address_groups: [{ id }], page_info: { current_count: 1 } });
    await clients.vpc3.deleteIpAddressGroupForce(new vpc3.DeleteIpAddressGroupForceRequest(id));
    expect(await clients.vpc3.listAddressGroup(new vpc3.ListAddressGroupRequest())).toMatchObject({
      address_groups: [],
    });
  });

  test('WHEN an address group is named by nobody THEN it is deleted', async () => {
    const created = await clients.vpc3.createAddressGroup(
      new vpc3.CreateAddressGroupRequest().withBody(
        new vpc3.CreateAddressGroupRequestBody(new vpc3.CreateAddressGroupOption('nobody', 6)),
      ),
    );
    const id = pick(created, 'address_group', 'id');
    await clients.vpc3.deleteAddressGroup(new vpc3.DeleteAddressGroupRequest(id));
    expect(lab.region.counts()).toMatchObject({ addressGroups: 0 });
  });

  test('WHEN a virtual IP is made and bound to a server THEN it is listed, has an EIP, and goes', async () => {
    const { port } = await makeServer(lab, network);
    const created = await createPort(
      new vpc2.CreatePortOption(network.subnet)
        .withName('vip')
        .withDeviceOwner('neutron:VIP_PORT')
        .withFixedIps([new vpc2.FixedIp().withIpAddress('192.168.0.50')]),
    );
    const id = pick(created, 'port', 'id');
    await rename(id, 'virtual-ip');
    await setPairs(id, ['192.168.0.2']);
    await setPairs(port, ['1.1.1.1/0']);
    expect(await clients.vpc.showPort(new vpc2.ShowPortRequest(id))).toMatchObject({
      port: { name: 'virtual-ip', status: 'DOWN', allowed_address_pairs: [{ ip_address: '192.168.0.2' }] },
    });
    const query = new vpc2.ListPortsRequest().withNetworkId(network.subnet).withDeviceOwner('neutron:VIP_PORT');
    expect(await clients.vpc.listPorts(query)).toMatchObject({
      ports: [{ id, fixed_ips: [{ ip_address: '192.168.0.50' }] }],
    });
    expect(lab.fabric.last.interfaces).toMatchObject([{ alsoSendsAs: ['0.0.0.0/0'] }]);

    const project = lab.region.settings.projectId;
    const eip = pick(await clients.send('POST', `/v1/${project}/publicips`, eipBody), 'publicip', 'id');
    await clients.send('PUT', `/v1/${project}/publicips/${eip}`, { publicip: { port_id: id } });
    expect(lab.fabric.last.eips).toMatchObject([{ virtualIp: { subnetId: network.subnet, ipv4: '192.168.0.50' } }]);
    await clients.send('PUT', `/v1/${project}/publicips/${eip}`, { publicip: {} });
    await clients.vpc.deletePort(new vpc2.DeletePortRequest(id));
    expect(await clients.vpc.listPorts(query)).toMatchObject({ ports: [] });
  });

  test('WHEN the ports of a network are listed THEN its gateway and its DHCP server are among them', async () => {
    const query = new vpc2.ListPortsRequest().withNetworkId(network.subnet);
    expect(await clients.vpc.listPorts(query)).toMatchObject({
      ports: [
        { device_owner: 'network:router_interface_distributed', fixed_ips: [{ ip_address: '192.168.0.1' }] },
        { device_owner: 'network:dhcp' },
      ],
    });
  });

  test('WHEN an EIP is given an IPv6 address THEN it shows both', async () => {
    const base = `/v1/${lab.region.settings.projectId}/publicips`;
    const id = pick(await clients.send('POST', base, eipBody), 'publicip', 'id');
    await clients.send('PUT', `${base}/${id}`, { publicip: { ip_version: 6 } });
    const shown = await clients.send('GET', `${base}/${id}`);
    expect(shown).toMatchObject({ publicip: { ip_version: 6, public_ip_address: '203.0.113.1' } });
    expect(pick(shown, 'publicip', 'public_ipv6_address')).toMatch(/^2001:db8:/);
  });

  test('WHEN private and shared images, and those for a flavor, are asked for THEN they are found', async () => {
    const list = async (query: object) => {
      const { images } = (await clients.send('GET', '/v2/cloudimages', undefined, query)) as {
        images?: { id: string }[];
      };
      return images ?? [];
    };
    const [shared] = await list({ __imagetype: 'shared', member_status: 'accepted' });
    expect(await list({ __imagetype: 'private' })).toMatchObject([{ name: 'private-image-A', visibility: 'private' }]);
    expect(await list({ id: shared?.id })).toMatchObject([{ name: 'shared-image-A', visibility: 'shared' }]);
    const name = 'Huawei Cloud EulerOS 2.0 Standard 64 bit with ARM';
    expect(await list({ name })).toHaveLength(1);
    expect(await list({ name, flavor_id: 'c7t.large.2' })).toEqual([]);
  });

  test('WHEN several network interfaces of one server are mirrored THEN each is a source', async () => {
    const nics = [{ subnet_id: network.subnet }, { subnet_id: network.subnet }];
    const { server } = await makeServer(lab, network, { nics });
    const { port: target } = await makeServer(lab, network, { name: 'target', flavorRef: 's6.large.2' });
    const { ports } = await clients.vpc.listPorts(new vpc2.ListPortsRequest().withDeviceId(server));
    const sources = (ports ?? []).map(({ id }) => String(id));
    const filter = await lab.make(
      'POST',
      '/v3/{p}/vpc/traffic-mirror-filters',
      { traffic_mirror_filter: { name: 'all' } },
      'traffic_mirror_filter.id',
    );
    const rule = { traffic_mirror_filter_rule: ruleFields(filter) };
    await lab.call('POST', '/v3/{p}/vpc/traffic-mirror-filter-rules', rule);
    const option = new vpc3.CreateTrafficMirrorSessionOption('both', filter, sources, target, 'eni', 1).withEnabled(
      'true',
    );
    await clients.vpc3.createTrafficMirrorSession(
      new vpc3.CreateTrafficMirrorSessionRequest().withBody(new vpc3.CreateTrafficMirrorSessionRequestBody(option)),
    );
    expect(sources).toHaveLength(2);
    expect(lab.fabric.last.mirrorSessions).toMatchObject([{ sourceInterfaceIds: sources, targetInterfaceId: target }]);
  });

  test.each([
    [
      'a session of EIPs',
      { type: 'eip' },
      'traffic_mirror_session.type: sources of type eip are not emulated by the lab',
    ],
    ['a session of listeners', { type: 'listener' }, 'sources of type listener are not emulated by the lab'],
    [
      'a load balancer as target',
      { traffic_mirror_target_type: 'elb' },
      'traffic_mirror_session.traffic_mirror_target_type: targets of type elb are not emulated by the lab',
    ],
  ])('WHEN %s is asked for THEN it is refused by its name', async (_what, fields, message) => {
    const session = { ...sessionFields('filter', 'source', 'target'), ...fields };
    const answer = await lab.call('POST', '/v3/{p}/vpc/traffic-mirror-sessions', { traffic_mirror_session: session });
    expect(answer).toMatchObject({
      status: 400,
      body: { error_msg: expect.stringContaining(message) as string },
    });
  });
});
