import { setTimeout as delay } from 'node:timers/promises';
import { describeUnless, missingTool } from '../../needs';
import { TerraformProject, type TerraformRun } from './terraform-project';

jest.setTimeout(120_000);

const main = `
terraform {
  required_providers {
    huaweicloud = { source = "huaweicloud/huaweicloud" }
  }
}
variable "ep" {}
provider "huaweicloud" {
  region    = "lab-region-1"
  endpoints = { vpc = var.ep, ecs = var.ep, evs = var.ep, ims = var.ep, iam = var.ep, kms = var.ep, dns = var.ep }
}
resource "huaweicloud_vpc" "a" {
  name = "VPC-A"
  cidr = "192.168.0.0/16"
}
resource "huaweicloud_vpc_subnet" "a" {
  name       = "Subnet-A01"
  cidr       = "192.168.0.0/24"
  gateway_ip = "192.168.0.1"
  vpc_id     = huaweicloud_vpc.a.id
}
resource "huaweicloud_compute_instance" "a" {
  count     = 3
  name      = "ECS-\${count.index}"
  flavor_id = "c7t.large.2"
  image_id  = "1b6a7a2e-8f6e-4d1c-9d8b-000000000001"
  network {
    uuid        = huaweicloud_vpc_subnet.a.id
    fixed_ip_v4 = "192.168.0.\${10 + count.index}"
  }
}
`;

describeUnless(missingTool(['terraform']), 'GIVEN a deploy of servers with fixed addresses', () => {
  let project: TerraformProject;
  beforeEach(async () => {
    project = await TerraformProject.start(main);
  });
  afterEach(() => project.close());

  /** The next deploy goes on from where this one got to, and a destroy finds all of it. */
  async function expectToGoOn(): Promise<void> {
    await project.succeed(['apply', '-auto-approve']);
    expect(project.lab.region.counts()).toMatchObject({ vpcs: 1, subnets: 1, servers: 3, ports: 3 });
    expect(await project.pending()).toEqual([]);
    await project.succeed(['destroy', '-auto-approve']);
    expect(project.lab.region.counts()).toMatchObject({ vpcs: 0, subnets: 0, servers: 0, ports: 0 });
    expect(project.lab.region.isEmpty()).toBe(true);
  }

  /** A deploy in which Terraform gets a signal while the servers boot. */
  async function interrupted(name: NodeJS.Signals): Promise<TerraformRun> {
    let signal: (name: NodeJS.Signals) => void = () => undefined;
    let isInterrupted = false;
    project.lab.fabric.hold = async ({ servers }) => {
      if (servers.length === 0 || isInterrupted) return;
      isInterrupted = true;
      // All three have been asked for by now, or wait for this boot to end.
      await delay(500);
      signal(name);
      await delay(1500);
    };
    const run = await project.terraform(['apply', '-auto-approve'], (send) => (signal = send));
    await project.lab.region.idle();
    return run;
  }

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'WHEN Terraform gets %s while they are made THEN the next deploy goes on, and destroy empties the region',
    async (name) => {
      const run = await interrupted(name);
      expect(run.stdout).toContain('Interrupt received');
      expect(run.status).toBe(1);
      await expectToGoOn();
    },
  );

  // As docs/lab.md tells it: nobody but the region knows what a killed Terraform had asked for.
  test('WHEN Terraform is killed while they are made THEN what it does not know can be imported, and the next deploy goes on', async () => {
    await interrupted('SIGKILL');
    expect((await project.terraform(['apply', '-auto-approve'])).stderr).toMatch(/Lab\.409: .* is\s(│\s)?in use/);
    const { body } = await project.lab.call('GET', '/v1/{p}/cloudservers/detail');
    const { servers } = body as { readonly servers: readonly { readonly id: string; readonly name: string }[] };
    expect(servers.length).toBeGreaterThan(0);
    const known = project.read('terraform.tfstate');
    for (const { id, name } of servers) {
      const address = `huaweicloud_compute_instance.a[${name.replace('ECS-', '')}]`;
      if (!known.includes(id)) await project.succeed(['import', address, id]);
    }
    await expectToGoOn();
  });

  test('WHEN asking for their jobs fails three times THEN the next deploy goes on, and destroy empties the region', async () => {
    project.lab.region.injectFault({ method: 'GET', path: '/v1/{project_id}/jobs/{job_id}', status: 500, times: 3 });
    const run = await project.terraform(['apply', '-auto-approve']);
    expect(run.status).toBe(1);
    expect(await project.pending()).toEqual(
      [0, 1, 2].map((index) => `huaweicloud_compute_instance.a[${index}]: delete,create`),
    );
    await expectToGoOn();
  });
});
