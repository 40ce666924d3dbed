import { forget, inState, said, startStack, variables } from './stack-project';
import { describeWithTerraform } from './terraform-project';

jest.setTimeout(120_000);

interface StateResource {
  readonly mode: string;
  readonly type: string;
  readonly instances: readonly { readonly index_key?: number }[];
}

const withoutIndex = (instance: object): object => ({ ...instance, index_key: undefined });

const withDisks = () =>
  startStack({
    servers: {
      target: { systemDisk: { type: 'GPSSD2', iops: 3000, throughput: 150 } },
      test: { systemDisk: { type: 'ESSD2', iops: 100 } },
    },
  });

describeWithTerraform('GIVEN the stack as it is synthesized, without its verification', withDisks, (project) => {
  test("WHEN deployed THEN the region has the guide's lab, and the next plan is clean", async () => {
    const output = await project().apply(...variables);
    expect(said(output, 'Warning')).toEqual([]);
    expect(project().lab.region.counts()).toMatchObject({
      vpcs: 1,
      subnets: 1,
      servers: 3,
      eips: 1,
      mirrorFilters: 1,
      mirrorFilterRules: 1,
      mirrorSessions: 1,
    });
    expect(project().lab.fabric.last.mirrorSessions).toMatchObject([{ enabled: true, vni: 1, packetLength: 96 }]);
    expect(said(await project().succeed(['plan', '-detailed-exitcode', ...variables]), 'Warning')).toEqual([]);
  });

  test('WHEN its servers have disks of GPSSD2 and ESSD2 THEN these perform as was asked for', () => {
    const disks = ['ecs_source', 'ecs_target', 'ecs_test'].map((name) => {
      const attributes = inState(project(), 'huaweicloud_compute_instance', name);
      return [attributes['system_disk_type'], attributes['system_disk_iops'], attributes['system_disk_throughput']];
    });
    expect(disks).toEqual([
      ['GPSSD', 0, 0],
      ['GPSSD2', 3000, 150],
      ['ESSD2', 100, 0],
    ]);
  });

  test('WHEN its security group is imported into a state that does not know it THEN nothing is planned', async () => {
    const id = forget(project(), 'huaweicloud_networking_secgroup', 'security_group_shared');
    await project().succeed(['import', ...variables, 'huaweicloud_networking_secgroup.security_group_shared', id]);
    expect(await project().pending(variables)).toEqual([]);
  });

  test('WHEN its state is of the time before images were looked up by count THEN nothing is planned', async () => {
    const state = JSON.parse(project().read('terraform.tfstate')) as { resources: StateResource[] };
    const resources = state.resources
      .filter(({ mode, type }) => mode === 'managed' || type === 'huaweicloud_images_image')
      .map((one) => (one.mode === 'managed' ? one : { ...one, instances: one.instances.map(withoutIndex) }));
    project().write('terraform.tfstate', JSON.stringify({ ...state, resources }));
    expect(await project().pending(variables)).toEqual([]);
  });

  test('WHEN its image has been withdrawn THEN nothing is planned, as its servers have it', async () => {
    await project().lab.region.withdrawImage('Huawei Cloud EulerOS 2.0 Standard 64 bit');
    expect(await project().pending(variables)).toEqual([]);
  });

  test('WHEN destroyed, although its image has been withdrawn, THEN nothing is left', async () => {
    const output = await project().destroy(...variables);
    expect(said(output, 'Warning')).toEqual([]);
    expect(project().lab.region.isEmpty()).toBe(true);
  });
});

const verified = () => startStack({ verification: { enabled: true } });

describeWithTerraform('GIVEN the stack with its verification', verified, (project) => {
  test('WHEN planned THEN its steps are null_resources of the stand-in', async () => {
    const plans = await project().plan(variables);
    expect(plans.filter(({ type }) => type === 'null_resource').length).toBeGreaterThan(1);
    expect(new Set(plans.flatMap(({ actions }) => actions))).toEqual(new Set(['create']));
  });
});

const TRIGGERS = `
variable "word" { default = "one" }
resource "null_resource" "first" {}
resource "null_resource" "step" {
  triggers = { word = var.word, after = null_resource.first.id }
  provisioner "local-exec" {
    command     = "echo ran-$WORD"
    environment = { WORD = var.word }
  }
}
`;

describeWithTerraform('GIVEN a null_resource with triggers', TRIGGERS, (project) => {
  test('WHEN applied THEN its provisioner runs once, and the next plan is clean', async () => {
    const [, step] = await project().plan();
    expect(step).toMatchObject({
      after: { triggers: { word: 'one' } },
      after_unknown: { id: true, triggers: { after: true } },
    });
    expect(await project().apply()).toContain('ran-one');
    expect(await project().pending()).toEqual([]);
  });

  test('WHEN a trigger changes THEN it is replaced, and the provisioner runs again', async () => {
    const args = ['-var=word=two'];
    const step = (await project().plan(args)).find(({ address }) => address === 'null_resource.step');
    expect(step).toMatchObject({ actions: ['delete', 'create'], replace_paths: [['triggers']] });
    expect(await project().apply(...args)).toContain('ran-two');
  });
});
