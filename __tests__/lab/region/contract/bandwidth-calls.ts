import { eipBody, makeNetwork, makeServer } from '../guide-lab';
import { type RegionUnderTest } from '../region-under-test';

type Calls = Readonly<Record<string, (lab: RegionUnderTest) => Promise<unknown>>>;

const shared = '/v2.0/{p}/bandwidths';

/** Resource vpc_bandwidth. */
const makeBandwidth = (lab: RegionUnderTest) =>
  lab.make('POST', shared, { bandwidth: { name: 'together', size: 10, charge_mode: 'bandwidth' } }, 'bandwidth.id');

const show = (lab: RegionUnderTest, id: string) => lab.call('GET', `/v1/{p}/bandwidths/${id}`);

/** Resource vpc_eip with `share_type` WHOLE: all but the id is left out. */
async function makeMember(lab: RegionUnderTest) {
  const id = await makeBandwidth(lab);
  const body = { publicip: { type: '5_bgp' }, bandwidth: { id, share_type: 'WHOLE' } };
  return { id, eip: await lab.make('POST', '/v1/{p}/publicips', body, 'publicip.id') };
}

export const bandwidthCalls: Calls = {
  'POST /v2.0/{project_id}/bandwidths': async (lab) => {
    const { id, eip } = await makeMember(lab);
    expect(await show(lab, id)).toMatchObject({
      status: 200,
      body: {
        bandwidth: {
          ...{ name: 'together', size: 10, charge_mode: 'bandwidth', share_type: 'WHOLE', status: 'NORMAL' },
          ...{ bandwidth_type: 'share', public_border_group: 'center', enterprise_project_id: '0', billing_info: '' },
          publicip_info: [{ publicip_id: eip, ip_version: 4, publicip_type: '5_bgp' }],
        },
      },
    });
    expect(await lab.call('GET', `/v1/{p}/publicips/${eip}`)).toMatchObject({
      body: { publicip: { bandwidth_id: id, bandwidth_size: 10, bandwidth_share_type: 'WHOLE' } },
    });
  },
  // Resource compute_eip_associate with bandwidth_id.
  'GET /v2.0/{project_id}/bandwidths/{bandwidth_id}': async (lab) => {
    const { id, eip } = await makeMember(lab);
    expect(await lab.call('GET', `${shared}/${id}`)).toMatchObject({
      status: 200,
      body: { bandwidth: { id, share_type: 'WHOLE', publicip_info: [{ publicip_id: eip }] } },
    });
  },
  'DELETE /v2.0/{project_id}/bandwidths/{bandwidth_id}': async (lab) => {
    const id = await makeBandwidth(lab);
    expect(await lab.call('DELETE', `${shared}/${id}`)).toMatchObject({ status: 204 });
    expect(await show(lab, id)).toMatchObject({ status: 404 });
  },
  // Resource vpc_bandwidth_associate, with an EIP and with the IPv6 address of a server.
  'POST /v2.0/{project_id}/bandwidths/{bandwidth_id}/insert': async (lab) => {
    const id = await makeBandwidth(lab);
    const network = await makeNetwork(lab);
    const subnet = { name: 'x', ipv6_enable: true };
    await lab.call('PUT', `/v1/{p}/vpcs/${network.vpc}/subnets/${network.subnet}`, { subnet });
    const nics = [{ subnet_id: network.subnet, ipv6_enable: true }];
    const { port } = await makeServer(lab, network, { nics });
    const publicip_info = [{ publicip_id: port, publicip_type: '5_dualStack' }];
    expect(await lab.call('POST', `${shared}/${id}/insert`, { bandwidth: { publicip_info } })).toMatchObject({
      status: 200,
      body: { bandwidth: { publicip_info: [{ publicip_id: port, publicipv6_address: '2001:db8:0:1:192:168:0:2' }] } },
    });
    expect(await lab.call('GET', `/v1/{p}/ports/${port}`)).toMatchObject({ body: { port: { ipv6_bandwidth_id: id } } });
  },
  'POST /v2.0/{project_id}/bandwidths/{bandwidth_id}/remove': async (lab) => {
    const { id, eip } = await makeMember(lab);
    const bandwidth = { charge_mode: 'traffic', size: 5, publicip_info: [{ publicip_id: eip }] };
    expect(await lab.call('POST', `${shared}/${id}/remove`, { bandwidth })).toMatchObject({ status: 204 });
    expect(await lab.call('GET', `/v1/{p}/publicips/${eip}`)).toMatchObject({
      body: { publicip: { bandwidth_size: 5, bandwidth_share_type: 'PER' } },
    });
    expect(await show(lab, id)).toMatchObject({ body: { bandwidth: { publicip_info: [] } } });
  },
  // Data sources vpc_bandwidth and vpc_bandwidths.
  'GET /v1/{project_id}/bandwidths': async (lab) => {
    const id = await makeBandwidth(lab);
    await lab.call('POST', '/v1/{p}/publicips', eipBody);
    const path = '/v1/{p}/bandwidths?enterprise_project_id=all_granted_eps';
    expect(await lab.call('GET', path)).toMatchObject({
      status: 200,
      body: {
        bandwidths: [
          { id, share_type: 'WHOLE' },
          { name: 'EIP-A', share_type: 'PER' },
        ],
      },
    });
    expect(await lab.call('GET', `${path}&share_type=PER`)).toMatchObject({
      body: { bandwidths: [{ name: 'EIP-A' }] },
    });
  },
};
