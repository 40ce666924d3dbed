import { makeNetwork } from '../../guide-lab';
import { testRefusals, type Refusal } from '../../refusals';
import { RegionUnderTest } from '../../region-under-test';

/** Ids of two peered VPCs, of a third one, and of the first one's route table, which has a route to the second. */
interface Peered {
  readonly a: string;
  readonly b: string;
  readonly c: string;
  readonly peering: string;
  readonly table: string;
  readonly subnet: string;
}

const peerings = () => '/v2.0/vpc/peerings';
const thePeering = (made: Peered) => `${peerings()}/${made.peering}`;
const theTable = (made: Peered) => `/v1/{p}/routetables/${made.table}`;
const none = () => undefined;

const peeringBody = (from: string, to: string, fields: object = {}) => ({
  peering: { name: 'peering-AC', request_vpc_info: { vpc_id: from }, accept_vpc_info: { vpc_id: to }, ...fields },
});
const routeTo = (made: Pick<Peered, 'peering'>, fields: object = {}) => ({
  destination: '172.16.0.0/16',
  type: 'peering',
  nexthop: made.peering,
  ...fields,
});
const changing = (changes: object) => ({ routetable: { routes: changes } });

async function tableOf(lab: RegionUnderTest, vpc: string): Promise<string> {
  return lab.make('GET', `/v1/{p}/routetables?vpc_id=${vpc}`, undefined, 'routetables.0.id');
}

async function makePeered(lab: RegionUnderTest): Promise<Peered> {
  const { vpc: a, subnet } = await makeNetwork(lab);
  const vpc = (name: string, cidr: string) => lab.make('POST', '/v1/{p}/vpcs', { vpc: { name, cidr } }, 'vpc.id');
  const b = await vpc('VPC-B', '172.16.0.0/16');
  const c = await vpc('VPC-C', '192.168.128.0/17');
  const body = peeringBody(a, b, { name: 'peering-AB' });
  const peering = await lab.make('POST', peerings(), body, 'peering.id');
  const table = await tableOf(lab, a);
  await lab.call('PUT', theTable({ a, b, c, peering, table, subnet }), changing({ add: [routeTo({ peering })] }));
  return { a, b, c, peering, table, subnet };
}

const refusals: Refusal<Peered>[] = [
  ['a peering with no VPC', 'POST', peerings, ({ a }) => peeringBody(a, 'none'), 400, 'vpc none does not exist'],
  ['a peering of a VPC with itself', 'POST', peerings, ({ a }) => peeringBody(a, a), 400, "the requester's VPC, too"],
  ['a second peering', 'POST', peerings, ({ a, b }) => peeringBody(b, a), 409, 'are peered already by peering-AB'],
  [
    'a peering of overlapping VPCs',
    'POST',
    peerings,
    ({ a, c }) => peeringBody(a, c),
    400,
    'VPC-C (192.168.128.0/17) overlaps',
  ],
  [
    "a peering with another account's VPC",
    'POST',
    peerings,
    ({ a, b }) => peeringBody(a, b, { accept_vpc_info: { vpc_id: b, tenant_id: 'f'.repeat(32) } }),
    400,
    'peering.accept_vpc_info.tenant_id',
  ],
  [
    'a peering without name',
    'POST',
    peerings,
    ({ a, b }) => peeringBody(a, b, { name: '' }),
    400,
    'peering.name: 1 to 64',
  ],
  [
    'showing no peering',
    'GET',
    () => `${peerings()}/none`,
    none,
    404,
    'VPC peering connection none could not be found',
  ],
  ['deleting a peered VPC', 'DELETE', ({ b }) => `/v1/{p}/vpcs/${b}`, none, 409, 'still has the peering connection'],
  [
    "a VPC's block that overlaps with its peer's",
    'PUT',
    ({ b }) => `/v1/{p}/vpcs/${b}`,
    () => ({ vpc: { cidr: '192.168.0.0/16' } }),
    400,
    'overlaps with the VPC VPC-A (192.168.0.0/16), its peer by peering-AB',
  ],
  [
    'a route that is there',
    'PUT',
    theTable,
    (made) => changing({ add: [routeTo(made)] }),
    409,
    'has a route to 172.16.0.0/16',
  ],
  [
    'a route to no peering',
    'PUT',
    theTable,
    () => changing({ add: [routeTo({ peering: 'none' }, { destination: '10.0.0.0/8' })] }),
    400,
    'routetable.routes.add.nexthop: VPC peering connection none does not exist',
  ],
  [
    'a route over a subnet of the VPC',
    'PUT',
    theTable,
    (made) => changing({ add: [routeTo(made, { destination: '192.168.0.0/17' })] }),
    400,
    '192.168.0.0/17 overlaps with the subnet Subnet-A01',
  ],
  [
    'a route with host bits',
    'PUT',
    theTable,
    (made) => changing({ add: [routeTo(made, { destination: '10.0.0.1/8' })] }),
    400,
    'did you mean 10.0.0.0/8',
  ],
  [
    'a route to a server',
    'PUT',
    theTable,
    (made) => changing({ add: [routeTo(made, { type: 'ecs' })] }),
    400,
    'only peering is emulated',
  ],
  [
    'changing a route that is not there',
    'PUT',
    theTable,
    (made) => changing({ mod: [routeTo(made, { destination: '10.0.0.0/8' })] }),
    404,
    '10.0.0.0/8 could not be found',
  ],
  [
    'deleting a route that is not there',
    'PUT',
    theTable,
    () => changing({ del: [{ destination: '10.0.0.0/8' }] }),
    404,
    '10.0.0.0/8 could not be found',
  ],
  [
    'one good and one bad route',
    'PUT',
    theTable,
    (made) => changing({ add: [routeTo(made, { destination: '10.0.0.0/8' }), routeTo(made)] }),
    409,
    'has a route to 172.16.0.0/16',
  ],
  [
    'a subnet over a route',
    'POST',
    () => '/v1/{p}/subnets',
    ({ c }) => ({ subnet: { name: 'x', cidr: '192.168.200.0/24', gateway_ip: '192.168.200.1', vpc_id: c } }),
    400,
    'subnet.cidr: 192.168.200.0/24 overlaps with the route to 192.168.192.0/18',
  ],
  ['showing no route table', 'GET', () => '/v1/{p}/routetables/none', none, 404, 'route table none could not be found'],
];

let lab: RegionUnderTest;
let made: Peered;

describe('GIVEN two peered VPCs', () => {
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    made = await makePeered(lab);
    // VPC-C has a peering and a route of its own, which a subnet must not hide.
    const peering = await lab.make('POST', peerings(), peeringBody(made.b, made.c), 'peering.id');
    const add = [routeTo({ peering }, { destination: '192.168.192.0/18' })];
    await lab.call('PUT', `/v1/{p}/routetables/${await tableOf(lab, made.c)}`, changing({ add }));
  });
  afterAll(() => lab.close());

  testRefusals(
    () => lab,
    () => made,
    refusals,
  );

  test('WHEN a route of another VPC names the peering THEN it is refused', async () => {
    const body = changing({ add: [routeTo(made, { destination: '10.0.0.0/8' })] });
    const path = `/v1/{p}/routetables/${await tableOf(lab, made.c)}`;
    expect(await lab.call('PUT', path, body)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(`does not join the VPC ${made.c}`) as string },
    });
  });

  test('WHEN the lists are filtered THEN they give what fits', async () => {
    const listed = async (query: string) => (await lab.call('GET', `${peerings()}?${query}`)).body;
    expect(await listed(`vpc_id=${made.a}`)).toMatchObject({ peerings: [{ id: made.peering, status: 'ACTIVE' }] });
    expect(await listed('name=peering-AC&limit=1')).toMatchObject({ peerings: [{ name: 'peering-AC' }] });
    expect(await listed('status=REJECTED')).toEqual({ peerings: [] });
    expect((await lab.call('GET', `/v1/{p}/routetables?subnet_id=${made.subnet}`)).body).toMatchObject({
      routetables: [{ id: made.table, vpc_id: made.a, subnets: [{ id: made.subnet }] }],
    });
  });
});

describe('GIVEN two peered VPCs, to be changed', () => {
  beforeEach(async () => {
    lab = await RegionUnderTest.start();
    made = await makePeered(lab);
  });
  afterEach(() => lab.close());

  const routes = () => lab.region.topology().routes;
  const change = (changes: object) => lab.call('PUT', theTable(made), changing(changes));

  test('WHEN routes are added, changed and deleted in one call THEN all of it is done', async () => {
    const added = routeTo(made, { destination: '10.0.0.0/8', description: 'new' });
    expect(await change({ add: [added] })).toMatchObject({ status: 200 });
    const answer = await change({
      add: [routeTo(made, { destination: '10.0.0.0/8' })],
      mod: [routeTo(made, { description: 'to VPC-B' })],
      del: [{ destination: '10.0.0.0/8' }],
    });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        routetable: {
          routes: [
            { type: 'local', destination: '198.19.128.0/20' },
            { type: 'local', destination: '192.168.0.0/24' },
            { type: 'peering', destination: '172.16.0.0/16', nexthop: made.peering, description: 'to VPC-B' },
            { type: 'peering', destination: '10.0.0.0/8', nexthop: made.peering, description: '' },
          ],
        },
      },
    });
    expect(routes().map(({ destination }) => destination)).toEqual(['172.16.0.0/16', '10.0.0.0/8']);
  });

  test('WHEN the peering is deleted THEN the route stays in its table and leads nowhere, and can be deleted', async () => {
    expect(routes()).toEqual([{ vpcId: made.a, destination: '172.16.0.0/16', peeringId: made.peering }]);
    expect(await lab.call('DELETE', thePeering(made))).toMatchObject({ status: 204 });
    expect(routes()).toEqual([]);
    expect(lab.region.counts()).toMatchObject({ peerings: 0, routes: 1 });
    expect(await change({ del: [{ destination: '172.16.0.0/16' }] })).toMatchObject({ status: 200 });
    expect(lab.region.counts()).toMatchObject({ routes: 0 });
  });

  test('WHEN a VPC is deleted THEN its route table goes with it', async () => {
    expect(await lab.call('DELETE', `/v1/{p}/vpcs/${made.c}`)).toMatchObject({ status: 204 });
    expect((await lab.call('GET', `/v1/{p}/routetables?vpc_id=${made.c}`)).body).toEqual({ routetables: [] });
  });
});
