import { IMAGE_ID, NETWORK, PROVIDER, SUBNET, vpcWith } from './configuration';
import { describeWithTerraform, TerraformProject } from './terraform-project';

jest.setTimeout(60_000);

const vpc = (lines: string): string => PROVIDER + vpcWith(lines);
const plainVpc = vpc('cidr = "192.168.0.0/16"');

const tests = (project: () => TerraformProject): void => {
  const apply = () => project().terraform(['apply', '-auto-approve']);

  describe('GIVEN a call that the API refuses', () => {
    test.each([409, 500])('WHEN it answers %d THEN code, message and the resource are in the error', async (status) => {
      project().lab.region.injectFault({ method: 'POST', path: '/v1/{project_id}/vpcs', status });
      const { status: exit, stderr } = await apply();
      expect(exit).toBe(1);
      expect(stderr).toContain(`error creating vpc: Lab.${status}: injected fault`);
      expect(stderr).toContain('with huaweicloud_vpc.a');
      expect(stderr).toContain(`was answered ${status} Lab.${status}`);
      expect(project().lab.region.isEmpty()).toBe(true);
    });

    test('WHEN it is about a field THEN the error points at the line of its attribute', async () => {
      project().write('main.tf', vpc('cidr = "8.8.0.0/16"'));
      const { stderr } = await apply();
      expect(stderr).toContain('VPC.0101: vpc.cidr: 8.8.0.0/16 is not within');
      expect(stderr).toMatch(/\d+:\s+cidr = "8\.8\.0\.0\/16"/);
    });

    test('WHEN it fails after the resource exists THEN Terraform keeps it as tainted and replaces it', async () => {
      project().write('main.tf', vpc('cidr = "192.168.0.0/16"\n  tags = { a = "b" }'));
      project().lab.region.injectFault({ method: 'POST', path: /tags\/action$/, status: 500 });
      expect((await apply()).status).toBe(1);
      expect(project().lab.region.counts()).toMatchObject({ vpcs: 1 });
      expect(await project().pending()).toEqual(['huaweicloud_vpc.a: delete,create']);
      expect((await apply()).status).toBe(0);
      expect(project().lab.region.counts()).toMatchObject({ vpcs: 1 });
    });

    test('WHEN a deletion clashes THEN the resource stays in the state', async () => {
      await apply();
      project().lab.region.injectFault({ method: 'DELETE', status: 409 });
      const { stderr } = await project().terraform(['destroy', '-auto-approve']);
      expect(stderr).toContain('error deleting vpc: Lab.409');
      expect(await project().pending()).toEqual([]);
    });

    test('WHEN a refresh fails otherwise than by 404 THEN the plan fails', async () => {
      await apply();
      project().lab.region.injectFault({ method: 'GET', path: '/v1/{project_id}/vpcs/{vpc_id}', status: 500 });
      const { status, stderr } = await project().terraform(['plan']);
      expect(status).toBe(1);
      expect(stderr).toContain('error reading vpc: Lab.500');
    });

    test('WHEN a server cannot boot THEN the reason of its job is the error', async () => {
      project().lab.fabric.refuse = ({ servers }) => (servers.length > 0 ? 'no room for ECS-a' : undefined);
      project().write(
        'main.tf',
        `${PROVIDER}${NETWORK}
resource "huaweicloud_compute_instance" "a" {
  name      = "ECS-a"
  flavor_id = "c7t.large.2"
  image_id  = "${IMAGE_ID}"
  network {
    uuid = huaweicloud_vpc_subnet.a.id
  }
}
`,
      );
      const { status, stderr } = await apply();
      expect(status).toBe(1);
      expect(stderr.replaceAll(/\s*\n│\s*/g, ' ')).toMatch(
        /error creating compute instance: the job failed: .*no room for ECS-a/,
      );
      expect(stderr).toContain('with huaweicloud_compute_instance.a');
    });

    test('WHEN the region is not there THEN the plan says so at once', async () => {
      const alone = await TerraformProject.start(plainVpc);
      try {
        await alone.apply();
        const { url } = alone.lab.region;
        await alone.lab.close();
        const { stderr } = await alone.terraform(['plan', `-var=ep=${url}`]);
        expect(stderr).toContain('got no answer from 127.0.0.1');
      } finally {
        await alone.close();
      }
    });
  });

  describe('GIVEN a configuration that cannot work', () => {
    test.each([
      [
        'what the lab does not emulate',
        'cidr = "192.168.0.0/16"\n  secondary_cidr = "10.0.0.0/16"',
        /"secondary_cidr" is not\s+(│\s+)?emulated/,
      ],
      [
        'another value than the one that the lab has',
        'cidr = "192.168.0.0/16"\n}\nresource "huaweicloud_vpc_eip" "a" {\n  charging_mode = "prePaid"\n  publicip {\n    type = "5_bgp"\n  }\n  bandwidth {\n    name = "a"\n    size = 5\n    share_type = "PER"\n  }',
        /"charging_mode" other\s+(│\s+)?than\s+(│\s+)?"postPaid"\s+(│\s+)?is not emulated/,
      ],
      ['another region', 'cidr = "192.168.0.0/16"\n  region = "elsewhere"', /region elsewhere is not the provider's/],
    ])('WHEN it has %s THEN it is refused with the reason', async (_, lines, reason) => {
      project().write('main.tf', vpc(lines));
      const { status, stderr } = await apply();
      expect(status).toBe(1);
      expect(stderr).toMatch(reason);
      expect(project().lab.region.isEmpty()).toBe(true);
    });

    test('WHEN an endpoint is not of this machine THEN nothing is called', async () => {
      const { status, stderr } = await project().terraform(['plan', '-var=ep=http://192.0.2.1:9']);
      expect(status).toBe(1);
      expect(stderr).toMatch(/endpoints\.\w+: http:\/\/192\.0\.2\.1:9 is not the lab's/);
    });
  });

  test('GIVEN a configuration that says what is so anyway WHEN applied THEN it is taken, and the next plan is clean', async () => {
    project().write(
      'main.tf',
      `${vpc('cidr = "192.168.0.0/16"\n  enhanced_local_route = "true"')}${SUBNET}
resource "huaweicloud_compute_instance" "a" {
  name                = "ECS-a"
  flavor_id           = "c7t.large.2"
  image_id            = "${IMAGE_ID}"
  charging_mode       = "postPaid"
  auto_renew          = "false"
  enable_jumbo_frame  = false
  system_pass_through = "false"
  hostname            = ""
  network {
    uuid              = huaweicloud_vpc_subnet.a.id
    source_dest_check = true
  }
  network {
    uuid           = huaweicloud_vpc_subnet.a.id
    access_network = true
  }
}
resource "huaweicloud_vpc_eip" "a" {
  charging_mode = "postPaid"
  publicip {
    ip_version = 4
  }
  bandwidth {
    name       = "bandwidth-a"
    size       = 5
    share_type = "PER"
  }
}
output "is_second" {
  value = huaweicloud_compute_instance.a.access_ip_v4 == huaweicloud_compute_instance.a.network[1].fixed_ip_v4
}
`,
    );
    expect(await project().apply()).toContain('is_second = true');
    expect(await project().pending()).toEqual([]);
  });
};

describeWithTerraform('the stand-in provider', plainVpc, tests, { anew: true });
