import { type SdkResponse } from '@huaweicloud/huaweicloud-sdk-core/SdkResponse';
import * as ecs from '@huaweicloud/huaweicloud-sdk-ecs/v2/public-api';
import * as vpc2 from '@huaweicloud/huaweicloud-sdk-vpc/v2/public-api';
import { guideImage, makeNetwork } from './guide-lab';
import { RegionUnderTest } from './region-under-test';
import { Clients, pick } from './sdk-clients';

/* What stacks of others use most of servers, by Huawei Cloud's own SDKs for Node. EVS has no package: see sdk.test.ts. */

describe('GIVEN a server with two data disks, by the official SDKs', () => {
  let lab: RegionUnderTest;
  let clients: Clients;
  let network: Awaited<ReturnType<typeof makeNetwork>>;
  let server: string;
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    clients = new Clients(lab);
    network = await makeNetwork(lab);
    const disk = (type: string, size: number) => new ecs.PostPaidServerDataVolume(type, size);
    const wanted = new ecs.PostPaidServer(
      's6.large.2',
      guideImage,
      'ECS-own',
      [new ecs.PostPaidServerNic().withSubnetId(network.subnet)],
      new ecs.PostPaidServerRootVolume('SAS').withSize(50),
      network.vpc,
    )
      .withDescription('of a stack of its own')
      .withDataVolumes([disk('SAS', 10).withDeleteOnTermination(true), disk('SSD', 20)])
      .withAutoTerminateTime('2030-10-10T11:11:00Z')
      .withMetadata({ agency_name: 'reader', __support_agent_list: 'hss' })
      .withSecurityGroups([new ecs.PostPaidServerSecurityGroup().withId(network.group)]);
    const request = new ecs.CreatePostPaidServersRequest().withBody(new ecs.CreatePostPaidServersRequestBody(wanted));
    server = pick(await clients.ecs.createPostPaidServers(request), 'serverIds', 0);
    await lab.region.idle();
    lab.keep();
  });
  afterEach(() => lab.again());
  afterAll(() => lab.close());

  const show = () => clients.ecs.showServer(new ecs.ShowServerRequest(server));

  async function done(answer: SdkResponse): Promise<SdkResponse> {
    await lab.region.idle();
    const job = await clients.ecs.showJob(new ecs.ShowJobRequest(pick(answer, 'job_id')));
    expect(job).toMatchObject({ status: 'SUCCESS' });
    return job;
  }

  const disks = () => clients.ecs.listServerBlockDevices(new ecs.ListServerBlockDevicesRequest(server));
  const dataDisk = async () => pick(await disks(), 'volumeAttachments', 1, 'id');
  const volume = (id: string) => clients.send('GET', `/v2/${lab.region.settings.projectId}/cloudvolumes/${id}`);
  const volumeNames = async () => {
    const path = `/v2/${lab.region.settings.projectId}/cloudvolumes/detail`;
    const { volumes } = (await clients.send('GET', path)) as { volumes?: { name: string }[] };
    return volumes?.map(({ name }) => name);
  };

  test('THEN it shows its description, agency, agents and end, and its disks by size and type', async () => {
    expect(await show()).toMatchObject({
      server: {
        description: 'of a stack of its own',
        metadata: { agency_name: 'reader', __support_agent_list: 'hss' },
        auto_terminate_time: '2030-10-10T11:11:00Z',
        'os-extended-volumes:volumes_attached': [
          { device: '/dev/vda', bootIndex: '0', delete_on_termination: 'true' },
          { device: '/dev/vdb', delete_on_termination: 'true' },
          { device: '/dev/vdc', delete_on_termination: 'false' },
        ],
      },
    });
    expect(await disks()).toMatchObject({ volumeAttachments: [{ size: 50 }, { size: 10 }, { size: 20 }] });
    expect(await volume(await dataDisk())).toMatchObject({
      volume: { volume_type: 'SAS', size: 10, status: 'in-use' },
    });
  });

  test('WHEN it is deleted THEN the disks that go with it are gone, and the others stay', async () => {
    const body = new ecs.DeleteServersRequestBody([new ecs.ServerId(server)]);
    await done(await clients.ecs.deleteServers(new ecs.DeleteServersRequest().withBody(body)));
    expect(await volumeNames()).toEqual(['ECS-own-volume-0002']);
  });

  test('WHEN it is deleted with its disks THEN none is left', async () => {
    const body = new ecs.DeleteServersRequestBody([new ecs.ServerId(server)]).withDeleteVolume(true);
    await done(await clients.ecs.deleteServers(new ecs.DeleteServersRequest().withBody(body)));
    expect(await volumeNames()).toEqual([]);
  });

  test('WHEN a disk is kept, detached, made larger and attached elsewhere THEN each is shown', async () => {
    const id = await dataDisk();
    const keep = new ecs.UpdateServerBlockDeviceReq(new ecs.UpdateServerBlockDeviceOption(false));
    await clients.ecs.updateServerBlockDevice(new ecs.UpdateServerBlockDeviceRequest(server, id).withBody(keep));
    await done(await clients.ecs.detachServerVolume(new ecs.DetachServerVolumeRequest(server, id)));
    expect(await volume(id)).toMatchObject({ volume: { status: 'available', attachments: [] } });
    const project = lab.region.settings.projectId;
    await clients.send('POST', `/v2.1/${project}/cloudvolumes/${id}/action`, { 'os-extend': { new_size: 30 } });
    const option = new ecs.AttachServerVolumeOption(id).withDevice('/dev/vdf');
    const attach = new ecs.AttachServerVolumeRequestBody(option);
    await done(await clients.ecs.attachServerVolume(new ecs.AttachServerVolumeRequest(server).withBody(attach)));
    expect(await clients.ecs.showServerBlockDevice(new ecs.ShowServerBlockDeviceRequest(server, id))).toMatchObject({
      volumeAttachment: { device: '/dev/vdf', size: 30, bootIndex: null },
    });
  });

  test('WHEN source_dest_check is taken from its network interface THEN it may send as anybody', async () => {
    const port = pick(await show(), 'server', 'addresses', network.vpc, 0, 'OS-EXT-IPS:port_id');
    const pairs = [new vpc2.AllowedAddressPair('1.1.1.1/0')];
    const body = new vpc2.UpdatePortRequestBody(new vpc2.UpdatePortOption().withAllowedAddressPairs(pairs));
    await clients.vpc.updatePort(new vpc2.UpdatePortRequest(port).withBody(body));
    expect(lab.fabric.last.interfaces).toMatchObject([{ id: port, alsoSendsAs: ['0.0.0.0/0'] }]);
  });

  test('WHEN it is resized THEN it has the flavor and runs', async () => {
    const small = new ecs.ResizePostPaidServerOption('s6.xlarge.2').withMode('withStopServer');
    const body = new ecs.ResizePostPaidServerRequestBody(small);
    await done(await clients.ecs.resizePostPaidServer(new ecs.ResizePostPaidServerRequest(server).withBody(body)));
    expect(await show()).toMatchObject({ server: { flavor: { id: 's6.xlarge.2' }, status: 'ACTIVE' } });
    const large = new ecs.ResizePrePaidServerOption('s6.2xlarge.2').withMode('withStopServer');
    const request = new ecs.ResizeServerRequest(server).withBody(new ecs.ResizeServerRequestBody(large));
    await done(await clients.ecs.resizeServer(request));
    expect(await show()).toMatchObject({ server: { flavor: { id: 's6.2xlarge.2' }, status: 'ACTIVE' } });
  });

  test('WHEN it gets a host name, other agents and no end THEN each is shown', async () => {
    const option = new ecs.UpdateServerOption().withHostname('web-1.example').withDescription('');
    const body = new ecs.UpdateServerRequestBody(option);
    await clients.ecs.updateServer(new ecs.UpdateServerRequest(server).withBody(body));
    const metadata = new ecs.UpdateServerMetadataRequestBody().withMetadata({ __support_agent_list: 'ces' });
    await clients.ecs.updateServerMetadata(new ecs.UpdateServerMetadataRequest(server).withBody(metadata));
    const never = new ecs.UpdateServerAutoTerminateTimeRequestBody('');
    const request = new ecs.UpdateServerAutoTerminateTimeRequest(server).withBody(never);
    await clients.ecs.updateServerAutoTerminateTime(request);
    expect(await show()).toMatchObject({
      server: {
        'OS-EXT-SRV-ATTR:hostname': 'web-1.example',
        description: '',
        auto_terminate_time: '',
        metadata: { agency_name: 'reader', __support_agent_list: 'ces' },
      },
    });
    expect(lab.fabric.last.servers).toMatchObject([{ hostname: 'web-1.example' }]);
  });

  test('WHEN it gets another image THEN it boots from it', async () => {
    const image = '1b6a7a2e-8f6e-4d1c-9d8b-000000000021';
    const option = new ecs.ChangeServerOsWithCloudInitOption(image).withMode('withStopServer');
    const body = new ecs.ChangeServerOsWithCloudInitRequestBody(option);
    const request = new ecs.ChangeServerOsWithCloudInitRequest(server).withBody(body);
    await done(await clients.ecs.changeServerOsWithCloudInit(request));
    expect(await show()).toMatchObject({ server: { image: { id: image }, status: 'ACTIVE' } });
  });

  /** A second network interface. */
  async function addNic(): Promise<string> {
    const nic = new ecs.BatchAddServerNicOption()
      .withSubnetId(network.subnet)
      .withIpAddress('192.168.0.77')
      .withSecurityGroups([new ecs.ServerNicSecurityGroup(network.group)]);
    const body = new ecs.BatchAddServerNicsRequestBody([nic]);
    const job = await done(
      await clients.ecs.batchAddServerNics(new ecs.BatchAddServerNicsRequest(server).withBody(body)),
    );
    return pick(job, 'entities', 'sub_jobs', 0, 'entities', 'nic_id');
  }

  const nics = () => clients.ecs.listServerInterfaces(new ecs.ListServerInterfacesRequest(server));

  test('WHEN a network interface is added, moved and taken away THEN each is listed', async () => {
    const id = await addNic();
    expect(await nics()).toMatchObject({
      interfaceAttachments: [{}, { port_id: id, fixed_ips: [{ ip_address: '192.168.0.77' }] }],
    });
    const place = new ecs.ChangeServerNetworkInterfaceRequestBody()
      .withSubnetId(network.subnet)
      .withIpAddress('192.168.0.78');
    await clients.ecs.changeServerNetworkInterface(
      new ecs.ChangeServerNetworkInterfaceRequest(id, server).withBody(place),
    );
    expect(lab.fabric.last.interfaces.map(({ ipv4 }) => ipv4)).toEqual(['192.168.0.2', '192.168.0.78']);
    const body = new ecs.BatchDeleteServerNicsRequestBody([new ecs.BatchDeleteServerNicOption(id)]);
    await done(await clients.ecs.batchDeleteServerNics(new ecs.BatchDeleteServerNicsRequest(server).withBody(body)));
    expect(lab.fabric.last.interfaces.map(({ ipv4 }) => ipv4)).toEqual(['192.168.0.2']);
  });

  test('WHEN it moves to another network THEN its address is there', async () => {
    const option = new vpc2.CreateSubnetOption('b', '192.168.1.0/24', network.vpc, '192.168.1.1');
    const subnet = pick(
      await clients.vpc.createSubnet(new vpc2.CreateSubnetRequest().withBody(new vpc2.CreateSubnetRequestBody(option))),
      'subnet',
      'id',
    );
    const nic = new ecs.ChangeVpcNicBody().withSubnetId(subnet).withIpAddress('192.168.1.9');
    const body = new ecs.ChangeVpcRequestBody(network.vpc, nic);
    await done(await clients.ecs.changeVpc(new ecs.ChangeVpcRequest(server).withBody(body)));
    expect(lab.fabric.last.interfaces).toMatchObject([{ subnetId: subnet, ipv4: '192.168.1.9' }]);
  });

  test('WHEN a virtual IP is bound to its network interface THEN each names the other, until it is taken away', async () => {
    const port = new vpc2.CreatePortOption(network.subnet)
      .withDeviceOwner('neutron:VIP_PORT')
      .withFixedIps([new vpc2.FixedIp().withIpAddress('192.168.0.50')]);
    const virtual = pick(
      await clients.vpc.createPort(new vpc2.CreatePortRequest().withBody(new vpc2.CreatePortRequestBody(port))),
      'port',
      'id',
    );
    const nic = pick(await show(), 'server', 'addresses', network.vpc, 0, 'OS-EXT-IPS:port_id');
    const pairsOf = async (id: string) => {
      const { port: shown } = (await clients.vpc.showPort(new vpc2.ShowPortRequest(id))) as {
        port?: { allowed_address_pairs?: { ip_address: string }[] };
      };
      return shown?.allowed_address_pairs?.map(({ ip_address }) => ip_address);
    };
    const option = new ecs.AssociateServerVirtualIpOption(network.subnet, '192.168.0.50').withReverseBinding(true);
    const body = new ecs.AssociateServerVirtualIpRequestBody(option);
    await clients.ecs.associateServerVirtualIp(new ecs.AssociateServerVirtualIpRequest(nic).withBody(body));
    expect([await pairsOf(nic), await pairsOf(virtual)]).toEqual([['192.168.0.50'], ['192.168.0.2']]);
    expect(lab.fabric.last.interfaces).toMatchObject([{ alsoSendsAs: ['192.168.0.50/32'] }]);
    const none = new ecs.DisassociateServerVirtualIpRequestBody(
      new ecs.DisassociateServerVirtualIpOption('', '').withReverseBinding(false),
    );
    await clients.ecs.disassociateServerVirtualIp(new ecs.DisassociateServerVirtualIpRequest(nic).withBody(none));
    expect([await pairsOf(nic), await pairsOf(virtual)]).toEqual([[], []]);
  });

  test.each([
    ['no virtual IP', '192.168.0.51', 'is no virtual IP of the subnet'],
    ['its own address', '192.168.0.2', 'is no virtual IP of the subnet'],
  ])('WHEN %s is to be bound THEN it is refused with the reason', async (_what, ip_address, words) => {
    const nic = pick(await show(), 'server', 'addresses', network.vpc, 0, 'OS-EXT-IPS:port_id');
    const body = { nic: { subnet_id: network.subnet, ip_address, reverse_binding: true } };
    const answer = await lab.call('PUT', `/v1/{p}/cloudservers/nics/${nic}`, body);
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining(words)]);
  });
});
