import { eipBody, makeNetwork, makeServer } from '../guide-lab';
import { type RegionUnderTest } from '../region-under-test';

type Calls = Readonly<Record<string, (lab: RegionUnderTest) => Promise<unknown>>>;

/** Resource vpc_subnet_private_ip. */
async function reserve(lab: RegionUnderTest) {
  const { subnet } = await makeNetwork(lab);
  const wanted = { device_owner: 'neutron:VIP_PORT', ip_address: '192.168.0.111', subnet_id: subnet };
  return { subnet, id: await lab.make('POST', '/v1/{p}/privateips', { privateips: [wanted] }, 'privateips.0.id') };
}

const privateIp = { status: 'DOWN', ip_address: '192.168.0.111', device_owner: 'neutron:VIP_PORT' };

/** Resource vpc_network_interface. */
async function makePort(lab: RegionUnderTest): Promise<string> {
  const { subnet } = await makeNetwork(lab);
  const port = {
    ...{ network_id: subnet, name: 'nic', fixed_ips: [{ ip_address: '192.168.0.111' }] },
    ...{
      allowed_address_pairs: [{ ip_address: '192.168.1.5' }],
      extra_dhcp_opts: [{ opt_name: '51', opt_value: '2h' }],
    },
  };
  const id = await lab.make('POST', '/v1/{p}/ports', { port }, 'port.id');
  expect(await lab.call('GET', `/v1/{p}/ports/${id}`)).toMatchObject({ body: { port } });
  return id;
}

const tags = [{ key: 'foo', value: 'bar' }];

async function makeTaggedPort(lab: RegionUnderTest): Promise<string> {
  const id = await makePort(lab);
  expect(await lab.call('POST', `/v3/{p}/ports/${id}/tags/create`, { tags })).toMatchObject({ status: 204 });
  return id;
}

/** What has tags, and how one is made. */
const kinds = {
  vpcs: async (lab) => (await makeNetwork(lab)).vpc,
  subnets: async (lab) => (await makeNetwork(lab)).subnet,
  'security-groups': async (lab) => (await makeNetwork(lab)).group,
  publicips: (lab) => lab.make('POST', '/v1/{p}/publicips', eipBody, 'publicip.id'),
} as const satisfies Record<string, (lab: RegionUnderTest) => Promise<string>>;

const tagSearches: Calls = Object.fromEntries(
  Object.entries(kinds).flatMap(([kind, make]) => {
    const base = `/v2.0/{p}/${kind}`;
    const makeTagged = async (lab: RegionUnderTest) => {
      const id = await make(lab);
      const answer = await lab.call('POST', `${base}/${id}/tags/action`, { action: 'create', tags });
      expect(answer).toMatchObject({ status: 204 });
      return id;
    };
    return [
      // Data sources vpc_subnet_tags and the like.
      [
        `GET /v2.0/{project_id}/${kind}/tags`,
        async (lab: RegionUnderTest) => {
          await makeTagged(lab);
          const all = { tags: [{ key: 'foo', values: ['bar'] }] };
          expect(await lab.call('GET', `${base}/tags`)).toEqual({ status: 200, body: all });
        },
      ],
      // Data sources vpcs_by_tags and the like.
      [
        `POST /v2.0/{project_id}/${kind}/resource_instances/action`,
        async (lab: RegionUnderTest) => {
          const id = await makeTagged(lab);
          const search = (body: object) => lab.call('POST', `${base}/resource_instances/action`, body);
          const wanted = [{ key: 'foo', values: ['baz', 'bar'] }];
          expect(await search({ action: 'filter', offset: 0, tags: wanted })).toMatchObject({
            status: 200,
            body: { total_count: 1, resources: [{ resource_id: id, tags }] },
          });
          expect(await search({ action: 'filter', offset: 1, tags: wanted })).toMatchObject({
            body: { total_count: 1, resources: [] },
          });
          const other = { action: 'count', tags: [{ key: 'foo', values: ['baz'] }] };
          expect(await search(other)).toEqual({ status: 200, body: { total_count: 0 } });
        },
      ],
    ];
  }),
);

export const addressCalls: Calls = {
  ...tagSearches,
  'POST /v1/{project_id}/privateips': reserve,
  'GET /v1/{project_id}/privateips/{privateip_id}': async (lab) => {
    const { id, subnet } = await reserve(lab);
    expect(await lab.call('GET', `/v1/{p}/privateips/${id}`)).toMatchObject({
      status: 200,
      body: { privateip: { id, subnet_id: subnet, ...privateIp } },
    });
  },
  'GET /v1/{project_id}/subnets/{subnet_id}/privateips': async (lab) => {
    const { id, subnet } = await reserve(lab);
    expect(await lab.call('GET', `/v1/{p}/subnets/${subnet}/privateips`)).toMatchObject({
      status: 200,
      body: { privateips: [{ ip_address: '192.168.0.1' }, { ip_address: '192.168.0.254' }, { id, ...privateIp }] },
    });
  },
  'DELETE /v1/{project_id}/privateips/{privateip_id}': async (lab) => {
    const { id } = await reserve(lab);
    expect(await lab.call('DELETE', `/v1/{p}/privateips/${id}`)).toMatchObject({ status: 204 });
    expect(await lab.call('GET', `/v1/{p}/privateips/${id}`)).toMatchObject({ status: 404 });
  },
  // Data source vpc_quotas.
  'GET /v1/{project_id}/quotas': async (lab) => {
    await makeNetwork(lab);
    expect(await lab.call('GET', '/v1/{p}/quotas?type=vpc')).toEqual({
      status: 200,
      body: { quotas: { resources: [{ type: 'vpc', used: 1, quota: 5, min: 0 }] } },
    });
  },
  // Data source vpc_subnet_ip_availabilities.
  'GET /v2.0/network-ip-availabilities/{network_id}': async (lab) => {
    const network = await makeNetwork(lab);
    await makeServer(lab, network);
    // The server's, the gateway's and the two addresses before the last.
    expect(await lab.call('GET', `/v2.0/network-ip-availabilities/${network.subnet}`)).toMatchObject({
      status: 200,
      body: { network_ip_availability: { used_ips: 4, total_ips: 254, subnet_ip_availability: [{ used_ips: 4 }] } },
    });
  },
  'GET /v3/{project_id}/ports/{port_id}/tags': async (lab) => {
    const id = await makeTaggedPort(lab);
    expect(await lab.call('GET', `/v3/{p}/ports/${id}/tags`)).toMatchObject({ status: 200, body: { tags } });
  },
  'POST /v3/{project_id}/ports/{port_id}/tags/create': makeTaggedPort,
  'POST /v3/{project_id}/ports/{port_id}/tags/delete': async (lab) => {
    const id = await makeTaggedPort(lab);
    expect(await lab.call('POST', `/v3/{p}/ports/${id}/tags/delete`, { tags })).toMatchObject({ status: 204 });
    expect(await lab.call('GET', `/v3/{p}/ports/${id}/tags`)).toMatchObject({ body: { tags: [] } });
  },
  'GET /v3/{project_id}/ports/tags': async (lab) => {
    await makeTaggedPort(lab);
    expect(await lab.call('GET', '/v3/{p}/ports/tags?offset=0')).toMatchObject({
      status: 200,
      body: { tags: [{ key: 'foo', values: ['bar'] }], total_count: 1 },
    });
  },
  'POST /v3/{project_id}/ports/resource-instances/filter': async (lab) => {
    const id = await makeTaggedPort(lab);
    const search = (body: object) => lab.call('POST', '/v3/{p}/ports/resource-instances/filter?offset=0', body);
    expect(await search({ tags: [{ key: 'foo', values: ['bar'] }] })).toMatchObject({
      status: 200,
      body: { total_count: 1, resources: [{ resource_id: id, resource_name: 'nic', tags }] },
    });
    expect(await search({ matches: [{ key: 'resource_name', value: 'other' }] })).toMatchObject({
      body: { total_count: 0, resources: [] },
    });
  },
};
