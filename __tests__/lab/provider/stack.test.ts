import { synth } from '../../synth';
import { describeWithTerraform, TerraformProject } from './terraform-project';

jest.setTimeout(120_000);

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ000000000000000000000000000000000000000000 lab';
const variables = ['-var=trusted_cidr=198.51.100.1/32', `-var=ssh_public_key=${key}`];

/** The stack's own JSON, for a region whose address only Terraform knows. */
function stack(isVerified: boolean): string {
  const services = ['vpc', 'ecs', 'evs', 'ims', 'iam', 'kms', 'dns', 'bss'];
  const endpoints = Object.fromEntries(services.map((service) => [service, 'http://127.0.0.1:9/']));
  const template = synth({
    region: 'lab-region-1',
    provider: { endpoints, projectId: '0123456789abcdef0123456789abcdef' },
    verification: { enabled: isVerified },
    servers: {
      target: { systemDisk: { type: 'GPSSD2', iops: 3000, throughput: 150 } },
      test: { systemDisk: { type: 'ESSD2', iops: 100 } },
    },
    stateBackend: { type: 'local', path: 'terraform.tfstate' },
  });
  const open = { ...template, variable: { ...template.variable, ep: {} } };
  return JSON.stringify(open).replaceAll('http://127.0.0.1:9/', '${var.ep}/');
}

interface State {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
  }[];
}

const stateOf = (project: TerraformProject): State => JSON.parse(project.read('terraform.tfstate')) as State;

function inState(project: TerraformProject, type: string, name: string) {
  const found = stateOf(project).resources.find((one) => one.type === type && one.name === name)?.instances[0];
  if (!found) throw new Error(`${type}.${name} is not in the state`);
  return found;
}

/** Takes a resource out of the state, as `terraform state rm` does. Returns its id. */
function forget(project: TerraformProject, type: string, name: string): string {
  const { attributes } = inState(project, type, name);
  const state = stateOf(project);
  const resources = state.resources.filter((one) => one.type !== type || one.name !== name);
  project.write('terraform.tfstate', JSON.stringify({ ...state, resources }));
  return String(attributes['id']);
}

describeWithTerraform('GIVEN the stack as it is synthesized, without its verification', () => {
  let project: TerraformProject;
  beforeAll(async () => {
    project = await TerraformProject.start('');
    project.write('main.tf.json', stack(false));
    await project.succeed(['init']);
  });
  afterAll(() => project.close());

  test("WHEN deployed THEN the region has the guide's lab, and the next plan is clean", async () => {
    await project.succeed(['apply', '-auto-approve', ...variables]);
    expect(project.lab.region.counts()).toMatchObject({
      vpcs: 1,
      subnets: 1,
      servers: 3,
      eips: 1,
      mirrorFilters: 1,
      mirrorFilterRules: 1,
      mirrorSessions: 1,
    });
    expect(project.lab.fabric.last.mirrorSessions).toMatchObject([{ enabled: true, vni: 1, packetLength: 96 }]);
    expect(await project.pending(variables)).toEqual([]);
  });

  test('WHEN its servers have disks of GPSSD2 and ESSD2 THEN these perform as was asked for', () => {
    const disks = ['ecs_source', 'ecs_target', 'ecs_test'].map((name) => {
      const { attributes } = inState(project, 'huaweicloud_compute_instance', name);
      return [attributes['system_disk_type'], attributes['system_disk_iops'], attributes['system_disk_throughput']];
    });
    expect(disks).toEqual([
      ['GPSSD', 0, 0],
      ['GPSSD2', 3000, 150],
      ['ESSD2', 100, 0],
    ]);
  });

  test('WHEN its security group is imported into a state that does not know it THEN nothing is planned', async () => {
    const id = forget(project, 'huaweicloud_networking_secgroup', 'security_group_shared');
    await project.succeed(['import', ...variables, 'huaweicloud_networking_secgroup.security_group_shared', id]);
    expect(await project.pending(variables)).toEqual([]);
  });

  test('WHEN destroyed THEN nothing is left', async () => {
    await project.succeed(['destroy', '-auto-approve', ...variables]);
    expect(project.lab.region.isEmpty()).toBe(true);
  });
});

describeWithTerraform('GIVEN the stack with its verification', () => {
  test('WHEN planned THEN its steps are null_resources of the stand-in', async () => {
    const project = await TerraformProject.start('');
    try {
      project.write('main.tf.json', stack(true));
      await project.succeed(['init']);
      const plans = await project.plan(variables);
      expect(plans.filter(({ type }) => type === 'null_resource').length).toBeGreaterThan(1);
      expect(new Set(plans.flatMap(({ actions }) => actions))).toEqual(new Set(['create']));
    } finally {
      await project.close();
    }
  });
});

describeWithTerraform('GIVEN a null_resource with triggers', () => {
  let project: TerraformProject;
  beforeAll(async () => {
    project = await TerraformProject.start(
      `
variable "word" { default = "one" }
resource "null_resource" "first" {}
resource "null_resource" "step" {
  triggers = { word = var.word, after = null_resource.first.id }
  provisioner "local-exec" { command = "echo ran-$WORD" environment = { WORD = var.word } }
}
`
        .replace('{ command', '{\n command')
        .replace('" environment', '"\n environment')
        .replace('var.word } }', 'var.word }\n }'),
    );
  });
  afterAll(() => project.close());

  test('WHEN applied THEN its provisioner runs once, and the next plan is clean', async () => {
    const [, step] = await project.plan();
    expect(step).toMatchObject({
      after: { triggers: { word: 'one' } },
      after_unknown: { id: true, triggers: { after: true } },
    });
    expect(await project.succeed(['apply', '-auto-approve'])).toContain('ran-one');
    expect(await project.pending()).toEqual([]);
  });

  test('WHEN a trigger changes THEN it is replaced, and the provisioner runs again', async () => {
    const args = ['-var=word=two'];
    const step = (await project.plan(args)).find(({ address }) => address === 'null_resource.step');
    expect(step).toMatchObject({ actions: ['delete', 'create'], replace_paths: [['triggers']] });
    expect(await project.succeed(['apply', '-auto-approve', ...args])).toContain('ran-two');
  });
});
