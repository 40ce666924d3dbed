import { type GuideLab, makeGuideLab } from '../../guide-lab';
import { testRefusals, type Refusal } from '../../refusals';
import { RegionUnderTest } from '../../region-under-test';

const vpcBody = (fields: object) => () => ({ vpc: { name: 'VPC-B', cidr: '10.0.0.0/8', ...fields } });
const subnetBody = (fields: object) => (made: GuideLab) => ({
  subnet: { name: 'Subnet-B', cidr: '192.168.1.0/24', gateway_ip: '192.168.1.1', vpc_id: made.vpc, ...fields },
});
const vpcs = () => '/v1/{p}/vpcs';
const subnets = () => '/v1/{p}/subnets';
const theVpc = (made: GuideLab) => `/v1/{p}/vpcs/${made.vpc}`;
const theSubnet = (made: GuideLab) => `/v1/{p}/vpcs/${made.vpc}/subnets/${made.subnet}`;
const tagsAction = (made: GuideLab) => `/v2.0/{p}/vpcs/${made.vpc}/tags/action`;
const none = () => undefined;

const refusals: Refusal<GuideLab>[] = [
  ['a VPC with an unknown field', 'POST', vpcs, vpcBody({ nmae: 'x' }), 400, 'vpc.nmae: unknown field'],
  ['a VPC without CIDR', 'POST', vpcs, () => ({ vpc: { name: 'x' } }), 400, 'vpc.cidr: missing'],
  ['a VPC name of 65 characters', 'POST', vpcs, vpcBody({ name: 'x'.repeat(65) }), 400, 'vpc.name: 1 to 64'],
  ['a VPC name with a space', 'POST', vpcs, vpcBody({ name: 'a b' }), 400, 'vpc.name: 1 to 64'],
  [
    'a VPC description with a tag',
    'POST',
    vpcs,
    vpcBody({ description: '<b>' }),
    400,
    'vpc.description: at most 255 characters, no',
  ],
  ['a public VPC CIDR', 'POST', vpcs, vpcBody({ cidr: '8.8.0.0/16' }), 400, 'vpc.cidr: 8.8.0.0/16 is not within'],
  ['a VPC wider than private', 'POST', vpcs, vpcBody({ cidr: '192.168.0.0/15' }), 400, 'vpc.cidr'],
  ['a VPC smaller than /28', 'POST', vpcs, vpcBody({ cidr: '10.0.0.0/29' }), 400, 'a prefix up to /28'],
  ['a VPC CIDR with host bits', 'POST', vpcs, vpcBody({ cidr: '10.1.0.0/8' }), 400, 'did you mean 10.0.0.0/8'],
  [
    'a VPC CIDR change that leaves a subnet out',
    'PUT',
    theVpc,
    () => ({ vpc: { cidr: '10.0.0.0/8' } }),
    400,
    'Subnet-A01',
  ],
  ['deleting a VPC with a subnet', 'DELETE', theVpc, none, 409, 'still has the subnet'],
  ['showing a VPC that is not there', 'GET', () => '/v1/{p}/vpcs/none', none, 404, 'vpc none could not be found'],
  [
    'a subnet in no VPC',
    'POST',
    subnets,
    subnetBody({ vpc_id: 'none' }),
    400,
    'subnet.vpc_id: vpc none does not exist',
  ],
  ['a subnet outside of its VPC', 'POST', subnets, subnetBody({ cidr: '10.0.0.0/24' }), 400, 'not within the VPC'],
  [
    'a subnet over another',
    'POST',
    subnets,
    subnetBody({ cidr: '192.168.0.128/25', gateway_ip: '192.168.0.129' }),
    400,
    'overlaps',
  ],
  ['a subnet smaller than /28', 'POST', subnets, subnetBody({ cidr: '192.168.1.0/29' }), 400, 'smaller than a /28'],
  ['a gateway elsewhere', 'POST', subnets, subnetBody({ gateway_ip: '192.168.2.1' }), 400, 'subnet.gateway_ip'],
  [
    'a gateway on the broadcast address',
    'POST',
    subnets,
    subnetBody({ gateway_ip: '192.168.1.255' }),
    400,
    'subnet.gateway_ip',
  ],
  [
    'a secondary name server alone',
    'POST',
    subnets,
    subnetBody({ secondary_dns: '8.8.8.8' }),
    400,
    'needs primary_dns',
  ],
  ['a name server that is no address', 'POST', subnets, subnetBody({ dnsList: ['dns'] }), 400, 'subnet.dnsList.0'],
  ['deleting a subnet with servers', 'DELETE', theSubnet, none, 409, 'VPC.0209'],
  [
    'deleting a subnet by another VPC',
    'DELETE',
    (made) => `/v1/{p}/vpcs/none/subnets/${made.subnet}`,
    none,
    404,
    'vpc none',
  ],
  ['an unknown tag action', 'POST', tagsAction, () => ({ action: 'replace', tags: [] }), 400, 'action'],
  [
    'a 21st tag',
    'POST',
    tagsAction,
    () => ({ action: 'create', tags: Array.from({ length: 21 }, (_, index) => ({ key: `k${index}`, value: '' })) }),
    400,
    'at most 20',
  ],
  ['an unknown query parameter', 'GET', () => '/v1/{p}/vpcs?colour=red', none, 400, 'colour: unknown query parameter'],
  ['a marker that is nothing', 'GET', () => '/v1/{p}/vpcs?marker=none', none, 400, 'marker: no record'],
  ['a limit above 2000', 'GET', () => '/v1/{p}/vpcs?limit=2001', none, 400, 'limit: 2001 is more than 2000'],
];

describe('GIVEN the network of the guide', () => {
  let lab: RegionUnderTest;
  let made: GuideLab;
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    made = await makeGuideLab(lab);
  });
  afterAll(() => lab.close());

  testRefusals(
    () => lab,
    () => made,
    refusals,
  );

  test('WHEN the data plane is looked at THEN the subnet is there with its gateway', () => {
    expect(lab.region.topology().subnets).toEqual([
      { id: made.subnet, vpcId: made.vpc, cidr: '192.168.0.0/24', gatewayIp: '192.168.0.1' },
    ]);
  });
});

describe('GIVEN a VPC', () => {
  let lab: RegionUnderTest;
  let vpc: string;
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    vpc = await lab.make('POST', '/v1/{p}/vpcs', { vpc: { name: 'VPC-A', cidr: '192.168.0.0/16' } }, 'vpc.id');
    lab.keep();
  });
  afterEach(() => lab.again());
  afterAll(() => lab.close());

  const subnet = (number: number, fields: object = {}) => ({
    subnet: {
      name: `Subnet-${String(number)}`,
      cidr: `192.168.${String(number)}.0/24`,
      gateway_ip: `192.168.${String(number)}.1`,
      vpc_id: vpc,
      ...fields,
    },
  });

  test("WHEN a subnet names no servers of names THEN it gets the region's", async () => {
    const answer = await lab.call('POST', '/v1/{p}/subnets', subnet(0));
    expect(answer.body).toMatchObject({ subnet: { dnsList: ['100.125.1.250', '100.125.129.250'] } });
  });

  test('WHEN IPv6 is turned on THEN the subnet has a prefix of its own, and IPv6 cannot be turned off', async () => {
    const first = await lab.call('POST', '/v1/{p}/subnets', subnet(0, { ipv6_enable: true }));
    expect(first.body).toMatchObject({ subnet: { cidr_v6: '2001:db8:0:1::/64', gateway_ip_v6: '2001:db8:0:1::1' } });
    const id = await lab.make('POST', '/v1/{p}/subnets', subnet(1), 'subnet.id');
    const path = `/v1/{p}/vpcs/${vpc}/subnets/${id}`;
    const later = await lab.call('PUT', path, { subnet: { name: 'x', ipv6_enable: true } });
    expect(later.body).toMatchObject({ subnet: { cidr_v6: '2001:db8:0:2::/64' } });
    expect(await lab.call('PUT', path, { subnet: { name: 'x', ipv6_enable: false } })).toMatchObject({ status: 400 });
  });

  test('WHEN subnets are listed by limit and marker THEN each page follows the last', async () => {
    const ids = [];
    for (const number of [0, 1, 2]) ids.push(await lab.make('POST', '/v1/{p}/subnets', subnet(number), 'subnet.id'));
    const first = await lab.call('GET', `/v1/{p}/subnets?vpc_id=${vpc}&limit=2`);
    expect(first.body).toMatchObject({ subnets: [{ id: ids[0] }, { id: ids[1] }] });
    const second = await lab.call('GET', `/v1/{p}/subnets?vpc_id=${vpc}&limit=2&marker=${ids[1] ?? ''}`);
    expect(second.body).toMatchObject({ subnets: [{ id: ids[2] }] });
  });

  test('WHEN a subnet and then the VPC are deleted THEN both are gone at once', async () => {
    const id = await lab.make('POST', '/v1/{p}/subnets', subnet(0), 'subnet.id');
    expect(await lab.call('DELETE', `/v1/{p}/vpcs/${vpc}/subnets/${id}`)).toMatchObject({ status: 204 });
    expect(await lab.call('GET', `/v1/{p}/subnets/${id}`)).toMatchObject({ status: 404 });
    expect(await lab.call('DELETE', `/v1/{p}/vpcs/${vpc}`)).toMatchObject({ status: 204 });
    expect(await lab.call('GET', `/v1/{p}/vpcs/${vpc}`)).toMatchObject({ status: 404 });
    expect(lab.region.isEmpty()).toBe(true);
  });

  test('WHEN the subnet cannot be made in the data plane THEN it is 500 with the reason, and there is no subnet', async () => {
    lab.fabric.refuse = (topology) => (topology.subnets.length > 0 ? 'bridge: no such device' : undefined);
    expect(await lab.call('POST', '/v1/{p}/subnets', subnet(0))).toMatchObject({
      status: 500,
      body: { code: 'Lab.500', message: expect.stringContaining('bridge: no such device') as string },
    });
    expect(lab.region.counts()).toMatchObject({ subnets: 0 });
  });
});
