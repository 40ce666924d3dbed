import { describeUnless, missingTool } from '../../needs';
import { TerraformProject } from './terraform-project';

jest.setTimeout(120_000);

const ENDPOINTS = ['vpc', 'ecs', 'evs', 'ims', 'kms', 'iam', 'dns'];

/** A server with a data disk that forwards, in the network that a new account has; a second subnet in a secondary block. */
const main = ({ url }: { readonly url: string }, server: string, blocks: string) => `
terraform {
  required_providers {
    huaweicloud = { source = "huaweicloud/huaweicloud" }
  }
}
provider "huaweicloud" {
  region     = "lab-region-1"
  access_key = "ak"
  secret_key = "sk"
  project_id = "0123456789abcdef0123456789abcdef"
  auth_url   = "${url}/v3"
  endpoints  = { ${ENDPOINTS.map((key) => `${key} = "${url}/"`).join(', ')} }
}
resource "huaweicloud_vpc" "a" {
  name            = "vpc-a"
  cidr            = "10.0.0.0/16"
  secondary_cidrs = ${blocks}
}
resource "huaweicloud_vpc_subnet" "a" {
  name       = "subnet-a"
  cidr       = "10.0.0.0/24"
  gateway_ip = "10.0.0.1"
  vpc_id     = huaweicloud_vpc.a.id
}
resource "huaweicloud_compute_instance" "a" {
  name     = "ecs-a"
  image_id = "1b6a7a2e-8f6e-4d1c-9d8b-000000000001"
  data_disks {
    type = "SAS"
    size = 10
  }
  delete_disks_on_termination = true
  ${server}
}
`;

describeUnless(missingTool(['terraform']), 'GIVEN a stack that is not this project', () => {
  test('WHEN it is applied, changed in place and destroyed THEN each plan is clean, and nothing is left', async () => {
    const project = await TerraformProject.start('');
    const step = async (server: string, blocks: string): Promise<void> => {
      project.write('main.tf', main(project.lab.region, server, blocks));
      const applied = await project.terraform(['apply', '-auto-approve']);
      expect(applied.stderr).toBe('');
      const plan = await project.terraform(['plan', '-detailed-exitcode']);
      expect(plan.stdout).toContain('No changes.');
    };
    try {
      await step(
        `flavor_id           = "s6.large.2"
  agency_name         = "agency"
  agent_list          = "hss"
  auto_terminate_time = "2036-10-10T11:11:00Z"
  network {
    uuid              = huaweicloud_vpc_subnet.a.id
    source_dest_check = false
  }`,
        '["168.10.0.0/16"]',
      );
      const id = project.lab.region.topology().servers[0]?.id;
      expect(project.lab.region.topology().interfaces).toMatchObject([{ alsoSendsAs: ['0.0.0.0/0'] }]);
      await step(
        `flavor_id        = "s6.xlarge.2"
  system_disk_size = 60
  network {
    uuid        = huaweicloud_vpc_subnet.a.id
    fixed_ip_v4 = "10.0.0.99"
  }`,
        '["168.20.0.0/16"]',
      );
      expect(project.lab.region.topology().servers[0]?.id).toBe(id);
      expect(project.lab.region.topology().interfaces).toMatchObject([{ ipv4: '10.0.0.99' }]);
      const destroyed = await project.terraform(['destroy', '-auto-approve']);
      expect(destroyed.stderr).toBe('');
      expect(project.lab.region.isEmpty()).toBe(true);
    } finally {
      await project.close();
    }
  });
});
