import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { routes } from '../../../lab/region/api/routes';
import { addressCalls } from './contract/address-calls';
import { bandwidthCalls } from './contract/bandwidth-calls';
import { diskCalls } from './contract/disk-calls';
import { imageCalls } from './contract/image-calls';
import { networkCalls } from './contract/network-calls';
import { serverCalls } from './contract/server-calls';
import { makeNetwork, makeServer } from './guide-lab';
import { RegionUnderTest } from './region-under-test';

const load = (name: string): string => readFileSync(join(__dirname, 'contract', name), 'utf8');

/** Every call of the provider's that the region answers, and how often the recorded run made it. */
const calls = JSON.parse(load('calls.json')) as Readonly<Record<string, number>>;
const recorded = load('exchanges.jsonl')
  .trimEnd()
  .split('\n')
  .map((line) => (JSON.parse(line) as { readonly call: string }).call);

const literal = (text: string): string => text.replaceAll('.', String.raw`\.`);
const patterns = routes.map(({ method, path }) => ({
  route: `${method} ${path}`,
  // A prefix names the service, as an endpoint of the provider may.
  pattern: new RegExp(`^${method} (/[a-z]+)?${literal(path).replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  names: path.split('{').length,
}));

/** The route that answers a recorded call: of several that fit, the one with fewest names. */
function routeOf(call: string): string | undefined {
  const fitting = patterns.filter(({ pattern }) => pattern.test(call));
  return fitting.sort((one, other) => one.names - other.names)[0]?.route;
}

test('every call of the provider is replayed as often as it was recorded, and no other is', () => {
  const replayed: Record<string, number> = Object.fromEntries(Object.keys(calls).map((call) => [call, 0]));
  for (const call of recorded) {
    const route = routeOf(call) ?? call;
    replayed[route] = (replayed[route] ?? 0) + 1;
  }
  expect(replayed).toEqual(calls);
});

/** Calls that the provider makes in other situations than those of the recorded run (provider source): `{p}` is the project. */
const unrecorded: Readonly<Record<string, (lab: RegionUnderTest) => Promise<unknown>>> = {
  ...networkCalls,
  ...addressCalls,
  ...bandwidthCalls,
  ...imageCalls,
  ...serverCalls,
  ...diskCalls,
  // With auth_url and without project_id.
  'GET /v3/projects': async (lab) => {
    const { regionName, projectId } = lab.region.settings;
    expect(await lab.call('GET', `/iam/v3/projects?name=${regionName}`)).toMatchObject({
      status: 200,
      body: { projects: [{ id: projectId, name: regionName }] },
    });
    expect(await lab.call('GET', '/iam/v3/projects?name=elsewhere')).toMatchObject({
      status: 200,
      body: { projects: [] },
    });
  },
  // Data source networking_port.
  'GET /v2.0/ports': async (lab) => {
    const network = await makeNetwork(lab);
    const { port } = await makeServer(lab, network);
    expect(await lab.call('GET', `/v2.0/ports?network_id=${network.subnet}`)).toMatchObject({
      status: 200,
      // Those of the gateway and of DHCP are listed as well.
      body: {
        ports: [
          { device_owner: 'network:router_interface_distributed' },
          { device_owner: 'network:dhcp' },
          { id: port, network_id: network.subnet },
        ],
      },
    });
  },
  // Where v3 answers 404.
  'POST /v1/{project_id}/security-groups': async (lab) => {
    const { vpc } = await makeNetwork(lab);
    expect(
      await lab.call('POST', '/v1/{p}/security-groups', { security_group: { name: 'Sg-X', vpc_id: vpc } }),
    ).toMatchObject({ status: 200, body: { security_group: { name: 'Sg-X' } } });
  },
  // Groups of a server by name.
  'GET /v1/{project_id}/security-groups': async (lab) => {
    const { group } = await makeNetwork(lab);
    const answer = await lab.call('GET', '/v1/{p}/security-groups?enterprise_project_id=all_granted_eps');
    expect(answer).toMatchObject({
      status: 200,
      body: { security_groups: [{ name: 'default' }, { id: group, name: 'Sg-X' }] },
    });
  },
  // Where v3 answers 404.
  'PUT /v2.0/security-groups/{security_group_id}': async (lab) => {
    const { group } = await makeNetwork(lab);
    const security_group = { name: 'Sg-Y', description: 'members' };
    expect(await lab.call('PUT', `/v2.0/security-groups/${group}`, { security_group })).toMatchObject({
      status: 200,
      body: { security_group: { id: group, ...security_group } },
    });
  },
  // power_action.
  'POST /v1/{project_id}/cloudservers/action': async (lab) => {
    const { server } = await makeServer(lab, await makeNetwork(lab));
    const body = { 'os-stop': { servers: [{ id: server }], type: 'SOFT' } };
    const job = await lab.make('POST', '/v1/{p}/cloudservers/action', body, 'job_id');
    await lab.region.idle();
    expect(await lab.call('GET', `/v1/{p}/jobs/${job}`)).toMatchObject({ body: { status: 'SUCCESS' } });
  },
  'POST /v1/{project_id}/cloudservers/{server_id}/metadata': async (lab) => {
    const { server } = await makeServer(lab, await makeNetwork(lab));
    expect(await lab.call('POST', `/v1/{p}/cloudservers/${server}/metadata`, { metadata: { a: 'b' } })).toEqual({
      status: 200,
      body: { metadata: { a: 'b' } },
    });
  },
  'DELETE /v1/{project_id}/cloudservers/{server_id}/metadata/{key}': async (lab) => {
    const { server } = await makeServer(lab, await makeNetwork(lab), { metadata: { a: 'b', c: 'd' } });
    expect(await lab.call('DELETE', `/v1/{p}/cloudservers/${server}/metadata/a`)).toMatchObject({ status: 204 });
    const { body } = await lab.call('GET', `/v1/{p}/cloudservers/${server}`);
    const { metadata } = (body as { server: { metadata: object } }).server;
    expect(Object.keys(metadata)).toEqual(expect.arrayContaining(['c', 'vpc_id']));
    expect(metadata).not.toHaveProperty('a');
  },
};

/** What the provider would call to change what the lab cannot: it must fail, and not seem to work. */
const notEmulated = [
  'POST /iam/v3/auth/tokens',
  'POST /ecs/v1/{p}/cloudservers/x/reinstallos',
  'PUT /ecs/v1/{p}/cloudservers/x/os-reset-password',
  'POST /ecs/v1/{p}/cloudservers/actions/change-charge-mode',
  'POST /kms/v3/{p}/keypairs/associate',
];

describe('GIVEN a region', () => {
  let lab: RegionUnderTest;
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
  });
  afterEach(() => lab.again());
  afterAll(() => lab.close());

  test('every call that was not recorded has a test of its own', () => {
    const never = Object.entries(calls).flatMap(([call, times]) => (times === 0 ? [call] : []));
    expect(Object.keys(unrecorded).sort()).toEqual(never.sort());
  });

  test.each(Object.entries(unrecorded))(
    'WHEN the provider calls %s THEN it gets what it needs',
    async (_call, check) => {
      await check(lab);
    },
  );

  test.each(notEmulated)('WHEN the provider calls %s THEN it is 501', async (call) => {
    const [method = '', path = ''] = call.split(' ');
    expect(await lab.call(method, path, {})).toMatchObject({ status: 501 });
  });
});
