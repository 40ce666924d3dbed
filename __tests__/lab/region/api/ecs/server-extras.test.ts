import { eipBody, makeNetwork, makeServer, serverBody } from '../../guide-lab';
import { RegionUnderTest } from '../../region-under-test';

describe('GIVEN a network and an EIP', () => {
  let lab: RegionUnderTest;
  let network: Awaited<ReturnType<typeof makeNetwork>>;
  let eip: string;
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    network = await makeNetwork(lab);
    eip = await lab.make('POST', '/v1/{p}/publicips', eipBody, 'publicip.id');
    lab.keep();
  });
  afterEach(() => lab.again());
  afterAll(() => lab.close());

  const create = (fields: object) => lab.call('POST', '/v1.1/{p}/cloudservers', serverBody(network, fields));

  test('WHEN a server is created with the EIP THEN it is bound to its first network interface', async () => {
    const nics = [{ subnet_id: network.subnet }, { subnet_id: network.subnet }];
    const { server } = await makeServer(lab, network, { nics, publicip: { id: eip } });
    expect(lab.fabric.last.eips).toEqual([
      { id: eip, address: '203.0.113.1', interfaceId: lab.fabric.last.interfaces[0]?.id },
    ]);
    expect(await lab.call('GET', `/v1/{p}/cloudservers/${server}`)).toMatchObject({
      body: {
        server: { addresses: { [network.vpc]: [{}, { addr: '203.0.113.1', 'OS-EXT-IPS:type': 'floating' }, {}] } },
      },
    });
  });

  test('WHEN a server is created with a new EIP THEN it has one, which goes with it if it was made to', async () => {
    const bandwidth = { size: 5, sharetype: 'PER', chargemode: 'traffic' };
    const publicip = { eip: { iptype: '5_bgp', bandwidth }, delete_on_termination: true };
    const { server, port } = await makeServer(lab, network, { publicip });
    expect(await lab.call('GET', `/v1/{p}/publicips?port_id=${port}`)).toMatchObject({
      body: { publicips: [{ type: '5_bgp', bandwidth_size: 5, status: 'ACTIVE' }] },
    });
    await lab.call('POST', '/v1/{p}/cloudservers/delete', { servers: [{ id: server }] });
    await lab.region.idle();
    expect(lab.region.counts()).toMatchObject({ eips: 1 });
  });

  test('WHEN a server with a new EIP cannot be booted THEN the EIP is not left', async () => {
    lab.fabric.refuse = (topology) => (topology.servers.length > 0 ? 'no room' : undefined);
    const bandwidth = { size: 5, sharetype: 'PER' };
    await create({ publicip: { eip: { iptype: '5_bgp', bandwidth } } });
    await lab.region.idle();
    expect(lab.region.counts()).toMatchObject({ servers: 0, eips: 1 });
  });

  test.each([
    ['an EIP that is not there', { publicip: { id: 'none' } }, 400, 'server.publicip.id: EIP none does not exist'],
    [
      'a shared bandwidth that is not there',
      { publicip: { eip: { iptype: '5_bgp', bandwidth: { sharetype: 'WHOLE', id: 'none' } } } },
      400,
      'server.publicip.eip.bandwidth.id: bandwidth none does not exist',
    ],
    [
      'a group that is not there',
      { 'os:scheduler_hints': { group: 'none' } },
      400,
      'server.os:scheduler_hints.group: server group none does not exist',
    ],
    ['another market', { extendparam: { marketType: 'flea' } }, 400, 'server.extendparam.marketType: only spot'],
    [
      'a spot server for 7 hours',
      { extendparam: { marketType: 'spot', spot_duration_hours: 7 } },
      400,
      'server.extendparam.spot_duration_hours: 1 to 6',
    ],
  ])(
    'WHEN a server is created with %s THEN it is refused, and nothing of it is left',
    async (_what, fields, status, words) => {
      const before = lab.region.counts();
      const answer = await create(fields);
      expect(answer.status).toBe(status);
      expect(JSON.stringify(answer.body)).toContain(words);
      expect(lab.region.counts()).toEqual(before);
    },
  );

  test('WHEN a bound EIP is asked for THEN it is 409', async () => {
    await makeServer(lab, network, { publicip: { id: eip } });
    expect(await create({ publicip: { id: eip } })).toMatchObject({ status: 409 });
  });

  test('WHEN a spot server is created in a group THEN it shows both', async () => {
    const group = { server_group: { name: 'apart', policies: ['anti-affinity'] } };
    const id = await lab.make('POST', '/v1/{p}/cloudservers/os-server-groups', group, 'server_group.id');
    const { server } = await makeServer(lab, network, {
      extendparam: {
        marketType: 'spot',
        interruption_policy: 'immediate',
        spot_duration_hours: 2,
        spot_duration_count: 1,
      },
      'os:scheduler_hints': { group: id },
    });
    expect(await lab.call('GET', `/v1/{p}/cloudservers/${server}`)).toMatchObject({
      body: { server: { metadata: { charging_mode: '2' }, 'os:scheduler_hints': { group: [id] } } },
    });
    await lab.call('POST', '/v1/{p}/cloudservers/delete', { servers: [{ id: server }] });
    await lab.region.idle();
    expect(await lab.call('GET', `/v1/{p}/cloudservers/os-server-groups/${id}`)).toMatchObject({
      body: { server_group: { members: [] } },
    });
  });
});
