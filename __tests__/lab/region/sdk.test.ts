import { LocalLogger } from '@huaweicloud/huaweicloud-sdk-core/logger';
import { type SdkResponse } from '@huaweicloud/huaweicloud-sdk-core/SdkResponse';
import * as ecs from '@huaweicloud/huaweicloud-sdk-ecs/v2/public-api';
import * as iam from '@huaweicloud/huaweicloud-sdk-iam/v3/public-api';
import * as vpc2 from '@huaweicloud/huaweicloud-sdk-vpc/v2/public-api';
import * as vpc3 from '@huaweicloud/huaweicloud-sdk-vpc/v3/public-api';
import { RegionUnderTest } from './region-under-test';
import { Clients, pick } from './sdk-clients';

/*
 * The guide's lab, driven by Huawei Cloud's own SDKs for Node. For EIP, IMS and KPS there is no such package on the npm registry: their calls
 * go through the core package, which signs and sends for all the others, too.
 */

const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0000000000000000000000000000000000000000000 lab';

/** What the first test makes and the others use, in order: one life of one lab. */
const made = {
  vpc: '',
  subnet: '',
  group: '',
  ports: {} as Record<string, string>,
  servers: {} as Record<string, string>,
  eip: '',
  filter: '',
  rule: '',
  session: '',
};

describe("the guide's lab by the official SDKs", () => {
  let lab: RegionUnderTest;
  let clients: Clients;
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    clients = new Clients(lab);
  });
  afterAll(() => lab.close());

  async function waitForJob(jobId: string): Promise<SdkResponse> {
    await lab.region.idle();
    return clients.ecs.showJob(new ecs.ShowJobRequest(jobId));
  }

  async function createServer(name: string, flavor: string, address: string, image: string): Promise<void> {
    const server = new ecs.PostPaidServer(
      flavor,
      image,
      name,
      [new ecs.PostPaidServerNic().withSubnetId(made.subnet).withIpAddress(address)],
      new ecs.PostPaidServerRootVolume('GPSSD').withSize(40),
      made.vpc,
    )
      .withKeyName('lab')
      .withSecurityGroups([new ecs.PostPaidServerSecurityGroup().withId(made.group)])
      .withServerTags([new ecs.PostPaidServerTag('role', name)]);
    const request = new ecs.CreatePostPaidServersRequest().withBody(new ecs.CreatePostPaidServersRequestBody(server));
    const answer = await clients.ecs.createPostPaidServers(request);
    const serverId = pick(answer, 'serverIds', 0);
    expect(await waitForJob(pick(answer, 'job_id'))).toMatchObject({
      status: 'SUCCESS',
      entities: { sub_jobs: [{ entities: { server_id: serverId } }] },
    });
    made.servers[name] = serverId;
    const shown = await clients.ecs.showServer(new ecs.ShowServerRequest(serverId));
    made.ports[name] = pick(shown, 'server', 'addresses', made.vpc, 0, 'OS-EXT-IPS:port_id');
  }

  test('IAM gives the project of the region', async () => {
    const request = new iam.KeystoneListProjectsRequest().withName('lab-region-1');
    expect(await clients.iam.keystoneListProjects(request)).toMatchObject({
      projects: [{ id: lab.region.settings.projectId, name: 'lab-region-1' }],
    });
    expect(await clients.iam.keystoneListAuthDomains()).toMatchObject({ domains: [{ name: 'lab' }] });
  });

  test('a VPC and a subnet are created, shown, listed and changed', async () => {
    const option = new vpc2.CreateVpcOption().withName('VPC-A').withCidr('192.168.0.0/16');
    const created = await clients.vpc.createVpc(
      new vpc2.CreateVpcRequest().withBody(new vpc2.CreateVpcRequestBody(option)),
    );
    made.vpc = pick(created, 'vpc', 'id');
    const changed = new vpc2.UpdateVpcRequestBody(new vpc2.UpdateVpcOption().withDescription('the guide'));
    await clients.vpc.updateVpc(new vpc2.UpdateVpcRequest(made.vpc).withBody(changed));
    expect(await clients.vpc.showVpc(new vpc2.ShowVpcRequest(made.vpc))).toMatchObject({
      vpc: { name: 'VPC-A', description: 'the guide', status: 'OK' },
    });
    expect(await clients.vpc.listVpcs(new vpc2.ListVpcsRequest().withLimit(10))).toMatchObject({
      vpcs: [{ name: 'vpc-default' }, { id: made.vpc }],
    });
    expect(await clients.vpc3.showVpc(new vpc3.ShowVpcRequest(made.vpc))).toMatchObject({ vpc: { extend_cidrs: [] } });

    const subnet = new vpc2.CreateSubnetOption('Subnet-A01', '192.168.0.0/24', made.vpc, '192.168.0.1');
    const subnetAnswer = await clients.vpc.createSubnet(
      new vpc2.CreateSubnetRequest().withBody(new vpc2.CreateSubnetRequestBody(subnet)),
    );
    made.subnet = pick(subnetAnswer, 'subnet', 'id');
    const renamed = new vpc2.UpdateSubnetRequestBody(
      new vpc2.UpdateSubnetOption('Subnet-A01').withDnsList(['100.125.1.250']),
    );
    await clients.vpc.updateSubnet(new vpc2.UpdateSubnetRequest(made.vpc, made.subnet).withBody(renamed));
    expect(await clients.vpc.listSubnets(new vpc2.ListSubnetsRequest().withVpcId(made.vpc))).toMatchObject({
      subnets: [{ id: made.subnet, status: 'ACTIVE', dnsList: ['100.125.1.250'], primary_dns: '100.125.1.250' }],
    });
  });

  test('tags of the VPC are added and removed', async () => {
    const tags = [new vpc2.ResourceTag('lab', 'mirror')];
    const show = () => clients.vpc.showVpcTags(new vpc2.ShowVpcTagsRequest(made.vpc));
    await clients.vpc.batchCreateVpcTags(
      new vpc2.BatchCreateVpcTagsRequest(made.vpc).withBody(new vpc2.BatchCreateVpcTagsRequestBody('create', tags)),
    );
    expect(await show()).toMatchObject({ tags: [{ key: 'lab', value: 'mirror' }] });
    await clients.vpc.batchDeleteVpcTags(
      new vpc2.BatchDeleteVpcTagsRequest(made.vpc).withBody(new vpc2.BatchDeleteVpcTagsRequestBody('delete', tags)),
    );
    expect(await show()).toMatchObject({ tags: [] });
  });

  test('VPCs are peered, and each gets a route to the other', async () => {
    const option = new vpc2.CreateVpcOption().withName('VPC-B').withCidr('172.16.0.0/16');
    const second = await clients.vpc.createVpc(
      new vpc2.CreateVpcRequest().withBody(new vpc2.CreateVpcRequestBody(option)),
    );
    const peer = pick(second, 'vpc', 'id');
    const joined = new vpc2.CreateVpcPeeringOption(
      'peering-AB',
      new vpc2.VpcInfo(made.vpc),
      new vpc2.VpcInfo(peer).withTenantId(lab.region.settings.projectId),
    );
    const created = await clients.vpc.createVpcPeering(
      new vpc2.CreateVpcPeeringRequest().withBody(new vpc2.CreateVpcPeeringRequestBody(joined)),
    );
    const peering = pick(created, 'peering', 'id');
    const described = new vpc2.UpdateVpcPeeringOption().withDescription('mirror traffic');
    await clients.vpc.updateVpcPeering(
      new vpc2.UpdateVpcPeeringRequest(peering).withBody(new vpc2.UpdateVpcPeeringRequestBody(described)),
    );
    expect(await clients.vpc.showVpcPeering(new vpc2.ShowVpcPeeringRequest(peering))).toMatchObject({
      peering: { name: 'peering-AB', status: 'ACTIVE', description: 'mirror traffic' },
    });
    expect(await clients.vpc.listVpcPeerings(new vpc2.ListVpcPeeringsRequest().withVpcId(peer))).toMatchObject({
      peerings: [{ id: peering, request_vpc_info: { vpc_id: made.vpc }, accept_vpc_info: { vpc_id: peer } }],
    });

    const tables = await clients.vpc.listRouteTables(new vpc2.ListRouteTablesRequest().withVpcId(made.vpc));
    const table = pick(tables, 'routetables', 0, 'id');
    const change = (action: vpc2.RouteTableRouteAction) =>
      clients.vpc.updateRouteTable(
        new vpc2.UpdateRouteTableRequest(table).withBody(
          new vpc2.UpdateRoutetableReqBody(new vpc2.UpdateRouteTableReq().withRoutes(action)),
        ),
      );
    await change(
      new vpc2.RouteTableRouteAction().withAdd([new vpc2.AddRouteTableRoute('peering', '172.16.0.0/16', peering)]),
    );
    expect(lab.fabric.last.routes).toEqual([{ vpcId: made.vpc, destination: '172.16.0.0/16', peeringId: peering }]);
    await change(
      new vpc2.RouteTableRouteAction().withMod([
        new vpc2.ModRouteTableRoute('peering', '172.16.0.0/16', peering).withDescription('to VPC-B'),
      ]),
    );
    expect(await clients.vpc.showRouteTable(new vpc2.ShowRouteTableRequest(table))).toMatchObject({
      routetable: { default: true, routes: [{}, {}, { description: 'to VPC-B', nexthop: peering }] },
    });
    await change(new vpc2.RouteTableRouteAction().withDel([new vpc2.DelRouteTableRoute('172.16.0.0/16')]));
    await clients.vpc.deleteVpcPeering(new vpc2.DeleteVpcPeeringRequest(peering));
    await clients.vpc.deleteVpc(new vpc2.DeleteVpcRequest(peer));
    expect(lab.fabric.last).toMatchObject({ peerings: [], routes: [] });
  });

  test('the security group of Table 2 is made of default rules and two rules by v3', async () => {
    const created = await clients.vpc3.createSecurityGroup(
      new vpc3.CreateSecurityGroupRequest().withBody(
        new vpc3.CreateSecurityGroupRequestBody(new vpc3.CreateSecurityGroupOption('Sg-X')),
      ),
    );
    made.group = pick(created, 'security_group', 'id');
    for (const port of ['22', '3389']) {
      const option = new vpc3.CreateSecurityGroupRuleOption(made.group, 'ingress')
        .withEthertype('IPv4')
        .withProtocol('tcp')
        .withMultiport(port)
        .withRemoteIpPrefix('198.51.100.0/24');
      await clients.vpc3.createSecurityGroupRule(
        new vpc3.CreateSecurityGroupRuleRequest().withBody(new vpc3.CreateSecurityGroupRuleRequestBody(option)),
      );
    }
    const request = new vpc2.ListSecurityGroupRulesRequest().withSecurityGroupId(made.group);
    expect(await clients.vpc.listSecurityGroupRules(request)).toMatchObject({
      security_group_rules: [
        { direction: 'ingress', ethertype: 'IPv4', remote_group_id: made.group, protocol: null },
        { direction: 'egress', ethertype: 'IPv4', remote_ip_prefix: '0.0.0.0/0' },
        { direction: 'ingress', ethertype: 'IPv6', remote_group_id: made.group, protocol: null },
        { direction: 'egress', ethertype: 'IPv6', remote_ip_prefix: '::/0' },
        { direction: 'ingress', protocol: 'tcp', port_range_min: 22, port_range_max: 22 },
        { direction: 'ingress', protocol: 'tcp', port_range_min: 3389, port_range_max: 3389 },
      ],
    });
  });

  test('the security group is renamed, described and listed, and a rule of it shown', async () => {
    const update = new vpc3.UpdateSecurityGroupOption().withName('Sg-Y').withDescription('shared by all three');
    const change = (option: vpc3.UpdateSecurityGroupOption) =>
      clients.vpc3.updateSecurityGroup(
        new vpc3.UpdateSecurityGroupRequest(made.group).withBody(new vpc3.UpdateSecurityGroupRequestBody(option)),
      );
    await change(update);
    const list = (name: string) =>
      clients.vpc3.listSecurityGroups(new vpc3.ListSecurityGroupsRequest().withName([name]));
    expect(await list('Sg-X')).toMatchObject({ security_groups: [] });
    expect(await list('Sg-Y')).toMatchObject({
      security_groups: [{ id: made.group, name: 'Sg-Y', description: 'shared by all three' }],
      page_info: { current_count: 1 },
    });
    await change(new vpc3.UpdateSecurityGroupOption().withName('Sg-X'));
    const shown = await clients.vpc3.showSecurityGroup(new vpc3.ShowSecurityGroupRequest(made.group));
    expect(shown).toMatchObject({ security_group: { name: 'Sg-X', description: 'shared by all three' } });
    expect(await clients.vpc.listSecurityGroups(new vpc2.ListSecurityGroupsRequest())).toMatchObject({
      security_groups: [{ name: 'default' }, { id: made.group, name: 'Sg-X' }],
    });
    const ssh = pick(shown, 'security_group', 'security_group_rules', 4, 'id');
    expect(await clients.vpc3.showSecurityGroupRule(new vpc3.ShowSecurityGroupRuleRequest(ssh))).toMatchObject({
      security_group_rule: { security_group_id: made.group, multiport: '22', action: 'allow', priority: 1 },
    });
  });

  test('the catalogues have the flavor, the zones and the image of the guide', async () => {
    const list = await clients.ecs.listFlavors(new ecs.ListFlavorsRequest().withAvailabilityZone('lab-region-1a'));
    expect(list.flavors?.map((flavor) => flavor.id)).toContain('c7t.large.2');
    expect(await clients.ecs.novaListAvailabilityZones()).toMatchObject({
      availabilityZoneInfo: [{ zoneName: 'lab-region-1a' }, { zoneName: 'lab-region-1b' }],
    });
    const query = { name: 'Huawei Cloud EulerOS 2.0 Standard 64 bit', __imagetype: 'gold' };
    const images = await clients.send('GET', '/v2/cloudimages', undefined, query);
    expect(images).toMatchObject({ images: [{ name: query.name, status: 'active' }] });
  });

  test('a key pair is imported, described, shown and listed', async () => {
    const base = `/v3/${lab.region.settings.projectId}/keypairs`;
    await clients.send('POST', base, { keypair: { name: 'lab', public_key: publicKey, type: 'ssh' } });
    await clients.send('PUT', `${base}/lab`, { keypair: { description: 'of the operator' } });
    expect(await clients.send('GET', `${base}/lab`)).toMatchObject({
      keypair: { name: 'lab', public_key: publicKey, description: 'of the operator' },
    });
    expect(await clients.send('GET', base)).toMatchObject({
      keypairs: [{ keypair: { name: 'lab', public_key: publicKey } }],
      page_info: { current_count: 1 },
    });
  });

  test('three servers boot', async () => {
    const images = await clients.send('GET', '/v2/cloudimages', undefined, {
      name: 'Huawei Cloud EulerOS 2.0 Standard 64 bit',
    });
    const image = pick(images, 'images', 0, 'id');
    await createServer('ECS-source', 'c7t.large.2', '192.168.0.230', image);
    await createServer('ECS-target', 's6.large.2', '192.168.0.164', image);
    await createServer('ECS-test', 's6.large.2', '192.168.0.161', image);
    expect(lab.fabric.last.interfaces.map((one) => one.ipv4)).toEqual([
      '192.168.0.230',
      '192.168.0.164',
      '192.168.0.161',
    ]);
    expect(await clients.ecs.listServersDetails(new ecs.ListServersDetailsRequest().withLimit(2))).toMatchObject({
      count: 3,
      servers: [{ name: 'ECS-source' }, { name: 'ECS-target' }],
    });
    const request = new vpc2.ListPortsRequest().withNetworkId(made.subnet).withFixedIps(['ip_address=192.168.0.164']);
    expect(await clients.vpc.listPorts(request)).toMatchObject({ ports: [{ id: made.ports['ECS-target'] }] });
  });

  test('a server is renamed, tagged, given metadata, stopped and started', async () => {
    const id = made.servers['ECS-test'] ?? '';
    const rename = (name: string) =>
      clients.ecs.updateServer(
        new ecs.UpdateServerRequest(id).withBody(
          new ecs.UpdateServerRequestBody(new ecs.UpdateServerOption().withName(name).withDescription('sends')),
        ),
      );
    expect(await rename('ECS-sender')).toMatchObject({ server: { name: 'ECS-sender', description: 'sends' } });
    expect(await clients.ecs.showServer(new ecs.ShowServerRequest(id))).toMatchObject({
      server: { name: 'ECS-sender', 'OS-EXT-SRV-ATTR:hostname': 'ecs-test' },
    });
    await rename('ECS-test');
    const tags = new ecs.BatchCreateServerTagsRequestBody('create', [
      new ecs.BatchAddServerTag('stage').withValue('two'),
    ]);
    await clients.ecs.batchCreateServerTags(new ecs.BatchCreateServerTagsRequest(id).withBody(tags));
    expect(await clients.ecs.showServerTags(new ecs.ShowServerTagsRequest(id))).toMatchObject({
      tags: [
        { key: 'role', value: 'ECS-test' },
        { key: 'stage', value: 'two' },
      ],
    });
    const metadata = new ecs.UpdateServerMetadataRequestBody().withMetadata({ owner: 'me' });
    await clients.ecs.updateServerMetadata(new ecs.UpdateServerMetadataRequest(id).withBody(metadata));

    const stop = new ecs.BatchStopServersOption([new ecs.ServerId(id)]);
    const stopping = await clients.ecs.batchStopServers(
      new ecs.BatchStopServersRequest().withBody(new ecs.BatchStopServersRequestBody(stop)),
    );
    await waitForJob(pick(stopping, 'job_id'));
    expect(await clients.ecs.showServer(new ecs.ShowServerRequest(id))).toMatchObject({
      server: { status: 'SHUTOFF', description: 'sends', metadata: { owner: 'me', vpc_id: made.vpc } },
    });
    const start = new ecs.BatchStartServersOption([new ecs.ServerId(id)]);
    const starting = await clients.ecs.batchStartServers(
      new ecs.BatchStartServersRequest().withBody(new ecs.BatchStartServersRequestBody(start)),
    );
    await waitForJob(pick(starting, 'job_id'));
    expect(lab.fabric.last.servers.map((server) => server.power)).toEqual(['on', 'on', 'on']);
  });

  test('an EIP is allocated, bound, listed, renamed, described, and given another bandwidth', async () => {
    const project = lab.region.settings.projectId;
    const base = `/v1/${project}/publicips`;
    const created = await clients.send('POST', base, {
      publicip: { type: '5_bgp' },
      bandwidth: { name: 'EIP-A', size: 5, share_type: 'PER', charge_mode: 'traffic' },
    });
    made.eip = pick(created, 'publicip', 'id');
    await clients.send('PUT', `${base}/${made.eip}`, { publicip: { port_id: made.ports['ECS-test'] } });
    expect(await clients.send('GET', `${base}/${made.eip}`)).toMatchObject({
      publicip: { status: 'ACTIVE', public_ip_address: '203.0.113.1', private_ip_address: '192.168.0.161' },
    });
    expect(lab.fabric.last.eips).toEqual([
      { id: made.eip, address: '203.0.113.1', interfaceId: made.ports['ECS-test'] },
    ]);

    const spare = await clients.send('POST', base, {
      publicip: { type: '5_bgp' },
      bandwidth: { name: 'spare', size: 1, share_type: 'PER' },
    });
    expect(await clients.send('GET', base)).toMatchObject({
      publicips: [{ id: made.eip }, { id: pick(spare, 'publicip', 'id'), status: 'DOWN' }],
    });
    const byAddress = { public_ip_address: '203.0.113.1' };
    expect(await clients.send('GET', base, undefined, byAddress)).toMatchObject({ publicips: [{ id: made.eip }] });
    await clients.send('DELETE', `${base}/${pick(spare, 'publicip', 'id')}`);

    await clients.send('PUT', `${base}/${made.eip}`, { publicip: { alias: 'EIP-B' } });
    await clients.send('PUT', `/v3/${project}/eip/publicips/${made.eip}`, { publicip: { description: 'way in' } });
    const bandwidth = `/v1/${project}/bandwidths/${pick(created, 'publicip', 'bandwidth_id')}`;
    await clients.send('PUT', bandwidth, { bandwidth: { name: 'wide', size: 300, charge_mode: 'bandwidth' } });
    expect(await clients.send('GET', bandwidth)).toMatchObject({
      bandwidth: { name: 'wide', size: 300, charge_mode: 'bandwidth' },
    });
    expect(await clients.send('GET', `/v3/${project}/eip/publicips`)).toMatchObject({
      publicips: [{ id: made.eip, alias: 'EIP-B', description: 'way in', vnic: { port_id: made.ports['ECS-test'] } }],
      total_count: 1,
    });
    expect(await clients.send('GET', `${base}/${made.eip}`)).toMatchObject({
      publicip: { alias: 'EIP-B', status: 'ACTIVE', bandwidth_size: 300 },
    });
  });

  test('the mirror filter, its rule and the session are created, listed and changed', async () => {
    const filter = await clients.vpc3.createTrafficMirrorFilter(
      new vpc3.CreateTrafficMirrorFilterRequest().withBody(
        new vpc3.CreateTrafficMirrorFilterRequestBody(new vpc3.CreateTrafficMirrorFilterOption('mirror-filter-A')),
      ),
    );
    made.filter = pick(filter, 'traffic_mirror_filter', 'id');
    const ruleOption = new vpc3.CreateTrafficMirrorFilterRuleOption(made.filter, 'ingress', 'tcp', 'IPv4', 'accept', 1)
      .withSourceCidrBlock('192.168.0.161/32')
      .withDestinationCidrBlock('192.168.0.230/32')
      .withDestinationPortRange('1234-1234');
    const rule = await clients.vpc3.createTrafficMirrorFilterRule(
      new vpc3.CreateTrafficMirrorFilterRuleRequest().withBody(
        new vpc3.CreateTrafficMirrorFilterRuleRequestBody(ruleOption),
      ),
    );
    made.rule = pick(rule, 'traffic_mirror_filter_rule', 'id');
    // The SDK types these as text, as the API reference does; the provider sends numbers.
    const option = new vpc3.CreateTrafficMirrorSessionOption(
      'mirror-session-A',
      made.filter,
      [made.ports['ECS-source'] ?? ''],
      made.ports['ECS-target'],
      'eni',
      1,
    )
      .withVirtualNetworkId('1')
      .withPacketLength('96')
      .withEnabled('true');
    const session = await clients.vpc3.createTrafficMirrorSession(
      new vpc3.CreateTrafficMirrorSessionRequest().withBody(new vpc3.CreateTrafficMirrorSessionRequestBody(option)),
    );
    made.session = pick(session, 'traffic_mirror_session', 'id');
    expect(lab.fabric.last.mirrorSessions).toEqual([
      {
        id: made.session,
        enabled: true,
        priority: 1,
        vni: 1,
        packetLength: 96,
        sourceInterfaceIds: [made.ports['ECS-source']],
        targetInterfaceId: made.ports['ECS-target'],
        rules: [
          {
            direction: 'ingress',
            priority: 1,
            ethertype: 'IPv4',
            protocol: 'tcp',
            action: 'accept',
            sourceCidr: '192.168.0.161/32',
            destinationCidr: '192.168.0.230/32',
            destinationPorts: { from: 1234, to: 1234 },
          },
        ],
      },
    ]);

    const update = new vpc3.UpdateTrafficMirrorSessionOption().withVirtualNetworkId(16777215).withPacketLength(1460);
    await clients.vpc3.updateTrafficMirrorSession(
      new vpc3.UpdateTrafficMirrorSessionRequest(made.session).withBody(
        new vpc3.UpdateTrafficMirrorSessionRequestBody(update),
      ),
    );
    expect(
      await clients.vpc3.showTrafficMirrorSession(new vpc3.ShowTrafficMirrorSessionRequest(made.session)),
    ).toMatchObject({
      traffic_mirror_session: { virtual_network_id: 16777215, packet_length: 1460, enabled: true, type: 'eni' },
    });
    expect(await clients.vpc3.listTrafficMirrorSessions(new vpc3.ListTrafficMirrorSessionsRequest())).toMatchObject({
      traffic_mirror_sessions: [{ id: made.session }],
      page_info: { current_count: 1 },
    });
    expect(await clients.vpc3.listTrafficMirrorFilters(new vpc3.ListTrafficMirrorFiltersRequest())).toMatchObject({
      traffic_mirror_filters: [{ id: made.filter, ingress_rules: [{ id: made.rule }], egress_rules: [] }],
    });
    const rules = new vpc3.ListTrafficMirrorFilterRulesRequest().withTrafficMirrorFilterId(made.filter);
    expect(await clients.vpc3.listTrafficMirrorFilterRules(rules)).toMatchObject({
      traffic_mirror_filter_rules: [{ id: made.rule }],
    });
  });

  test('the mirror filter and its rule are changed and shown', async () => {
    const renamed = new vpc3.UpdateTrafficMirrorFilterOption().withName('mirror-filter-B').withDescription('TCP 1234');
    await clients.vpc3.updateTrafficMirrorFilter(
      new vpc3.UpdateTrafficMirrorFilterRequest(made.filter).withBody(
        new vpc3.UpdateTrafficMirrorFilterRequestBody(renamed),
      ),
    );
    const changed = new vpc3.UpdateTrafficMirrorFilterRuleOption()
      .withPriority(7)
      .withProtocol('udp')
      .withDestinationPortRange('53-54');
    await clients.vpc3.updateTrafficMirrorFilterRule(
      new vpc3.UpdateTrafficMirrorFilterRuleRequest(made.rule).withBody(
        new vpc3.UpdateTrafficMirrorFilterRuleRequestBody(changed),
      ),
    );
    const rule = { id: made.rule, priority: 7, protocol: 'udp', destination_port_range: '53-54', direction: 'ingress' };
    expect(
      await clients.vpc3.showTrafficMirrorFilterRule(new vpc3.ShowTrafficMirrorFilterRuleRequest(made.rule)),
    ).toMatchObject({ traffic_mirror_filter_rule: rule });
    expect(
      await clients.vpc3.showTrafficMirrorFilter(new vpc3.ShowTrafficMirrorFilterRequest(made.filter)),
    ).toMatchObject({
      traffic_mirror_filter: { name: 'mirror-filter-B', description: 'TCP 1234', ingress_rules: [rule] },
    });
    expect(lab.fabric.last.mirrorSessions[0]?.rules).toMatchObject([
      { priority: 7, protocol: 'udp', sourceCidr: '192.168.0.161/32', destinationPorts: { from: 53, to: 54 } },
    ]);
  });

  test('sources are removed and added', async () => {
    const sources = [made.ports['ECS-source'] ?? ''];
    const body = new vpc3.TrafficMirrorSourcesOption(sources);
    await clients.vpc3.removeSourcesFromTrafficMirrorSession(
      new vpc3.RemoveSourcesFromTrafficMirrorSessionRequest(made.session).withBody(
        new vpc3.RemoveSourcesFromTrafficMirrorSessionRequestBody(body),
      ),
    );
    expect(lab.fabric.last.mirrorSessions[0]?.sourceInterfaceIds).toEqual([]);
    await clients.vpc3.addSourcesToTrafficMirrorSession(
      new vpc3.AddSourcesToTrafficMirrorSessionRequest(made.session).withBody(
        new vpc3.AddSourcesToTrafficMirrorSessionRequestBody(body),
      ),
    );
    expect(lab.fabric.last.mirrorSessions[0]?.sourceInterfaceIds).toEqual(sources);
  });

  test("an error reaches the SDK with the API's code and sentence", async () => {
    // The SDK prints whole requests of failed calls.
    jest.spyOn(LocalLogger.prototype, 'error').mockImplementation(() => undefined);
    const failing = clients.vpc3.deleteTrafficMirrorFilter(new vpc3.DeleteTrafficMirrorFilterRequest(made.filter));
    await expect(failing).rejects.toMatchObject({
      httpStatusCode: 409,
      errorCode: 'Lab.409',
      errorMsg: expect.stringContaining(`in use by the session ${made.session}`) as string,
    });
  });

  test('everything is deleted and nothing is left', async () => {
    const { projectId } = lab.region.settings;
    await clients.vpc3.deleteTrafficMirrorSession(new vpc3.DeleteTrafficMirrorSessionRequest(made.session));
    await clients.vpc3.deleteTrafficMirrorFilterRule(new vpc3.DeleteTrafficMirrorFilterRuleRequest(made.rule));
    await clients.vpc3.deleteTrafficMirrorFilter(new vpc3.DeleteTrafficMirrorFilterRequest(made.filter));
    await clients.send('PUT', `/v1/${projectId}/publicips/${made.eip}`, { publicip: {} });
    await clients.send('DELETE', `/v1/${projectId}/publicips/${made.eip}`);
    const servers = Object.values(made.servers).map((id) => new ecs.ServerId(id));
    const deleting = await clients.ecs.deleteServers(
      new ecs.DeleteServersRequest().withBody(new ecs.DeleteServersRequestBody(servers)),
    );
    expect(await waitForJob(pick(deleting, 'job_id'))).toMatchObject({ status: 'SUCCESS' });
    await clients.send('DELETE', `/v3/${projectId}/keypairs/lab`);
    await clients.vpc3.deleteSecurityGroup(new vpc3.DeleteSecurityGroupRequest(made.group));
    await clients.vpc.deleteSubnet(new vpc2.DeleteSubnetRequest(made.vpc, made.subnet));
    await clients.vpc.deleteVpc(new vpc2.DeleteVpcRequest(made.vpc));
    expect(lab.region.isEmpty()).toBe(true);
    expect(lab.fabric.last.servers).toEqual([]);
  });
});
