import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithTerraform } from './terraform-project';
import { attributesIn } from './terraform-state';

jest.setTimeout(180_000);

const main = readFileSync(join(__dirname, 'plans', 'main.tf'), 'utf8');

interface Attributes {
  readonly id: string;
  readonly address: string;
  readonly network: readonly { readonly port: string }[];
}

/** What API.md of the recording says about objects that vanish or change behind Terraform's back. */
describeWithTerraform('GIVEN an applied configuration', main, (project) => {
  beforeAll(() => project().apply());
  afterEach(async () => {
    await project().apply();
    expect(await project().pending()).toEqual([]);
  });

  const attributes = (type: string, name: string): Attributes =>
    attributesIn(project().state<Attributes>(), `huaweicloud_${type}.${name}`);

  async function behind(method: string, path: string, body?: unknown): Promise<void> {
    const answer = await project().lab.call(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    await project().lab.region.idle();
  }

  test('WHEN a mirror session is deleted by API THEN it alone is made again', async () => {
    const { id } = attributes('vpc_traffic_mirror_session', 's');
    await behind('DELETE', `/v3/{p}/vpc/traffic-mirror-sessions/${id}`);
    expect(await project().succeed(['plan'])).toContain('Warning: Resource not found');
    expect(await project().pending()).toEqual(['huaweicloud_vpc_traffic_mirror_session.s: create']);
  });

  test('WHEN a session is disabled and its VNI changed by API THEN both are put back in place', async () => {
    const { id } = attributes('vpc_traffic_mirror_session', 's');
    await behind('PUT', `/v3/{p}/vpc/traffic-mirror-sessions/${id}`, {
      traffic_mirror_session: { enabled: false, virtual_network_id: 77 },
    });
    expect(await project().pending()).toEqual(['huaweicloud_vpc_traffic_mirror_session.s: update']);
    await project().apply();
    const restored = project().lab.fabric.last.mirrorSessions.find((session) => session.id === id);
    expect(restored).toMatchObject({ enabled: true, vni: 1 });
  });

  test('WHEN a security group rule is deleted by API THEN it alone is made again', async () => {
    const { id } = attributes('networking_secgroup_rule', 'self4');
    await behind('DELETE', `/v1/{p}/security-group-rules/${id}`);
    expect(await project().pending()).toEqual(['huaweicloud_networking_secgroup_rule.self4: create']);
  });

  test('WHEN the EIP is unbound by API THEN its association is made again', async () => {
    const { id } = attributes('vpc_eip', 'a');
    await behind('PUT', `/v1/{p}/publicips/${id}`, { publicip: {} });
    expect(await project().pending()).toEqual(['huaweicloud_compute_eip_associate.a: create']);
  });

  test('WHEN a foreign tag appears on the group without tags THEN the plan takes it away', async () => {
    const { id } = attributes('networking_secgroup', 'x');
    await behind('POST', `/v2.0/{p}/security-groups/${id}/tags/action`, {
      action: 'create',
      tags: [{ key: 'foreign', value: 'yes' }],
    });
    expect(await project().pending()).toEqual(['huaweicloud_networking_secgroup.x: update']);
  });

  test('WHEN a mirrored server is deleted by API THEN it is made again and its sessions are updated', async () => {
    const { id } = attributes('compute_instance', 'source');
    await behind('POST', '/v1/{p}/cloudservers/delete', { servers: [{ id }], delete_publicip: false });
    expect(await project().pending()).toEqual([
      'huaweicloud_compute_instance.source: create',
      'huaweicloud_vpc_traffic_mirror_session.s: update',
      'huaweicloud_vpc_traffic_mirror_session.s2: update',
    ]);
    await project().apply();
    const port = attributes('compute_instance', 'source').network[0]?.port;
    expect(project().lab.fabric.last.mirrorSessions.map((session) => session.sourceInterfaceIds)).toEqual([
      [port],
      [port],
    ]);
  });

  test('WHEN a server is stopped by API THEN nothing is planned', async () => {
    const { id } = attributes('compute_instance', 'target');
    await behind('POST', '/v1/{p}/cloudservers/action', { 'os-stop': { servers: [{ id }] } });
    expect(await project().pending()).toEqual([]);
  });
});
