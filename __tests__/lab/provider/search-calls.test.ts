import { type Value, type Values } from '../../../lab/provider/codec/value';
import { loadSchema } from '../../../lab/provider/schema/load-schema';
import { Stage } from './arguments/stage';

/**
 * What the real provider 1.97.1 called for these data sources, as recorded: the region's project and ids in place of
 * those of the recording, and each call once.
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
  afterAll(() => stage.close());

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
});
