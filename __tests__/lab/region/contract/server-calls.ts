import { makeNetwork, makeServer } from '../guide-lab';
import { type RegionUnderTest } from '../region-under-test';

type Calls = Readonly<Record<string, (lab: RegionUnderTest) => Promise<unknown>>>;

const at = (id: string) => `/v1/{p}/cloudservers/${id}`;
const otherImage = '1b6a7a2e-8f6e-4d1c-9d8b-000000000021';

/** Calls for a job and waits for its success. Gives the `nic_id` that it is about, if any. */
async function done(lab: RegionUnderTest, path: string, body: object): Promise<string> {
  const job = await lab.make('POST', path, body, 'job_id');
  await lab.region.idle();
  const answer = await lab.call('GET', `/v1/{p}/jobs/${job}`);
  expect(answer).toMatchObject({ body: { status: 'SUCCESS' } });
  const { entities } = answer.body as { entities: { sub_jobs: { entities: { nic_id?: string } }[] } };
  return entities.sub_jobs[0]?.entities.nic_id ?? '';
}

const show = (lab: RegionUnderTest, id: string) => lab.call('GET', at(id));

async function withNic(lab: RegionUnderTest) {
  const network = await makeNetwork(lab);
  const { server } = await makeServer(lab, network);
  const nic = { subnet_id: network.subnet, security_groups: [{ id: network.group }], ipv6_bandwidth: {} };
  return { network, server, nic: await done(lab, `${at(server)}/nics`, { nics: [nic] }) };
}

const changeOs = (version: string) => async (lab: RegionUnderTest) => {
  const { server } = await makeServer(lab, await makeNetwork(lab));
  const body = {
    'os-change': {
      ...{ imageid: otherImage, mode: 'withStopServer' },
      metadata: { user_data: 'IyEvYmluL3NoCg==', __system__encrypted: '0', __system__cmkid: 'any' },
    },
  };
  await done(lab, `/${version}/{p}/cloudservers/${server}/changeos`, body);
  expect(await show(lab, server)).toMatchObject({ body: { server: { image: { id: otherImage }, status: 'ACTIVE' } } });
};

const groups = '/v1/{p}/cloudservers/os-server-groups';

/** Resource compute_servergroup with a member. */
async function makeGroup(lab: RegionUnderTest) {
  const { server } = await makeServer(lab, await makeNetwork(lab));
  const body = { server_group: { name: 'apart', policies: ['anti-affinity'] } };
  const id = await lab.make('POST', groups, body, 'server_group.id');
  const action = (name: 'add_member' | 'remove_member') =>
    lab.call('POST', `${groups}/${id}/action`, { [name]: { instance_uuid: server } });
  expect(await action('add_member')).toMatchObject({ status: 200 });
  return { id, server, action };
}

export const serverCalls: Calls = {
  'POST /v1/{project_id}/cloudservers/os-server-groups': makeGroup,
  'GET /v1/{project_id}/cloudservers/os-server-groups': async (lab) => {
    const { id, server } = await makeGroup(lab);
    expect(await lab.call('GET', groups)).toMatchObject({
      status: 200,
      body: { server_groups: [{ id, name: 'apart', members: [server] }], page_info: { current_count: 1 } },
    });
  },
  'GET /v1/{project_id}/cloudservers/os-server-groups/{server_group_id}': async (lab) => {
    const { id, server } = await makeGroup(lab);
    expect(await lab.call('GET', `${groups}/${id}`)).toMatchObject({
      status: 200,
      body: { server_group: { id, policies: ['anti-affinity'], members: [server] } },
    });
    // The plan of a server that joined later must stay empty.
    const { body } = await show(lab, server);
    expect((body as { server: object }).server).toHaveProperty(['os:scheduler_hints'], {});
  },
  'POST /v1/{project_id}/cloudservers/os-server-groups/{server_group_id}/action': async (lab) => {
    const { id, action } = await makeGroup(lab);
    expect(await action('add_member')).toMatchObject({ status: 409 });
    expect(await action('remove_member')).toMatchObject({ status: 200 });
    expect(await action('remove_member')).toMatchObject({ status: 400 });
    expect(await lab.call('GET', `${groups}/${id}`)).toMatchObject({ body: { server_group: { members: [] } } });
  },
  'DELETE /v1/{project_id}/cloudservers/os-server-groups/{server_group_id}': async (lab) => {
    const { id, server } = await makeGroup(lab);
    expect(await lab.call('DELETE', `${groups}/${id}`)).toMatchObject({ status: 204 });
    expect(await lab.call('GET', `${groups}/${id}`)).toMatchObject({ status: 404 });
    expect(await show(lab, server)).toMatchObject({ status: 200, body: { server: { 'os:scheduler_hints': {} } } });
  },
  // Data source compute_quotas.
  'GET /v1/{project_id}/cloudservers/limits': async (lab) => {
    await makeServer(lab, await makeNetwork(lab));
    expect(await lab.call('GET', '/v1/{p}/cloudservers/limits')).toMatchObject({
      status: 200,
      body: { absolute: { maxTotalInstances: 20, totalInstancesUsed: 1, totalCoresUsed: 2, totalRAMUsed: 4096 } },
    });
  },
  // Data source compute_volume_attachments.
  'GET /v1/{project_id}/cloudservers/{server_id}/os-volume_attachments': async (lab) => {
    const { server } = await makeServer(lab, await makeNetwork(lab));
    expect(await lab.call('GET', `${at(server)}/os-volume_attachments`)).toMatchObject({
      status: 200,
      body: { volumeAttachments: [{ serverId: server, device: '/dev/vda' }] },
    });
  },
  // Data source compute_attachable_nics.
  'GET /v1/{project_id}/cloudservers/{server_id}/os-interface_extension': async (lab) => {
    const { server, nic } = await withNic(lab);
    expect(await lab.call('GET', `${at(server)}/os-interface_extension`)).toMatchObject({
      status: 200,
      body: { attachableQuantity: { free_nic: 10 }, interfaceAttachments: [{}, { port_id: nic }] },
    });
  },
  'POST /v1.1/{project_id}/cloudservers/{server_id}/resize': async (lab) => {
    const { server } = await makeServer(lab, await makeNetwork(lab));
    const resize = { flavorRef: 's6.xlarge.2', mode: 'withStopServer', extendparam: { isAutoPay: 'true' } };
    await done(lab, `/v1.1/{p}/cloudservers/${server}/resize`, { resize });
    expect(await show(lab, server)).toMatchObject({
      body: { server: { flavor: { id: 's6.xlarge.2' }, status: 'ACTIVE' } },
    });
  },
  'POST /v1/{project_id}/cloudservers/{server_id}/changevpc': async (lab) => {
    const network = await makeNetwork(lab);
    const { server, port } = await makeServer(lab, network);
    const subnet = { name: 'b', cidr: '192.168.1.0/24', gateway_ip: '192.168.1.1', vpc_id: network.vpc };
    const subnet_id = await lab.make('POST', '/v1/{p}/subnets', { subnet }, 'subnet.id');
    const nic = { subnet_id, ip_address: '192.168.1.9', security_groups: [{ id: network.group }] };
    await done(lab, `${at(server)}/changevpc`, { vpc_id: network.vpc, nic });
    expect(await lab.call('GET', `/v1/{p}/ports/${port}`)).toMatchObject({
      body: { port: { network_id: subnet_id, fixed_ips: [{ ip_address: '192.168.1.9' }] } },
    });
  },
  'POST /v1/{project_id}/cloudservers/{server_id}/changeos': changeOs('v1'),
  'POST /v2/{project_id}/cloudservers/{server_id}/changeos': changeOs('v2'),
  'POST /v1/{project_id}/cloudservers/{server_id}/actions/update-auto-terminate-time': async (lab) => {
    const { server } = await makeServer(lab, await makeNetwork(lab), { auto_terminate_time: '2026-10-10T11:11:00Z' });
    expect(await show(lab, server)).toMatchObject({
      body: { server: { auto_terminate_time: '2026-10-10T11:11:00Z' } },
    });
    const path = `${at(server)}/actions/update-auto-terminate-time`;
    expect(await lab.call('POST', path, { auto_terminate_time: '' })).toMatchObject({ status: 204 });
    expect(await show(lab, server)).toMatchObject({ body: { server: { auto_terminate_time: '' } } });
  },
  'POST /v1/{project_id}/cloudservers/{server_id}/nics': withNic,
  'GET /v1/{project_id}/cloudservers/{server_id}/os-interface': async (lab) => {
    const { network, server, nic } = await withNic(lab);
    expect(await lab.call('GET', `${at(server)}/os-interface`)).toMatchObject({
      body: {
        interfaceAttachments: [
          { net_id: network.subnet },
          {
            port_id: nic,
            net_id: network.subnet,
            delete_on_termination: true,
            fixed_ips: [{ ip_address: '192.168.0.3' }],
          },
        ],
      },
    });
  },
  'POST /v1/{project_id}/cloudservers/{server_id}/nics/delete': async (lab) => {
    const { server, nic } = await withNic(lab);
    await done(lab, `${at(server)}/nics/delete`, { nics: [{ id: nic }] });
    expect(await lab.call('GET', `/v1/{p}/ports/${nic}`)).toMatchObject({ status: 404 });
  },
  'PUT /v1/{project_id}/cloudservers/{server_id}/os-interface/{port_id}': async (lab) => {
    const { server, nic } = await withNic(lab);
    const body = { interface_attachment: { delete_on_termination: false } };
    expect(await lab.call('PUT', `${at(server)}/os-interface/${nic}`, body)).toMatchObject({ status: 204 });
    await done(lab, '/v1/{p}/cloudservers/delete', { servers: [{ id: server }] });
    expect(await lab.call('GET', `/v1/{p}/ports/${nic}`)).toMatchObject({ body: { port: { device_id: '' } } });
  },
  'POST /v1/{project_id}/cloudservers/{server_id}/os-interface/{port_id}/change-network-interface': async (lab) => {
    const { network, server, nic } = await withNic(lab);
    const path = `${at(server)}/os-interface/${nic}/change-network-interface`;
    const body = { subnet_id: network.subnet, ip_address: '192.168.0.99' };
    expect(await lab.call('POST', path, body)).toMatchObject({ status: 200 });
    expect(await lab.call('GET', `/v1/{p}/ports/${nic}`)).toMatchObject({
      body: { port: { fixed_ips: [{ ip_address: '192.168.0.99' }] } },
    });
  },
};
