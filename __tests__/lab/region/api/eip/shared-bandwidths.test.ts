import { eipBody, makeNetwork, makeServer } from '../../guide-lab';
import { testRefusals, type Refusal } from '../../refusals';
import { RegionUnderTest } from '../../region-under-test';

interface Made {
  readonly shared: string;
  /** In the shared bandwidth. */
  readonly member: string;
  /** With a bandwidth of its own. */
  readonly own: string;
  readonly ownBandwidth: string;
}

const all = () => '/v2.0/{p}/bandwidths';
const theShared = (made: Made) => `/v2.0/{p}/bandwidths/${made.shared}`;
const none = () => undefined;
const wanted = (fields: object) => () => ({ bandwidth: { name: 'together', size: 10, ...fields } });
const members =
  (...ids: (keyof Made | 'none')[]) =>
  (made: Made) => ({
    bandwidth: { publicip_info: ids.map((id) => ({ publicip_id: id === 'none' ? id : made[id] })) },
  });

const refusals: readonly Refusal<Made>[] = [
  ['4 Mbit/s', 'POST', all, wanted({ size: 4 }), 400, 'bandwidth.size: 5 to 2000 Mbit/s, got 4'],
  ['charging by traffic', 'POST', all, wanted({ charge_mode: 'traffic' }), 400, 'bandwidth.charge_mode'],
  ['the peak of 299', 'POST', all, wanted({ charge_mode: '95peak_plus', size: 299 }), 400, '299 is less than the 300'],
  ['another field', 'POST', all, wanted({ colour: 'red' }), 400, 'bandwidth.colour: unknown field'],
  ['deletion with an EIP in it', 'DELETE', theShared, none, 409, 'still has'],
  ['deletion of none', 'DELETE', () => '/v2.0/{p}/bandwidths/none', none, 404, 'bandwidth none could not be found'],
  ['insertion of nothing', 'POST', (made) => `${theShared(made)}/insert`, members(), 400, 'at least one'],
  [
    'insertion of no EIP',
    'POST',
    (made) => `${theShared(made)}/insert`,
    members('none'),
    400,
    'EIP none does not exist',
  ],
  ['insertion twice', 'POST', (made) => `${theShared(made)}/insert`, members('member'), 409, 'already'],
  [
    'removal of an EIP that is not in it',
    'POST',
    (made) => `${theShared(made)}/remove`,
    (made) => ({ bandwidth: { charge_mode: 'traffic', size: 5, publicip_info: [{ publicip_id: made.own }] } }),
    400,
    'bandwidth.publicip_info',
  ],
  [
    'a shared bandwidth below 5',
    'PUT',
    (made) => `/v1/{p}/bandwidths/${made.shared}`,
    () => ({ bandwidth: { size: 4 } }),
    400,
    '4 is less than the 5',
  ],
  [
    'an own bandwidth by its peak',
    'PUT',
    (made) => `/v1/{p}/bandwidths/${made.ownBandwidth}`,
    () => ({ bandwidth: { charge_mode: '95peak_plus', size: 300 } }),
    400,
    '95peak_plus is for shared bandwidths',
  ],
];

describe('GIVEN a shared bandwidth with an EIP in it, and an EIP beside', () => {
  let lab: RegionUnderTest;
  let made: Made;
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    const shared = await lab.make('POST', all(), wanted({})(), 'bandwidth.id');
    const body = { publicip: { type: '5_bgp' }, bandwidth: { id: shared, share_type: 'WHOLE' } };
    const member = await lab.make('POST', '/v1/{p}/publicips', body, 'publicip.id');
    const own = await lab.make('POST', '/v1/{p}/publicips', eipBody, 'publicip.id');
    const ownBandwidth = await lab.make('GET', `/v1/{p}/publicips/${own}`, undefined, 'publicip.bandwidth_id');
    made = { shared, member, own, ownBandwidth };
    lab.keep();
  });
  afterEach(() => lab.again());
  afterAll(() => lab.close());

  testRefusals(
    () => lab,
    () => made,
    refusals,
  );

  test('WHEN it is changed THEN its EIPs show it, in v1 and v3', async () => {
    const bandwidth = { name: 'wide', size: 300, charge_mode: '95peak_plus' };
    const path = `/v1/{p}/bandwidths/${made.shared}`;
    expect(await lab.call('PUT', path, { bandwidth })).toMatchObject({ status: 200, body: { bandwidth } });
    expect(await lab.call('GET', `/v1/{p}/publicips/${made.member}`)).toMatchObject({
      body: { publicip: { bandwidth_name: 'wide', bandwidth_size: 300 } },
    });
    expect(await lab.call('GET', `/v3/{p}/eip/publicips/${made.member}`)).toMatchObject({
      body: { publicip: { bandwidth: { id: made.shared, share_type: 'WHOLE', size: 300 } } },
    });
  });

  test('WHEN an EIP goes in THEN its own bandwidth is gone; WHEN it goes out THEN it has a new one', async () => {
    expect(await lab.call('POST', `${theShared(made)}/insert`, members('own')(made))).toMatchObject({ status: 200 });
    expect(await lab.call('GET', `/v1/{p}/bandwidths/${made.ownBandwidth}`)).toMatchObject({ status: 404 });
    const bandwidth = { charge_mode: 'bandwidth', size: 7, publicip_info: [{ publicip_id: made.own }] };
    expect(await lab.call('POST', `${theShared(made)}/remove`, { bandwidth })).toMatchObject({ status: 204 });
    const again = await lab.make('GET', `/v1/{p}/publicips/${made.own}`, undefined, 'publicip.bandwidth_id');
    expect(again).not.toBe(made.ownBandwidth);
    expect(await lab.call('GET', `/v1/{p}/bandwidths/${again}`)).toMatchObject({
      body: { bandwidth: { share_type: 'PER', size: 7, charge_mode: 'bandwidth' } },
    });
  });

  test('WHEN its EIP is released THEN it can be deleted', async () => {
    expect(await lab.call('DELETE', `/v1/{p}/publicips/${made.member}`)).toMatchObject({ status: 204 });
    expect(await lab.call('DELETE', theShared(made))).toMatchObject({ status: 204 });
    expect(lab.region.counts()).toMatchObject({ sharedBandwidths: 0 });
  });

  test('WHEN the IPv6 address of a server is put into it THEN it is there until the server goes', async () => {
    const network = await makeNetwork(lab);
    await lab.call('PUT', `/v1/{p}/vpcs/${network.vpc}/subnets/${network.subnet}`, {
      subnet: { name: 'x', ipv6_enable: true },
    });
    const put = (port: string) => {
      const publicip_info = [{ publicip_id: port, publicip_type: '5_dualStack' }];
      return lab.call('POST', `${theShared(made)}/insert`, { bandwidth: { publicip_info } });
    };
    const four = await makeServer(lab, network);
    expect(await put(four.port)).toMatchObject({ status: 400 });
    const six = await makeServer(lab, network, { nics: [{ subnet_id: network.subnet, ipv6_enable: true }] });
    expect(await put(six.port)).toMatchObject({ status: 200 });
    expect(await put(six.port)).toMatchObject({ status: 409 });
    await lab.call('POST', '/v1/{p}/cloudservers/delete', { servers: [{ id: six.server }] });
    await lab.region.idle();
    expect(await lab.call('GET', `/v1/{p}/bandwidths/${made.shared}`)).toMatchObject({
      body: { bandwidth: { publicip_info: [{ publicip_id: made.member }] } },
    });
  });
});
