import { type Value, type Values } from '../../../lab/provider/codec/value';
import { loadSchema } from '../../../lab/provider/schema/load-schema';
import { Stage } from './arguments/stage';

/**
 * What the real provider 1.97.1 called for these data sources: the region's project and ids in place of those of the
 * recording, and each call once. As recorded, but for networking_port, networking_secgroup and vpc_route_table, of which
 * there is no recording: those are as the provider's source has them, with the pages of its SDK (by marker, until one is
 * empty; a list of ports says by a link that there is more).
 */
const ALL = 'enterprise_project_id=all_granted_eps';

describe('GIVEN servers that a customer has', () => {
  let stage: Stage;
  let subnet: Values;
  let tagged: Values;
  let other: Values;

  beforeAll(async () => {
    stage = await Stage.set(loadSchema());
    const vpc = await stage.make('huaweicloud_vpc', { name: 'VPC-A', cidr: '192.168.0.0/16' });
    subnet = await stage.make('huaweicloud_vpc_subnet', {
      name: 'Subnet-A01',
      cidr: '192.168.0.0/24',
      gateway_ip: '192.168.0.1',
      vpc_id: vpc['id'] ?? null,
    });
    const server = (name: string, tags: Values): Promise<Values> =>
      stage.make('huaweicloud_compute_instance', {
        name,
        flavor_id: 'c7t.large.2',
        image_id: '1b6a7a2e-8f6e-4d1c-9d8b-000000000001',
        network: [{ uuid: subnet['id'] ?? null }],
        tags,
      });
    tagged = await server('web-0', { mirror: 'yes' });
    other = await server('web-1', { other: 'x' });
  });
  afterAll(() => {
    stage.close();
  });

  const nic = (server: Values): Values => (server['network'] as readonly Values[])[0] ?? {};
  const text = (value: Value | undefined): string => value as string;

  async function search(type: string, given: Values): Promise<{ calls: readonly string[]; found: Values }> {
    const { calls, state, diagnostics } = await stage.readData(`huaweicloud_${type}`, given);
    expect(diagnostics).toEqual([]);
    return { calls: calls.map((call) => call.replaceAll(/\/[0-9a-f]{32}\//g, '/{p}/')), found: state as Values };
  }

  const partsOf = (server: Values): string[] => [
    `GET /v2.0/ports/${text(nic(server)['port'])}`,
    `GET /v1/{p}/cloudservers/${text(server['id'])}/block_device`,
    `GET /v2/{p}/cloudvolumes/${text(server['system_disk_id'])}`,
  ];

  test('WHEN they are looked for by tag THEN the pages are read until one is empty, and each one’s port and disks', async () => {
    const { calls, found } = await search('compute_instances', { tags: { mirror: 'yes' } });
    expect(calls).toEqual([
      `GET /v1/{p}/cloudservers/detail?limit=100&${ALL}&tags=mirror%3Dyes`,
      `GET /v1/{p}/cloudservers/detail?limit=100&${ALL}&tags=mirror%3Dyes&offset=2`,
      ...partsOf(tagged),
    ]);
    expect(found['instances']).toMatchObject([
      {
        id: tagged['id'],
        name: 'web-0',
        flavor_id: 'c7t.large.2',
        tags: { mirror: 'yes' },
        network: [{ uuid: subnet['id'], port: nic(tagged)['port'], fixed_ip_v4: nic(tagged)['fixed_ip_v4'] }],
      },
    ]);
  });

  test('WHEN they are looked for by name THEN the region compares the names', async () => {
    const { calls, found } = await search('compute_instances', { name: 'web-1' });
    expect(calls.slice(0, 2)).toEqual([
      `GET /v1/{p}/cloudservers/detail?limit=100&${ALL}&name=web-1`,
      `GET /v1/{p}/cloudservers/detail?limit=100&${ALL}&name=web-1&offset=2`,
    ]);
    expect(found['instances']).toMatchObject([{ id: other['id'] }]);
  });

  test('WHEN nothing matches THEN the list is empty, and that is no error', async () => {
    const { found } = await search('compute_instances', { name: 'no-such' });
    expect(found['instances']).toEqual([]);
  });

  test('WHEN subnets are looked for by name THEN all are listed and compared on the provider’s side', async () => {
    const { calls, found } = await search('vpc_subnets', { name: 'Subnet-A01' });
    expect(calls).toEqual(['GET /v1/{p}/subnets', `GET /v2.0/{p}/subnets/${text(subnet['id'])}/tags`]);
    expect(found['subnets']).toMatchObject([{ id: subnet['id'], vpc_id: subnet['vpc_id'], cidr: '192.168.0.0/24' }]);
    const none = await search('vpc_subnets', { name: 'Subnet-B' });
    expect(none.found['subnets']).toEqual([]);
  });

  test('WHEN sessions are looked for by priority THEN the region filters', async () => {
    const { calls, found } = await search('vpc_traffic_mirror_sessions', { priority: '1' });
    expect(calls).toEqual(['GET /v3/{p}/vpc/traffic-mirror-sessions?priority=1']);
    expect(found['traffic_mirror_sessions']).toEqual([]);
  });

  test('WHEN a network interface is looked for by id THEN the region filters, and there is one page', async () => {
    const id = text(nic(tagged)['port']);
    const { calls, found } = await search('networking_port', { port_id: id });
    expect(calls).toEqual([`GET /v2.0/ports?id=${id}`]);
    expect(found).toMatchObject({
      id,
      port_id: id,
      network_id: subnet['id'],
      device_id: tagged['id'],
      all_fixed_ips: [nic(tagged)['fixed_ip_v4']],
      all_security_group_ids: tagged['security_group_ids'],
    });
  });

  test('WHEN it is looked for by address and groups THEN these are compared on the provider’s side, and one group is enough', async () => {
    const given: Values = {
      network_id: text(subnet['id']),
      fixed_ip: text(nic(other)['fixed_ip_v4']),
      security_group_ids: [...(other['security_group_ids'] as readonly string[]), 'a-group-of-nobody'],
    };
    const { calls, found } = await search('networking_port', given);
    expect(calls).toEqual([`GET /v2.0/ports?network_id=${text(subnet['id'])}`]);
    expect(found['id']).toBe(nic(other)['port']);
  });

  test.each([
    ['no network interface', { fixed_ip: '192.168.0.250' }, '0 ports match, not one'],
    ['several network interfaces', {}, 'ports match, not one'],
  ])('WHEN %s matches THEN it is an error', async (_what, given, sentence) => {
    const network: Values = { network_id: text(subnet['id']), ...given };
    const { diagnostics } = await stage.readData('huaweicloud_networking_port', network);
    expect(diagnostics).toHaveLength(1);
    expect(`${diagnostics[0]?.summary ?? ''} ${diagnostics[0]?.detail ?? ''}`).toContain(sentence);
  });

  test('WHEN a group is looked for THEN the region filters, and groups and rules are read until a page is empty', async () => {
    const { state } = await stage.create('huaweicloud_networking_secgroup', { name: 'Sg-web' });
    const { id = null, rules } = state as Values;
    const { calls, found } = await search('networking_secgroup', { name: 'Sg-web' });
    const ids = (rules as readonly Values[]).map((rule) => text(rule['id']));
    const groups = `GET /v3/{p}/vpc/security-groups?${ALL}&name=Sg-web`;
    const ofGroup = `GET /v3/{p}/vpc/security-group-rules?security_group_id=${text(id)}`;
    expect(calls.slice(0, 3)).toEqual([groups, `${groups}&marker=${text(id)}`, ofGroup]);
    expect(ids.map((last) => `${ofGroup}&marker=${last}`)).toContain(calls[3]);
    expect(calls).toHaveLength(4);
    expect(found).toMatchObject({ id, name: 'Sg-web', description: '' });
    expect((found['rules'] as readonly Values[]).map((rule) => text(rule['id'])).sort()).toEqual(ids.sort());
  });

  test('WHEN a VPC’s route table is looked for THEN the default one is chosen and shown', async () => {
    const vpc = text(subnet['vpc_id']);
    const { calls, found } = await search('vpc_route_table', { vpc_id: vpc });
    const tables = `GET /v1/{p}/routetables?vpc_id=${vpc}`;
    const id = text(found['id']);
    expect(calls).toEqual([tables, `${tables}&marker=${id}`, `GET /v1/{p}/routetables/${id}`]);
    expect(found).toMatchObject({ name: 'rtb-default', default: true, vpc_id: vpc, subnets: [subnet['id']] });
    expect(found['route']).toContainEqual({ type: 'local', destination: '192.168.0.0/24', nexthop: '-' });
    const none = await stage.readData('huaweicloud_vpc_route_table', { vpc_id: vpc, name: 'no-such' });
    expect(none.diagnostics).toHaveLength(1);
  });
});
