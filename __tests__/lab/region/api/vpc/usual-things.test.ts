import { makeServer } from '../../guide-lab';
import { RegionUnderTest } from '../../region-under-test';

describe('GIVEN a region that nobody has used', () => {
  let lab: RegionUnderTest;
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
  });
  afterEach(() => lab.again());
  afterAll(() => lab.close());

  /** The default network, as a stack looks it up, and the group of servers that name none. */
  async function found() {
    const subnet = await lab.make('GET', '/v1/{p}/subnets', undefined, 'subnets.0.id');
    const vpc = await lab.make('GET', '/v1/{p}/vpcs', undefined, 'vpcs.0.id');
    const group = await lab.make('GET', '/v1/{p}/security-groups', undefined, 'security_groups.0.id');
    return { vpc, subnet, group };
  }

  test('THEN it has what a new account has, and counts as empty', async () => {
    const { vpc } = await found();
    expect(await lab.call('GET', '/v1/{p}/vpcs')).toMatchObject({
      body: { vpcs: [{ id: vpc, name: 'vpc-default', cidr: '192.168.0.0/16' }] },
    });
    expect(await lab.call('GET', '/v1/{p}/subnets')).toMatchObject({
      body: {
        subnets: [{ vpc_id: vpc, name: 'subnet-default', cidr: '192.168.0.0/24', gateway_ip: '192.168.0.1' }],
      },
    });
    expect(lab.region.isEmpty()).toBe(true);
  });

  test('WHEN a server comes and goes THEN the default subnet is in the data plane as long as it is, and all is as before', async () => {
    const network = await found();
    const { server } = await makeServer(lab, network);
    expect(lab.fabric.last.subnets).toEqual([expect.objectContaining({ id: network.subnet })]);
    expect(lab.region.isEmpty()).toBe(false);
    await lab.call('POST', '/v1/{p}/cloudservers/delete', { servers: [{ id: server }] });
    await lab.region.idle();
    expect(lab.fabric.last.subnets).toEqual([]);
    expect(lab.region.isEmpty()).toBe(true);
  });

  test('WHEN a subnet is made in the default VPC THEN it counts, and is in the data plane at once', async () => {
    const { vpc: vpc_id } = await found();
    const subnet = { name: 'mine', cidr: '192.168.1.0/24', gateway_ip: '192.168.1.1', vpc_id };
    const id = await lab.make('POST', '/v1/{p}/subnets', { subnet }, 'subnet.id');
    expect(lab.fabric.last.subnets).toEqual([expect.objectContaining({ id })]);
    expect(lab.region.counts()).toMatchObject({ vpcs: 0, subnets: 1 });
  });

  test('WHEN the default network is deleted THEN it is gone, as in the cloud', async () => {
    const { vpc, subnet } = await found();
    expect(await lab.call('DELETE', `/v1/{p}/vpcs/${vpc}/subnets/${subnet}`)).toMatchObject({ status: 204 });
    expect(await lab.call('DELETE', `/v1/{p}/vpcs/${vpc}`)).toMatchObject({ status: 204 });
    expect(await lab.call('GET', '/v1/{p}/vpcs')).toMatchObject({ body: { vpcs: [] } });
  });
});

test('WHEN a region is to be without a network THEN it has none', async () => {
  const lab = await RegionUnderTest.start({ defaultNetwork: false });
  expect(await lab.call('GET', '/v1/{p}/vpcs')).toMatchObject({ body: { vpcs: [] } });
  expect(await lab.call('GET', '/v1/{p}/subnets')).toMatchObject({ body: { subnets: [] } });
  await lab.close();
});
