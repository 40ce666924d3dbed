import { NETWORK, PROVIDER } from './configuration';
import { describeWithTerraform } from './terraform-project';

jest.setTimeout(120_000);

const servers = `${NETWORK}
resource "huaweicloud_compute_instance" "a" {
  count      = 2
  name       = "ECS-\${count.index}"
  flavor_id  = "c7t.large.2"
  image_name = "Huawei Cloud EulerOS 2.0 Standard 64 bit"
  network {
    uuid = huaweicloud_vpc_subnet.a.id
  }
}
`;

describeWithTerraform('GIVEN data sources', PROVIDER, (project) => {
  async function outputs(text: string): Promise<Record<string, unknown>> {
    project().write('main.tf', PROVIDER + text);
    await project().apply();
    const read = JSON.parse(await project().succeed(['show', '-json'])) as {
      values: { outputs: Record<string, { value: unknown }> };
    };
    return Object.fromEntries(Object.entries(read.values.outputs).map(([name, { value }]) => [name, value]));
  }

  async function failure(text: string): Promise<string> {
    project().write('main.tf', PROVIDER + text);
    const { status, stderr } = await project().terraform(['plan']);
    expect(status).toBe(1);
    return stderr.replaceAll(/\s*\n│?\s*/g, ' ');
  }

  const image = (lines: string) =>
    `data "huaweicloud_images_image" "i" {\n${lines}\n}\noutput "name" {\n value = data.huaweicloud_images_image.i.name\n}\n`;

  test('WHEN an image is named THEN it is found', async () => {
    expect(await outputs(image('name = "Debian 12.0.0 64bit"'))).toEqual({ name: 'Debian 12.0.0 64bit' });
  });

  test('WHEN the newest one of a pattern is asked for THEN all pages are looked through', async () => {
    const found = await outputs(image('name_regex = "^(Ubuntu|Rocky)"\nmost_recent = true'));
    expect(found).toEqual({ name: 'Rocky Linux 9.2 64bit' });
  });

  test('WHEN several images match THEN it is an error', async () => {
    expect(await failure(image('name_regex = "^Ubuntu"'))).toContain('5 images match: narrow the search');
  });

  test('WHEN no image matches THEN it is an error', async () => {
    expect(await failure(image('name = "no such image"'))).toContain('no image matches');
  });

  test('WHEN flavors are filtered THEN those that match are listed, and none is no error', async () => {
    const text = (performance: string) => `
data "huaweicloud_compute_flavors" "f" {
  performance_type = "${performance}"
  cpu_core_count   = 2
  memory_size      = 4
}
output "ids" {
  value = data.huaweicloud_compute_flavors.f.ids
}
`;
    expect(await outputs(text('computingv3_c7t'))).toEqual({ ids: ['c7t.large.2'] });
    expect(await outputs(text('none'))).toEqual({ ids: [] });
  });

  const port = (lines: string) => `${servers}
data "huaweicloud_networking_port" "p" {
  network_id = huaweicloud_compute_instance.a[0].network[0].uuid
  ${lines}
}
output "same" {
  value = data.huaweicloud_networking_port.p.id == huaweicloud_compute_instance.a[1].network[0].port
}
`;

  test('WHEN a port is looked for by its address THEN it is found', async () => {
    expect(await outputs(port('fixed_ip = huaweicloud_compute_instance.a[1].access_ip_v4'))).toEqual({ same: true });
  });

  test('WHEN several ports match THEN it is an error', async () => {
    expect(await failure(port(''))).toContain('4 ports match, not one');
  });
});
