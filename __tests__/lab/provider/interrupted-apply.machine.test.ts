import { setTimeout as delay } from 'node:timers/promises';
import { IMAGE_ID, NETWORK, PROVIDER } from './configuration';
import { describeWithTerraform, type TerraformRun } from './terraform-project';

jest.setTimeout(120_000);

const main = `${PROVIDER}${NETWORK}
resource "huaweicloud_compute_instance" "a" {
  count     = 3
  name      = "ECS-\${count.index}"
  flavor_id = "c7t.large.2"
  image_id  = "${IMAGE_ID}"
  network {
    uuid        = huaweicloud_vpc_subnet.a.id
    fixed_ip_v4 = "192.168.0.\${10 + count.index}"
  }
}
`;

describeWithTerraform(
  'GIVEN a deploy of servers with fixed addresses',
  main,
  (project) => {
    /** The next deploy goes on from where this one got to, and a destroy finds all of it. */
    async function expectToGoOn(): Promise<void> {
      await project().apply();
      expect(project().lab.region.counts()).toMatchObject({ vpcs: 1, subnets: 1, servers: 3, ports: 3 });
      expect(await project().pending()).toEqual([]);
      await project().destroy();
      expect(project().lab.region.counts()).toMatchObject({ vpcs: 0, subnets: 0, servers: 0, ports: 0 });
      expect(project().lab.region.isEmpty()).toBe(true);
    }

    /** A deploy in which Terraform gets a signal while the servers boot. */
    async function interrupted(name: NodeJS.Signals): Promise<TerraformRun> {
      let signal: (name: NodeJS.Signals) => void = () => undefined;
      let isInterrupted = false;
      project().lab.fabric.hold = async ({ servers }) => {
        if (servers.length === 0 || isInterrupted) return;
        isInterrupted = true;
        // All three have been asked for by now, or wait for this boot to end.
        await delay(500);
        signal(name);
        await delay(1500);
      };
      const run = await project().terraform(['apply', '-auto-approve'], (send) => (signal = send));
      await project().lab.region.idle();
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
      expect((await project().terraform(['apply', '-auto-approve'])).stderr).toMatch(/Lab\.409: .* is\s(│\s)?in use/);
      const { body } = await project().lab.call('GET', '/v1/{p}/cloudservers/detail');
      const { servers } = body as { readonly servers: readonly { readonly id: string; readonly name: string }[] };
      expect(servers.length).toBeGreaterThan(0);
      const known = project().read('terraform.tfstate');
      for (const { id, name } of servers) {
        const address = `huaweicloud_compute_instance.a[${name.replace('ECS-', '')}]`;
        if (!known.includes(id)) await project().succeed(['import', address, id]);
      }
      await expectToGoOn();
    });

    test('WHEN asking for their jobs fails three times THEN the next deploy goes on, and destroy empties the region', async () => {
      project().lab.region.injectFault({
        method: 'GET',
        path: '/v1/{project_id}/jobs/{job_id}',
        status: 500,
        times: 3,
      });
      const run = await project().terraform(['apply', '-auto-approve']);
      expect(run.status).toBe(1);
      expect(await project().pending()).toEqual(
        [0, 1, 2].map((index) => `huaweicloud_compute_instance.a[${index}]: delete,create`),
      );
      await expectToGoOn();
    });
  },
  { anew: true },
);
