import { makeNetwork, makeServer } from '../guide-lab';
import { type RegionUnderTest } from '../region-under-test';

type Calls = Readonly<Record<string, (lab: RegionUnderTest) => Promise<unknown>>>;

const addressGroup = {
  name: 'offices',
  ip_version: 4,
  description: 'created by acc test',
  ip_set: ['192.168.3.2', '192.168.3.20-192.168.3.100'],
};

const groups = '/v3/{p}/vpc/address-groups';
const makeAddressGroup = (lab: RegionUnderTest) =>
  lab.make('POST', groups, { address_group: addressGroup }, 'address_group.id');

/** The rule of a new group that names an address group. */
async function nameAddressGroup(lab: RegionUnderTest, id: string): Promise<string> {
  const { group } = await makeNetwork(lab);
  const rule = { security_group_id: group, direction: 'ingress', ethertype: 'IPv4', protocol: 'tcp', multiport: '80' };
  const body = { security_group_rule: { ...rule, remote_address_group_id: id } };
  return lab.make('POST', '/v3/{p}/vpc/security-group-rules', body, 'security_group_rule.id');
}

/** Resource networking_vip asks for the neutron subnet, and writes what it leaves alone as null. */
async function makeVirtualIp(lab: RegionUnderTest) {
  const network = await makeNetwork(lab);
  const neutron = await lab.make('GET', `/v1/{p}/subnets/${network.subnet}`, undefined, 'subnet.neutron_subnet_id');
  const port = { network_id: network.subnet, device_owner: 'neutron:VIP_PORT', fixed_ips: [{ subnet_id: neutron }] };
  return { network, id: await lab.make('POST', '/v1/{p}/ports', { port }, 'port.id') };
}

/** Resource networking_vip_associate: the virtual IP lists the address of the port, which may send as anybody. */
async function associate(lab: RegionUnderTest): Promise<string> {
  const { network, id } = await makeVirtualIp(lab);
  const { port } = await makeServer(lab, network);
  const ip = await lab.make('GET', `/v2.0/ports/${port}`, undefined, 'port.fixed_ips.0.ip_address');
  const put = (of: string, ip_address: string) =>
    lab.call('PUT', `/v2.0/ports/${of}`, { port: { allowed_address_pairs: [{ ip_address }] } });
  expect(await put(id, ip)).toMatchObject({ status: 200 });
  expect(await put(port, '1.1.1.1/0')).toMatchObject({ status: 200 });
  expect(await lab.call('GET', `/v2.0/ports/${id}`)).toMatchObject({
    body: { port: { status: 'DOWN', allowed_address_pairs: [{ ip_address: ip }] } },
  });
  return id;
}

/** Resource vpc_route, of a peering connection. */
async function addRoute(lab: RegionUnderTest) {
  const { vpc } = await makeNetwork(lab);
  const body = { vpc: { name: 'VPC-B', cidr: '172.16.0.0/16' } };
  const peer = await lab.make('POST', '/v1/{p}/vpcs', body, 'vpc.id');
  const peering = { name: 'AB', request_vpc_info: { vpc_id: vpc }, accept_vpc_info: { vpc_id: peer } };
  const nexthop = await lab.make('POST', '/v2.0/vpc/peerings', { peering }, 'peering.id');
  const table = await lab.make('GET', `/v1/{p}/routetables?vpc_id=${vpc}`, undefined, 'routetables.0.id');
  const add = [{ type: 'peering', destination: '172.16.0.0/16', nexthop }];
  await lab.call('PUT', `/v1/{p}/routetables/${table}`, { routetable: { routes: { add } } });
  return { vpc, peer, route: { type: 'peering', destination: '172.16.0.0/16', nexthop, vpc_id: vpc } };
}

export const networkCalls: Calls = {
  // Data sources vpc_route, vpc_routes and vpc_route_ids.
  'GET /v2.0/vpc/routes': async (lab) => {
    const { vpc, peer, route } = await addRoute(lab);
    const list = (query: string) => lab.call('GET', `/v2.0/vpc/routes?${query}`);
    expect(await list(`vpc_id=${vpc}&type=peering`)).toMatchObject({ status: 200, body: { routes: [route] } });
    expect(await list(`vpc_id=${peer}`)).toMatchObject({ status: 200, body: { routes: [] } });
  },
  'GET /v2.0/vpc/routes/{route_id}': async (lab) => {
    const { route } = await addRoute(lab);
    const id = await lab.make('GET', '/v2.0/vpc/routes', undefined, 'routes.0.id');
    expect(await lab.call('GET', `/v2.0/vpc/routes/${id}`)).toMatchObject({ status: 200, body: { route } });
    expect(await lab.call('GET', '/v2.0/vpc/routes/none')).toMatchObject({ status: 404 });
  },
  'PUT /v3/{project_id}/vpc/vpcs/{vpc_id}/add-extend-cidr': async (lab) => {
    const { vpc } = await makeNetwork(lab);
    const body = { vpc: { extend_cidrs: ['168.10.0.0/16'] } };
    expect(await lab.call('PUT', `/v3/{p}/vpc/vpcs/${vpc}/add-extend-cidr`, body)).toMatchObject({ status: 200 });
    expect(await lab.call('GET', `/v3/{p}/vpc/vpcs/${vpc}`)).toMatchObject({ body });
  },
  'PUT /v3/{project_id}/vpc/vpcs/{vpc_id}/remove-extend-cidr': async (lab) => {
    const { vpc } = await makeNetwork(lab);
    const body = { vpc: { extend_cidrs: ['168.10.0.0/16'] } };
    await lab.call('PUT', `/v3/{p}/vpc/vpcs/${vpc}/add-extend-cidr`, body);
    await lab.call('PUT', `/v3/{p}/vpc/vpcs/${vpc}/remove-extend-cidr`, body);
    expect(await lab.call('GET', `/v3/{p}/vpc/vpcs/${vpc}`)).toMatchObject({ body: { vpc: { extend_cidrs: [] } } });
  },
  'POST /v1/{project_id}/ports': makeVirtualIp,
  'DELETE /v1/{project_id}/ports/{port_id}': async (lab) => {
    const { id } = await makeVirtualIp(lab);
    expect(await lab.call('DELETE', `/v1/{p}/ports/${id}`)).toMatchObject({ status: 204 });
    expect(await lab.call('GET', `/v1/{p}/ports/${id}`)).toMatchObject({ status: 404 });
  },
  'PUT /v2.0/ports/{port_id}': async (lab) => {
    const id = await associate(lab);
    const none = { port: { allowed_address_pairs: [] } };
    expect(await lab.call('PUT', `/v2.0/ports/${id}`, none)).toMatchObject({ status: 200, body: none });
  },
  'POST /v3/{project_id}/vpc/address-groups': makeAddressGroup,
  'GET /v3/{project_id}/vpc/address-groups': async (lab) => {
    const id = await makeAddressGroup(lab);
    expect(await lab.call('GET', `${groups}?name=offices&limit=2000`)).toMatchObject({
      status: 200,
      body: { address_groups: [{ id }], page_info: { current_count: 1 } },
    });
  },
  'GET /v3/{project_id}/vpc/address-groups/{address_group_id}': async (lab) => {
    const id = await makeAddressGroup(lab);
    expect(await lab.call('GET', `${groups}/${id}`)).toMatchObject({
      body: { address_group: { ...addressGroup, max_capacity: 20, enterprise_project_id: '0' } },
    });
  },
  'PUT /v3/{project_id}/vpc/address-groups/{address_group_id}': async (lab) => {
    const id = await makeAddressGroup(lab);
    const extra = [
      { ip: '192.168.5.0/24', remarks: 'test 2' },
      { ip: '192.168.3.2', remarks: '' },
    ];
    // The provider writes null where there are no remarks: those are left out.
    const body = { address_group: { ip_extra_set: [extra[0], { ip: '192.168.3.2' }], max_capacity: 10 } };
    expect(await lab.call('PUT', `${groups}/${id}`, body)).toMatchObject({ status: 200 });
    expect(await lab.call('GET', `${groups}/${id}`)).toMatchObject({
      body: { address_group: { ip_set: ['192.168.5.0/24', '192.168.3.2'], ip_extra_set: extra, max_capacity: 10 } },
    });
  },
  'DELETE /v3/{project_id}/vpc/address-groups/{address_group_id}': async (lab) => {
    const id = await makeAddressGroup(lab);
    expect(await lab.call('DELETE', `${groups}/${id}`)).toMatchObject({ status: 204 });
    expect(await lab.call('GET', `${groups}/${id}`)).toMatchObject({ status: 404 });
  },
  'DELETE /v3/{project_id}/vpc/address-groups/{address_group_id}/force': async (lab) => {
    const id = await makeAddressGroup(lab);
    const rule = await nameAddressGroup(lab, id);
    expect(await lab.call('DELETE', `${groups}/${id}`)).toMatchObject({ status: 409 });
    expect(await lab.call('DELETE', `${groups}/${id}/force`)).toMatchObject({ status: 204 });
    expect(await lab.call('GET', `/v3/{p}/vpc/security-group-rules/${rule}`)).toMatchObject({ status: 404 });
  },
};
