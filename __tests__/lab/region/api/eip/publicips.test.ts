import { eipBody, type GuideLab, makeGuideLab } from '../../guide-lab';
import { testRefusals, type Refusal } from '../../refusals';
import { RegionUnderTest } from '../../region-under-test';

const eips = () => '/v1/{p}/publicips';
const theEip = (made: GuideLab) => `/v1/{p}/publicips/${made.eip}`;
const publicip = (fields: object) => () => ({ ...eipBody, publicip: { type: '5_bgp', ...fields } });
const bandwidth = (fields: object) => () => ({ ...eipBody, bandwidth: { ...eipBody.bandwidth, ...fields } });
const none = () => undefined;

const refusals: Refusal<GuideLab>[] = [
  ['an unknown type', 'POST', eips, publicip({ type: 'bgp' }), 400, 'publicip.type'],
  ['IP version 5', 'POST', eips, publicip({ ip_version: 5 }), 400, 'publicip.ip_version: 4 or 6'],
  [
    'binding and another IP version at once',
    'PUT',
    theEip,
    (made) => ({ publicip: { port_id: made.ports.test, ip_version: 6 } }),
    400,
    'cannot be given together with port_id',
  ],
  [
    'an address outside of the pool',
    'POST',
    eips,
    publicip({ ip_address: '198.51.100.1' }),
    400,
    'not within the region',
  ],
  ['an address in use', 'POST', eips, publicip({ ip_address: '203.0.113.1' }), 409, '203.0.113.1 is in use'],
  ['another kind of bandwidth', 'POST', eips, bandwidth({ share_type: 'HALF' }), 400, 'bandwidth.share_type'],
  ['a shared bandwidth without its id', 'POST', eips, bandwidth({ share_type: 'WHOLE' }), 400, 'bandwidth.id: missing'],
  [
    'a shared bandwidth that is not there',
    'POST',
    eips,
    bandwidth({ share_type: 'WHOLE', id: 'none' }),
    400,
    'bandwidth.id: bandwidth none does not exist',
  ],
  ['a bandwidth of 0', 'POST', eips, bandwidth({ size: 0 }), 400, 'bandwidth.size: 1 to 2000'],
  ['a bandwidth of 2001', 'POST', eips, bandwidth({ size: 2001 }), 400, 'bandwidth.size: 1 to 2000'],
  ['no bandwidth', 'POST', eips, () => ({ publicip: { type: '5_bgp' } }), 400, 'bandwidth: missing'],
  ['binding to no port', 'PUT', theEip, () => ({ publicip: { port_id: 'none' } }), 400, 'publicip.port_id: port none'],
  [
    'moving it while it is bound',
    'PUT',
    theEip,
    (made) => ({ publicip: { port_id: made.ports.source } }),
    409,
    'unbind it first',
  ],
  ['releasing it while it is bound', 'DELETE', theEip, none, 409, 'unbind it first'],
  ['an unknown bandwidth', 'GET', () => '/v1/{p}/bandwidths/none', none, 404, 'bandwidth none'],
];

describe('GIVEN the EIP of the guide, bound to ECS-test', () => {
  let lab: RegionUnderTest;
  let made: GuideLab;
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    made = await makeGuideLab(lab);
    lab.keep();
  });
  afterEach(() => lab.again());
  afterAll(() => lab.close());

  const change = (publicip: object) => lab.call('PUT', theEip(made), { publicip });
  const bound = () => lab.region.topology().eips[0]?.interfaceId;

  testRefusals(
    () => lab,
    () => made,
    refusals,
  );

  test('WHEN its server is shown THEN the address is there as floating, on the same port', async () => {
    const { body } = await lab.call('GET', `/v1/{p}/cloudservers/${made.servers.test}`);
    expect(body).toMatchObject({
      server: {
        addresses: {
          [made.vpc]: [
            { addr: '192.168.0.161', 'OS-EXT-IPS:type': 'fixed', primary: true },
            {
              addr: '203.0.113.1',
              'OS-EXT-IPS:type': 'floating',
              'OS-EXT-IPS:port_id': made.ports.test,
              primary: false,
            },
          ],
        },
      },
    });
  });

  test('WHEN it is renamed THEN it stays bound', async () => {
    expect(await change({ alias: 'EIP-B' })).toMatchObject({ status: 200, body: { publicip: { alias: 'EIP-B' } } });
    expect(bound()).toBe(made.ports.test);
  });

  test.each([{}, { port_id: '' }, { port_id: null }])(
    'WHEN it gets %j THEN it is unbound, and may be so again',
    async (publicip) => {
      expect(await change(publicip)).toMatchObject({ status: 200, body: { publicip: { status: 'DOWN' } } });
      expect(bound()).toBeUndefined();
      expect(await change(publicip)).toMatchObject({ status: 200 });
    },
  );

  test('WHEN it is unbound and bound to another server THEN the data plane has it there', async () => {
    await change({});
    await change({ port_id: made.ports.source });
    expect(bound()).toBe(made.ports.source);
  });

  test('WHEN the port has an EIP already THEN a second one is refused', async () => {
    const second = await lab.make('POST', '/v1/{p}/publicips', eipBody, 'publicip.id');
    const answer = await lab.call('PUT', `/v1/{p}/publicips/${second}`, { publicip: { port_id: made.ports.test } });
    expect(answer).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('203.0.113.1 already') as string },
    });
  });

  test.each([
    [true, 0],
    [false, 1],
  ])('WHEN its server is deleted with delete_publicip %s THEN %i are left, unbound', async (release, left) => {
    await lab.call('POST', '/v1/{p}/cloudservers/delete', {
      servers: [{ id: made.servers.test }],
      delete_publicip: release,
    });
    await lab.region.idle();
    expect(lab.region.counts()).toMatchObject({ eips: left });
    expect(bound()).toBeUndefined();
  });

  test('WHEN it cannot be bound in the data plane THEN it is 500, and it is bound as before', async () => {
    await change({});
    lab.fabric.refuse = (topology) => (topology.eips[0]?.interfaceId === undefined ? undefined : 'nft: no such table');
    expect(await change({ port_id: made.ports.source })).toMatchObject({ status: 500 });
    expect(bound()).toBeUndefined();
    expect(lab.fabric.last.eips).toEqual([{ id: made.eip, address: '203.0.113.1' }]);
  });
});

describe('GIVEN a pool of 16 addresses of which the lab uses two', () => {
  test('WHEN EIPs are allocated THEN they avoid those, and at the end it is 409', async () => {
    const lab = await RegionUnderTest.start({
      eipPool: '203.0.113.0/28',
      reservedEips: ['203.0.113.1', '203.0.113.3'],
    });
    const addresses = [];
    let answer = await lab.call('POST', '/v1/{p}/publicips', eipBody);
    while (answer.status === 200 && addresses.length < 16) {
      addresses.push((answer.body as { publicip: { public_ip_address: string } }).publicip.public_ip_address);
      answer = await lab.call('POST', '/v1/{p}/publicips', eipBody);
    }
    await lab.close();
    expect(addresses).toEqual([2, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((last) => `203.0.113.${String(last)}`));
    expect(answer).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('no free address') as string },
    });
  });
});
