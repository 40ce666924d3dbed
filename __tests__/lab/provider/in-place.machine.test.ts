import { IMAGE_ID, PROVIDER } from './configuration';
import { describeWithTerraform } from './terraform-project';

jest.setTimeout(120_000);

/** A server with a data disk that forwards, in the network that a new account has; a second subnet in a secondary block. */
const main = (server: string, blocks: string) => `${PROVIDER}
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
  image_id = "${IMAGE_ID}"
  data_disks {
    type = "SAS"
    size = 10
  }
  delete_disks_on_termination = true
  ${server}
}
`;

describeWithTerraform('GIVEN a stack that is not this project', PROVIDER, (project) => {
  test('WHEN it is applied, changed in place and destroyed THEN each plan is clean, and nothing is left', async () => {
    const step = async (server: string, blocks: string): Promise<void> => {
      project().write('main.tf', main(server, blocks));
      const applied = await project().terraform(['apply', '-auto-approve']);
      expect(applied.stderr).toBe('');
      const plan = await project().terraform(['plan', '-detailed-exitcode']);
      expect(plan.stdout).toContain('No changes.');
    };
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
    const id = project().lab.region.topology().servers[0]?.id;
    expect(project().lab.region.topology().interfaces).toMatchObject([{ alsoSendsAs: ['0.0.0.0/0'] }]);
    await step(
      `flavor_id        = "s6.xlarge.2"
  system_disk_size = 60
  network {
    uuid        = huaweicloud_vpc_subnet.a.id
    fixed_ip_v4 = "10.0.0.99"
  }`,
      '["168.20.0.0/16"]',
    );
    expect(project().lab.region.topology().servers[0]?.id).toBe(id);
    expect(project().lab.region.topology().interfaces).toMatchObject([{ ipv4: '10.0.0.99' }]);
    const destroyed = await project().terraform(['destroy', '-auto-approve']);
    expect(destroyed.stderr).toBe('');
    expect(project().lab.region.isEmpty()).toBe(true);
  });
});
