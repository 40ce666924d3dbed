import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithTerraform } from './terraform-project';
import { addressOf, type TerraformState, without } from './terraform-state';

jest.setTimeout(120_000);

const main = readFileSync(join(__dirname, 'plans', 'main.tf'), 'utf8');

describeWithTerraform('GIVEN what was made, and a state that does not know of it', main, (project) => {
  let whole: TerraformState<{ readonly id: string }>;
  beforeAll(async () => {
    await project().apply();
    whole = project().state();
  });

  /** Plans to import everything that `isImported` picks; the rest stays in the state. */
  async function planImport(isImported: (address: string) => boolean) {
    const forgotten = whole.resources.filter((one) => one.mode === 'managed' && isImported(addressOf(one)));
    const blocks = forgotten.flatMap((one) =>
      one.instances.map(({ index_key: index, attributes }) => {
        const to = index === undefined ? addressOf(one) : `${addressOf(one)}["${index}"]`;
        return `import {\n  to = ${to}\n  id = "${attributes.id}"\n}\n`;
      }),
    );
    project().write('terraform.tfstate', JSON.stringify(without(whole, ...forgotten.map(addressOf))));
    project().write('import.tf', blocks.join('\n'));
    return project().plan();
  }

  const changed = (before: unknown, after: unknown): string[] =>
    Object.keys(after as object).filter(
      (key) =>
        JSON.stringify((before as Record<string, unknown>)[key]) !==
        JSON.stringify((after as Record<string, unknown>)[key]),
    );

  test('WHEN everything is imported THEN only what no API tells is left to be changed, of servers', async () => {
    const plans = await planImport((address) => address !== 'huaweicloud_networking_secgroup.x');
    expect(plans).toHaveLength(22);
    const touched = plans.filter(({ actions }) => actions.join() !== 'no-op');
    expect(touched.map(({ address, actions }) => `${address}: ${actions.join()}`)).toEqual([
      'huaweicloud_compute_instance.source: update',
      'huaweicloud_compute_instance.target: update',
      'huaweicloud_compute_instance.test: update',
    ]);
    for (const { before, after } of touched) {
      expect(changed(before, after).sort()).toEqual(['delete_eip_on_termination', 'stop_before_destroy', 'user_data']);
    }
  });

  test('WHEN a group made without its default rules is imported THEN it is to be replaced, as no API tells that', async () => {
    const plans = await planImport((address) => address === 'huaweicloud_networking_secgroup.x');
    const group = plans.find(({ address }) => address === 'huaweicloud_networking_secgroup.x');
    expect(group).toMatchObject({ actions: ['delete', 'create'], replace_paths: [['delete_default_rules']] });
  });

  test('WHEN the id of an EIP association is malformed THEN its form is told', async () => {
    await planImport(() => false);
    const { stderr } = await project().terraform(['import', 'huaweicloud_compute_eip_associate.other', '203.0.113.9']);
    expect(stderr).toContain('does not exist in the configuration');
    project().write(
      'other.tf',
      'resource "huaweicloud_compute_eip_associate" "other" {\n  instance_id = "x"\n  public_ip = "203.0.113.9"\n}\n',
    );
    const malformed = await project().terraform(['import', 'huaweicloud_compute_eip_associate.other', '203.0.113.9']);
    expect(malformed.status).toBe(1);
    expect(malformed.stderr).toContain('id 203.0.113.9 is not of the form <public ip>/<server id>/<fixed ip>');
  });
});
