import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeUnless, missingTool } from '../needs';
import { CloudUnderTest, until } from '../terraform-cloud/cloud-under-test';
import { currentState } from '../terraform-cloud/organization';

jest.setTimeout(120_000);

const fields = JSON.parse(readFileSync(join(__dirname, '../terraform-cloud/fields.json'), 'utf8')) as Readonly<
  Record<string, { readonly attributes: readonly string[]; readonly relationships: readonly string[] }>
>;

describeUnless(missingTool(['terraform']), 'a workspace of local execution', () => {
  let under: CloudUnderTest;
  beforeAll(async () => {
    under = await CloudUnderTest.start();
    under.cloud.organization.defaultExecutionMode = 'local';
  });
  afterAll(() => under.close());

  test('GIVEN no such workspace WHEN deployed THEN it is made, keeps the state, and the next plan is clean; a destroy empties it', async () => {
    const folder = under.folder(under.backend());
    expect(await folder.apply({ TF_VAR_value: 'mine' })).toMatchObject({ status: 0 });

    const workspace = under.cloud.organization.workspaceNamed('inbound-tcp');
    expect(workspace).toMatchObject({ executionMode: 'local', terraformVersion: '1.11.4', lockedBy: undefined });
    expect(existsSync(join(folder.path, '../../../terraform.inbound-tcp.tfstate'))).toBe(false);
    expect(String(currentState(workspace)?.state)).toContain('"input": {\n              "value": "mine"');
    expect((await folder.terraform(['output', 'value'])).output).toBe('"mine" ');
    const plan = await folder.terraform(['plan', '-detailed-exitcode'], { env: { TF_VAR_value: 'mine' } });
    expect(plan).toMatchObject({ status: 0 });

    expect(await folder.terraform(['destroy', '-auto-approve'])).toMatchObject({ status: 0 });
    expect(String(currentState(workspace)?.state)).toContain('"resources": []');
  });

  test('GIVEN a workspace with variables WHEN deployed THEN it is used, and its variables are not', async () => {
    const workspace = under.cloud.organization.makeWorkspace('existing');
    workspace.variables.push({ key: 'value', value: 'of the workspace', category: 'terraform' });
    const folder = under.folder(under.backend({ workspace: 'existing' }));
    expect(await folder.apply()).toMatchObject({ status: 0 });
    expect((await folder.terraform(['output', 'value'])).output).toBe('"default" ');
    expect(under.cloud.organization.workspaces.filter(({ name }) => name === 'existing')).toHaveLength(1);
  });

  test('GIVEN a project WHEN initialized THEN a new workspace is in it, whether it was there or not', async () => {
    const { organization } = under.cloud;
    const there = organization.makeProject('there');
    await under.folder(under.backend({ workspace: 'one', project: 'there' })).terraform(['init']);
    await under.folder(under.backend({ workspace: 'two', project: 'new' })).terraform(['init']);
    expect(organization.workspaceNamed('one').projectId).toBe(there.id);
    const made = organization.projects.find(({ name }) => name === 'new');
    expect(organization.workspaceNamed('two').projectId).toBe(made?.id);
  });

  test('GIVEN tags WHEN just one workspace has them, or TF_WORKSPACE names one THEN it is used; else Terraform has to be told', async () => {
    const { organization } = under.cloud;
    const backend = under.backend({ tags: ['mirror'] });
    const asks = await under.folder(backend).terraform(['init'], { input: '' });
    expect(asks.output).toContain('Please enter a name to create a new HCP Terraform workspace. Enter a value:');

    const named = under.folder(backend);
    expect(await named.terraform(['init'], { input: 'first\n' })).toMatchObject({ status: 0 });
    expect([...organization.workspaceNamed('first').tags.keys()]).toEqual(['mirror']);

    const alone = under.folder(backend);
    expect(await alone.apply()).toMatchObject({ status: 0 });
    expect(currentState(organization.workspaceNamed('first'))).toBeDefined();

    organization.makeWorkspace('second').tags.set('mirror', '');
    const several = under.folder(backend);
    expect((await several.terraform(['init'], { input: '' })).output).toContain('Please enter a number');
    expect(await several.apply({ TF_WORKSPACE: 'second' })).toMatchObject({ status: 1 });
    const env = { TF_WORKSPACE: 'second' };
    expect(await several.terraform(['init'], { env })).toMatchObject({ status: 0 });
    expect(await several.terraform(['apply', '-auto-approve'], { env })).toMatchObject({ status: 0 });
    expect(currentState(organization.workspaceNamed('second'))).toBeDefined();
  });

  test('GIVEN a workspace that somebody has locked WHEN deployed THEN Terraform says so and changes nothing; unlocked, it goes on', async () => {
    const workspace = under.cloud.organization.makeWorkspace('locked');
    workspace.lockedBy = 'somebody';
    const folder = under.folder(under.backend({ workspace: 'locked' }));
    const refused = await folder.apply();
    expect(refused).toMatchObject({ status: 1 });
    expect(refused.output).toContain('Error acquiring the state lock Error message: workspace already locked');
    expect(workspace.stateVersions).toEqual([]);

    workspace.lockedBy = undefined;
    expect(await folder.apply()).toMatchObject({ status: 0 });
  });

  test('GIVEN two deploys at once WHEN one has the lock THEN the other is refused, and the first goes on', async () => {
    const workspace = under.cloud.organization.makeWorkspace('twice');
    const command = 'for i in $(seq 300); do if [ -e go ]; then exit 0; fi; sleep 0.1; done; exit 1';
    const waits = { terraform_data: { mirror: { provisioner: [{ 'local-exec': { command } }] } } };
    const first = under.folder(under.backend({ workspace: 'twice' }), { resource: waits, output: undefined });
    const second = under.folder(under.backend({ workspace: 'twice' }));
    await second.terraform(['init']);
    const deploy = first.apply();
    await until(() => workspace.lockedBy !== undefined);
    const refused = await second.terraform(['apply', '-auto-approve']);
    writeFileSync(join(first.path, 'go'), '');
    expect(refused).toMatchObject({ status: 1 });
    expect(refused.output).toContain('workspace already locked');
    expect(await deploy).toMatchObject({ status: 0 });
    expect(workspace.lockedBy).toBeUndefined();
    expect(workspace.stateVersions).toHaveLength(1);
  });

  test('GIVEN a host name with a port WHEN the token is in an environment variable THEN its name has the port too, as env sets it', async () => {
    const folder = under.folder(under.backend({ workspace: 'token' }));
    const empty = { TF_CLI_CONFIG_FILE: join(__dirname, '../../tools/terraform.rc') };
    const none = await folder.terraform(['init'], { env: { ...empty, TF_TOKEN_localhost: under.cloud.token } });
    expect(none.output).toContain(`terraform login ${under.cloud.hostname}`);
    const name = `TF_TOKEN_${under.cloud.hostname}`;
    expect(await folder.terraform(['init'], { env: { ...empty, [name]: under.cloud.token } })).toMatchObject({
      status: 0,
    });
    const wrong = await folder.terraform(['init'], { env: { ...empty, [name]: 'wrong' } });
    expect(wrong.output).toContain('reading the organization settings: unauthorized');
  });

  test('GIVEN a certificate that the machine does not know WHEN SSL_CERT_FILE names it THEN Terraform takes it; else it says why not', async () => {
    const folder = under.folder(under.backend({ workspace: 'ca' }));
    expect(await folder.terraform(['init'])).toMatchObject({ status: 0 });
    const unknown = await folder.terraform(['init'], { env: { SSL_CERT_FILE: '/dev/null', SSL_CERT_DIR: '/nowhere' } });
    expect(unknown.output).toContain('certificate signed by unknown authority');
  });

  test('everything that Terraform called is known here, and every field of the answers is one that its client knows', () => {
    expect(under.cloud.unknown).toEqual([]);
    const known = Object.entries(fields).flatMap(([type, { attributes, relationships }]) =>
      [...attributes, ...relationships].map((name) => `${type}.${name}`),
    );
    expect([...under.cloud.shown].filter((field) => !known.includes(field))).toEqual([]);
    expect(under.cloud.shown.size).toBeGreaterThan(30);
  });
});
