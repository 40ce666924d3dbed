import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describeUnless, missingTool } from '../needs';
import { type CloudFolder, CloudUnderTest, type Ran } from '../terraform-cloud/cloud-under-test';
import { currentState } from '../terraform-cloud/organization';

jest.setTimeout(120_000);

/** The ways of docs/state.md, "Moving": each ends with a plan in which nothing is made a second time. */
describeUnless(missingTool(['terraform']), 'moving the state', () => {
  let under: CloudUnderTest;
  beforeAll(async () => {
    under = await CloudUnderTest.start();
    under.cloud.organization.defaultExecutionMode = 'local';
  });
  afterAll(() => under.close());

  async function deployed(backend: Parameters<CloudFolder['write']>[0]): Promise<CloudFolder> {
    const folder = under.folder(backend);
    expect(await folder.apply()).toMatchObject({ status: 0 });
    return folder;
  }
  const plan = (folder: CloudFolder): Promise<Ran> => folder.terraform(['plan', '-detailed-exitcode']);
  /** As `rm -r cdktf.out`, with what cdktf then writes again. */
  function fresh(folder: CloudFolder, backend: Parameters<CloudFolder['write']>[0]): void {
    rmSync(join(folder.path, '.terraform'), { recursive: true });
    folder.write(backend);
  }
  async function pulled(folder: CloudFolder, file: string): Promise<void> {
    const pull = await folder.run(['sh', '-c', `terraform state pull >${file}`]);
    expect(pull).toMatchObject({ status: 0 });
  }

  test.each(['local', 'remote'] as const)(
    'GIVEN a local state WHEN terraform init in the folder is answered with yes THEN it is in the workspace, also in one of %s execution',
    async (executionMode) => {
      const workspace = under.cloud.organization.makeWorkspace(`moved-${executionMode}`, { executionMode });
      const folder = await deployed({ type: 'local' });
      folder.write(under.backend({ workspace: workspace.name }));
      const init = await folder.terraform(['init'], { input: 'yes\n' });
      expect(init.output).toContain('Should Terraform migrate your existing state?');
      expect(init).toMatchObject({ status: 0 });
      expect(String(currentState(workspace)?.state)).toContain('"default"');
      expect(await plan(folder)).toMatchObject({ status: 0 });
    },
  );

  test('GIVEN a local state and a fresh clone WHEN it is initialized before the change THEN the same way works', async () => {
    const folder = await deployed({ type: 'local' });
    fresh(folder, { type: 'local' });
    expect(await folder.terraform(['init'])).toMatchObject({ status: 0 });
    folder.write(under.backend({ workspace: 'clone' }));
    expect(await folder.terraform(['init'], { input: 'yes\n' })).toMatchObject({ status: 0 });
    expect(await plan(folder)).toMatchObject({ status: 0 });
  });

  test('GIVEN a state in a workspace WHEN pulled into the file and cdktf.out is fresh THEN the local state goes on with it', async () => {
    const backend = under.backend({ workspace: 'home' });
    const folder = await deployed(backend);
    await pulled(folder, '../../../terraform.inbound-tcp.tfstate');
    fresh(folder, { type: 'local' });
    expect(await folder.terraform(['init'])).toMatchObject({ status: 0 });
    expect(await plan(folder)).toMatchObject({ status: 0 });
    expect(await folder.terraform(['destroy', '-auto-approve'])).toMatchObject({ status: 0 });
  });

  test('GIVEN a state in a workspace WHEN pulled, and pushed into another THEN that one goes on with it', async () => {
    const folder = await deployed(under.backend({ workspace: 'old' }));
    await pulled(folder, '../../../moving.tfstate');
    folder.write(under.backend({ workspace: 'new' }));
    expect(await folder.terraform(['init'])).toMatchObject({ status: 0 });
    expect(await plan(folder)).toMatchObject({ status: 2 });
    expect(await folder.terraform(['state', 'push', '../../../moving.tfstate'])).toMatchObject({ status: 0 });
    expect(await plan(folder)).toMatchObject({ status: 0 });
  });

  test('GIVEN another local file WHEN terraform init -migrate-state is answered with yes THEN the state is in it', async () => {
    const folder = await deployed({ type: 'local' });
    folder.write({ type: 'local', path: '../../../other.tfstate' });
    expect(await folder.terraform(['init', '-migrate-state'], { input: 'yes\n' })).toMatchObject({ status: 0 });
    expect(await plan(folder)).toMatchObject({ status: 0 });
  });

  test('what the page warns of is so: --migrate-state is refused, back from a workspace too, and a fresh folder asks nothing', async () => {
    const folder = await deployed({ type: 'local' });
    folder.write(under.backend({ workspace: 'astray' }));
    const refused = await folder.terraform(['init', '-migrate-state'], { input: '' });
    expect(refused.output).toContain('The -migrate-state option is for migration between state backends only');
    fresh(folder, under.backend({ workspace: 'astray' }));
    expect(await folder.terraform(['init'])).toMatchObject({ status: 0 });
    expect((await plan(folder)).output).toContain('Plan: 1 to add');
    folder.write({ type: 'local' });
    const back = await folder.terraform(['init'], { input: 'yes\n' });
    expect(back.output).toContain('is not yet implemented');
  });
});
