import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithTerraform, type ResourcePlan } from './terraform-project';
import { attributesIn, without } from './terraform-state';

jest.setTimeout(180_000);

const recorded = (name: string): string => readFileSync(join(__dirname, 'plans', 'peering', name), 'utf8');
const plans = (name: string): readonly ResourcePlan[] => JSON.parse(recorded(`${name}.json`)) as ResourcePlan[];
const main = recorded('main.tf');
const stage = (number: number): string => `-var=stage=${number}`;

/** The VPCs of the recorded state are named by their ids: how a VPC is planned is compared elsewhere. */
const withIdsOf = (text: string, { before }: ResourcePlan): string => {
  const { vpc_id, peer_vpc_id } = before as Readonly<Record<string, string>>;
  return text
    .replaceAll('huaweicloud_vpc.a.id', `"${vpc_id ?? ''}"`)
    .replaceAll('huaweicloud_vpc.b.id', `"${peer_vpc_id ?? ''}"`);
};

/** A state with what a plan was recorded on. */
const stateBefore = (list: readonly ResourcePlan[]): string =>
  JSON.stringify({
    version: 4,
    serial: 1,
    lineage: '00000000-0000-4000-8000-000000000001',
    resources: list.map(({ type, address, before }) => ({
      mode: 'managed',
      type,
      name: address.slice(type.length + 1),
      provider: 'provider["registry.terraform.io/huaweicloud/huaweicloud"]',
      instances: [{ schema_version: 0, attributes: before }],
    })),
  });

describeWithTerraform('GIVEN two VPCs that are peered', main, (project) => {
  const planned = async (args: readonly string[]): Promise<readonly ResourcePlan[]> =>
    (await project().plan(['-refresh=false', ...args])).filter(({ type }) => type !== 'huaweicloud_vpc');
  const apply = (number: number) => project().apply(stage(number));
  const idOf = (address: string): string => attributesIn(project().state<{ readonly id: string }>(), address).id;

  test('WHEN planned on the recorded inputs THEN the stand-in plans what the real provider did', async () => {
    expect(await planned([])).toEqual(plans('create'));
    const update = plans('update');
    const [peering] = update;
    if (!peering) throw new Error('nothing was recorded');
    project().write('main.tf', withIdsOf(main, peering));
    project().write('terraform.tfstate', stateBefore(update));
    expect(await planned([stage(2)])).toEqual(update);
    project().write('main.tf', main);
    project().write('terraform.tfstate', '');
  });

  test('WHEN applied, changed and imported THEN each next plan finds nothing to do', async () => {
    for (const number of [1, 2]) {
      await apply(number);
      expect(await project().pending([stage(number)])).toEqual([]);
    }
    expect(project().lab.fabric.last).toMatchObject({ peerings: [{}], routes: [{}, {}], subnets: [] });
    const addresses = ['huaweicloud_vpc_peering_connection.ab', 'huaweicloud_vpc_route.a_to_b'];
    const imports = addresses.map((to) => `import {\n  to = ${to}\n  id = "${idOf(to)}"\n}\n`);
    project().write('terraform.tfstate', JSON.stringify(without(project().state(), ...addresses)));
    project().write('import.tf', imports.join('\n').replace(/"[^"]*\/[^"]*"/, '"table"'));
    const { stderr } = await project().terraform(['plan', stage(2)]);
    expect(stderr.replaceAll(/[\s│]+/g, ' ')).toContain('the id of a route is TABLE/DESTINATION');
    project().write('import.tf', imports.join('\n'));
    expect(await project().pending([stage(2)])).toEqual([]);
    await apply(2);
    project().write('import.tf', '');
  });

  test('WHEN something is taken away behind its back THEN the plan makes it again', async () => {
    const [table = '', destination] = idOf('huaweicloud_vpc_route.b_to_a').split(/\/(.*)/);
    const del = { routetable: { routes: { del: [{ destination }] } } };
    expect(await project().lab.call('PUT', `/v1/{p}/routetables/${table}`, del)).toMatchObject({ status: 200 });
    expect(await project().pending([stage(2)])).toEqual(['huaweicloud_vpc_route.b_to_a: create']);
    await apply(2);
    await project().lab.call('DELETE', `/v2.0/vpc/peerings/${idOf('huaweicloud_vpc_peering_connection.ab')}`);
    expect(await project().pending([stage(2)])).toEqual([
      'huaweicloud_vpc_peering_connection.ab: create',
      'huaweicloud_vpc_route.a_to_b: update',
      'huaweicloud_vpc_route.b_to_a: update',
    ]);
    await apply(2);
    expect(project().lab.fabric.last).toMatchObject({ peerings: [{}], routes: [{}, {}] });
  });

  test('WHEN a route leads to anything else THEN the plan refuses it', async () => {
    project().write('main.tf', main.replace('"peering"', '"ecs"'));
    expect((await project().terraform(['plan'])).stderr).toContain('"type" other than "peering" is not emulated');
    project().write('main.tf', main);
  });

  test('WHEN destroyed THEN the region is empty', async () => {
    await project().destroy();
    expect(project().lab.region.isEmpty()).toBe(true);
  });
});
