import {
  addServer,
  CUSTOMER,
  CUSTOMER_SETTINGS,
  makeCustomer,
  type CallRegion,
  type CustomerPlace,
} from '../../../lab/customer';
import { type SettingsInput } from '../../../lib/settings/settings';
import { guidePublicKey } from '../region/guide-lab';
import { changeStack, said, startStack, variables } from './stack-project';
import { describeWithTerraform } from './terraform-project';

jest.setTimeout(120_000);

const SETTINGS = { ...(CUSTOMER_SETTINGS as SettingsInput<'existing-servers'>), verification: { enabled: false } };

interface Session {
  readonly name: string;
  readonly priority: number;
  readonly virtual_network_id: number;
  readonly traffic_mirror_sources: readonly string[];
}

// What the settings refuse shall not be refused by the region in their place.
const start = () => startStack(SETTINGS, { mirrorSourceFamilies: ['c7t', 's6'] });

describeWithTerraform('GIVEN a customer with twelve web servers and more', start, (project) => {
  let call: CallRegion;
  let place: CustomerPlace;

  beforeAll(async () => {
    call = async (method, path, body) => (await project().lab.call(method, path, body)).body;
    place = await makeCustomer(call, guidePublicKey);
  });

  async function sessions(): Promise<readonly Session[]> {
    const answer = (await call('GET', '/v3/{p}/vpc/traffic-mirror-sessions')) as { traffic_mirror_sessions: Session[] };
    return [...answer.traffic_mirror_sessions].sort((one, other) => one.name.localeCompare(other.name));
  }

  const apply = (): Promise<string> => project().apply();

  /** Addresses of what a plan would do to resources, such as `…["01"]: update`. */
  const pending = (): Promise<readonly string[]> => project().pending();

  async function failure(settings: object, given: readonly string[] = []): Promise<string[]> {
    changeStack(project(), { ...SETTINGS, ...settings });
    const { status, stderr, stdout } = await project().terraform(['plan', ...given]);
    expect(status).toBe(1);
    // Behind the excerpt of the JSON, which is one line here.
    return said(stdout + stderr, 'Error').map((text) => text.slice(Math.max(0, text.length - 600)));
  }

  async function portOf(address: string): Promise<string> {
    const answer = (await call('GET', `/v1/{p}/ports?fixed_ips=ip_address%3D${address}`)) as {
      ports: { id: string }[];
    };
    return answer.ports[0]?.id ?? '';
  }

  test('WHEN deployed THEN two sessions have ten and two sources, and the next plan is clean', async () => {
    const output = await apply();
    expect(said(output, 'Warning')).toEqual([]);
    expect(
      (await sessions()).map(({ name, priority, virtual_network_id: vni, traffic_mirror_sources: sources }) => [
        name,
        priority,
        vni,
        sources.length,
      ]),
    ).toEqual([
      ['mirror-session-servers-01', 1000, 1000, 10],
      ['mirror-session-servers-02', 1001, 1001, 2],
    ]);
    expect(await pending()).toEqual([]);
  });
  test('WHEN a thirteenth server is tagged THEN one session changes, and its sources stay where they are', async () => {
    const [first] = await sessions();
    await addServer(call, place, { name: 'web-13', address: '10.20.1.23', flavor: 'c7t.large.2', tags: CUSTOMER.tag });
    expect(await pending()).toEqual([
      'huaweicloud_networking_secgroup_rule.target_rule["10.20.1.23"]: create',
      'huaweicloud_vpc_traffic_mirror_session.mirror_sessions["02"]: update',
    ]);
    await apply();
    const [same, second] = await sessions();
    expect(same).toEqual(first);
    expect(second?.traffic_mirror_sources).toHaveLength(3);
    expect(second?.traffic_mirror_sources).toContain(await portOf('10.20.1.23'));
    expect(await pending()).toEqual([]);
  });

  test('WHEN a server loses its tag THEN its session alone changes, and the gap is filled by the next one', async () => {
    const before = await sessions();
    const lost = before[0]?.traffic_mirror_sources[3] ?? '';
    const { port } = (await call('GET', `/v1/{p}/ports/${lost}`)) as { port: { device_id: string } };
    const tags = Object.entries(CUSTOMER.tag).map(([key, value]) => ({ key, value }));
    await call('POST', `/v1/{p}/cloudservers/${port.device_id}/tags/action`, { action: 'delete', tags });
    expect((await pending()).filter((text) => text.includes('session'))).toEqual([
      'huaweicloud_vpc_traffic_mirror_session.mirror_sessions["01"]: update',
    ]);
    await apply();
    const after = await sessions();
    expect(after[0]?.traffic_mirror_sources).toEqual(before[0]?.traffic_mirror_sources.filter((id) => id !== lost));
    expect(after[1]).toEqual(before[1]);
    expect(await pending()).toEqual([]);
  });

  test('WHEN servers are named in every way at once THEN each is mirrored once, and the excluded and the target are not', async () => {
    changeStack(project(), {
      ...SETTINGS,
      sources: {
        tags: CUSTOMER.tag,
        names: ['web-01', 'client'],
        addresses: [{ address: '10.20.1.70', subnet: 'Subnet-web' }],
        networkInterfaceIds: [await portOf('10.20.1.12'), await portOf('10.20.1.50')],
      },
      exclude: { names: ['web-legacy'], addresses: [{ address: '10.20.1.16', subnet: place.subnet }] },
      mirrorSourceFlavorFamilies: ['c7t', 's6'],
    });
    await apply();
    const all = (await sessions()).flatMap(({ traffic_mirror_sources: sources }) => sources);
    expect(new Set(all).size).toBe(all.length);
    const [client, bastion, target, legacy, excluded] = await Promise.all(
      ['10.20.1.60', '10.20.1.70', '10.20.1.50', '10.20.1.40', '10.20.1.16'].map(portOf),
    );
    expect(all).toEqual(expect.arrayContaining([client, bastion]));
    for (const id of [target, legacy, excluded]) expect(all).not.toContain(id);
    expect(await pending()).toEqual([]);
    changeStack(project(), SETTINGS);
    await apply();
  });

  test.each([
    [
      'a name',
      { sources: { names: ['web-01', 'web-99'] } },
      'no server of region lab-region-1 is found by its name: web-99',
    ],
    ['a part of a name', { sources: { names: ['web'] } }, 'no server of region lab-region-1 is found by its name: web'],
    [
      'a tag',
      { sources: { tags: { mirror: 'no' } } },
      'no server of region lab-region-1 is found by its tag: mirror=no',
    ],
    [
      'an address',
      { sources: { addresses: [{ address: '10.20.1.11', subnet: 'Subnet-other' }] } },
      'no server of region lab-region-1 is found at its address: 10.20.1.11 in the subnet Subnet-other',
    ],
    [
      'the target',
      { target: { name: 'sensor' } },
      'the mirror target: no server of region lab-region-1 is found by its name: sensor',
    ],
    [
      'a server that cannot be mirrored',
      { exclude: {} },
      'these servers cannot be mirrored, because their flavors are not of the families c7t: web-legacy (s6.large.2)',
    ],
    [
      'nothing but the target',
      { sources: { names: ['analyzer'] }, target: { address: '10.20.1.50', subnet: 'Subnet-web' } },
      'nothing is left to mirror in region lab-region-1: what sources names is excluded, or is the mirror target',
    ],
  ])('WHEN %s is all wrong THEN the plan fails with that sentence alone', async (_what, settings, sentence) => {
    const errors = await failure(settings);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(sentence);
  });

  test('WHEN what is to be watched is between others THEN the plan fails with that sentence alone', async () => {
    const verification = {
      ...CUSTOMER_SETTINGS.verification,
      flows: [],
      ends: [],
      watched: [{ from: '10.20.1.60', to: '10.20.1.70', port: 443 }],
    };
    const errors = await failure({ verification }, variables.slice(1));
    expect(errors).toEqual([
      expect.stringContaining(
        'verification.watched has traffic that is not mirrored, because no source sends or receives it as the rules want it: TCP from 10.20.1.60 to 10.20.1.70:443; name a server of it in sources, or watch other traffic',
      ),
    ]);
  });

  describe('GIVEN a target in another VPC', () => {
    const target = { target: { name: 'far-analyzer' } };
    let far: CustomerPlace;

    const warnings = async (): Promise<string[]> => said(await project().succeed(['plan']), 'Warning');

    beforeAll(async () => {
      const made = async (path: string, body: unknown): Promise<string> => {
        const answer = Object.values((await call('POST', path, body)) as object)[0] as { id: string };
        return answer.id;
      };
      const vpc = await made('/v1/{p}/vpcs', { vpc: { name: 'VPC-far', cidr: '10.30.0.0/16' } });
      const subnet = { name: 'Subnet-far', cidr: '10.30.1.0/24', gateway_ip: '10.30.1.1', vpc_id: vpc };
      far = { ...place, vpc, subnet: await made('/v1/{p}/subnets', { subnet }) };
      await addServer(call, far, { name: 'far-analyzer', address: '10.30.1.50', flavor: 's6.large.2' });
    });

    test('WHEN no route leads there THEN the plan fails with that sentence alone', async () => {
      const errors = await failure({ ...target, sources: { names: ['web-01', 'web-02'] } });
      expect(errors).toEqual([
        expect.stringContaining(
          `no route of VPC ${place.vpc} leads to the mirror target far-analyzer (10.30.1.50), which is in VPC ${far.vpc}, from these servers: `,
        ),
      ]);
      for (const server of ['web-01 (10.20.1.11)', 'web-02 (10.20.1.12)']) expect(errors[0]).toContain(server);
    });

    test('WHEN a route leads there THEN the plan neither fails nor warns, and a second one is clean', async () => {
      const info = { request_vpc_info: { vpc_id: place.vpc }, accept_vpc_info: { vpc_id: far.vpc } };
      const body = { peering: { name: 'peering-far', ...info } };
      const { peering } = (await call('POST', '/v2.0/vpc/peerings', body)) as { peering: { id: string } };
      const tables = (await call('GET', `/v1/{p}/routetables?vpc_id=${place.vpc}`)) as {
        routetables: { id: string }[];
      };
      const add = [{ type: 'peering', destination: '10.30.0.0/16', nexthop: peering.id }];
      await call('PUT', `/v1/{p}/routetables/${tables.routetables[0]?.id ?? ''}`, { routetable: { routes: { add } } });
      changeStack(project(), { ...SETTINGS, ...target });
      expect(await warnings()).toEqual([]);
      await apply();
      expect(await pending()).toEqual([]);
    });

    test('WHEN the subnets have a table of their own THEN the plan warns that nobody can tell', async () => {
      changeStack(project(), { ...SETTINGS, ...target });
      const json = project().read('main.tf.json');
      // As if the default table were that of no subnet: the region has no other tables.
      const other = json.replaceAll('data.huaweicloud_vpc_route_table.routes_table[one.vpc].subnets', '[]');
      expect(other).not.toBe(json);
      project().write('main.tf.json', other);
      expect(await warnings()).toEqual([
        expect.stringMatching(
          /whether copies reach the mirror target far-analyzer \(10\.30\.1\.50\), which is in VPC \S+, cannot be told, because the subnets of these servers have route tables of their own: web-/,
        ),
      ]);
      changeStack(project(), SETTINGS);
      await apply();
    });
  });

  test('WHEN another session has a priority that is to be counted THEN the plan warns', async () => {
    changeStack(project(), { ...SETTINGS, serverMirror: { sessionName: 'others', priority: 1001 } });
    const { stdout, stderr } = await project().terraform(['plan']);
    expect(said(stdout + stderr, 'Warning')).toEqual([
      expect.stringContaining(
        'mirror sessions others: priorities are taken in region lab-region-1, 1001 by mirror-session-servers-02; priorities are unique in a region',
      ),
    ]);
  });

  test('WHEN a named server is gone THEN the stack can still be destroyed, and the servers stay', async () => {
    changeStack(project(), { ...SETTINGS, sources: { names: ['web-99'] } });
    const before = project().lab.region.counts();
    await project().destroy();
    expect(await sessions()).toEqual([]);
    const after = project().lab.region.counts();
    expect(after).toMatchObject({
      servers: before['servers'],
      ports: before['ports'],
      mirrorFilters: 0,
      mirrorSessions: 0,
    });
  });
});
