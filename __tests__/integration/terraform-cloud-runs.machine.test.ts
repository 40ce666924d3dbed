import { describeUnless, missingTool } from '../needs';
import { type CloudFolder, CloudUnderTest, until } from '../terraform-cloud/cloud-under-test';
import { currentState } from '../terraform-cloud/organization';
import { type Run, type RunStatus } from '../terraform-cloud/run';

jest.setTimeout(120_000);

describeUnless(missingTool(['terraform']), 'a workspace of remote execution', () => {
  let under: CloudUnderTest;
  beforeAll(async () => {
    under = await CloudUnderTest.start();
  });
  afterAll(() => under.close());

  const runsOf = (name: string): readonly Run[] =>
    under.cloud.queue.runs.filter(({ props }) => props.workspace.name === name);
  const statusesOf = (name: string): readonly RunStatus[] => runsOf(name).map(({ status }) => status);

  async function initialized(workspace: string): Promise<CloudFolder> {
    const folder = under.folder(under.backend({ workspace }));
    expect(await folder.terraform(['init'])).toMatchObject({ status: 0 });
    return folder;
  }

  const runsBecome = (name: string, statuses: readonly RunStatus[]): Promise<void> =>
    until(() => statusesOf(name).join() === statuses.join());

  test('GIVEN variables of the workspace and of the shell WHEN deployed THEN the run has both, the shell first, and no environment of the shell', async () => {
    const { organization, token, hostname } = under.cloud;
    const workspace = organization.makeWorkspace('far');
    workspace.variables.push(
      { key: 'value', value: 'of the workspace', category: 'terraform' },
      { key: 'secret', value: 'line ${one}\n"line two"', category: 'terraform', sensitive: true },
      { key: 'PLACE', value: 'worker', category: 'env', sensitive: true },
    );
    const command = 'echo "place=$PLACE hw=$HW_SECRET_KEY." && printf %s "$SECRET" | sha1sum';
    const environment = { SECRET: '${nonsensitive(sha1(var.secret))}' };
    const folder = under.folder(under.backend({ workspace: 'far' }), {
      resource: {
        terraform_data: {
          mirror: { input: '${var.value}', provisioner: [{ 'local-exec': { command, environment } }] },
        },
      },
    });
    const deploy = await folder.apply({ TF_VAR_value: 'of the shell', HW_SECRET_KEY: 'of the shell', PLACE: 'shell' });
    expect(deploy.output).toContain('place=worker hw=.');
    expect(deploy).toMatchObject({ status: 0 });
    expect((await folder.terraform(['output', 'value'])).output).toBe('"of the shell" ');
    expect(statusesOf('far')).toEqual(['applied']);
    expect(workspace.lockedBy).toBeUndefined();

    // What the API hands out: run variables as they were given, sensitive variables of the workspace without a value.
    const get = (path: string) =>
      folder.run([
        'curl',
        '-sSf',
        '--cacert',
        String(under.environment['SSL_CERT_FILE']),
        '-H',
        `Authorization: Bearer ${token}`,
        `https://${hostname}/api/v2${path}`,
      ]);
    expect((await get(`/runs/${runsOf('far')[0]?.id ?? ''}`)).output).toContain('"value":"\\"of the shell\\""');
    const variables = (await get(`/workspaces/${workspace.id}/vars`)).output;
    expect(variables).toContain('"key":"secret","value":null');
    expect(variables).not.toContain('line two');

    const env = { TF_VAR_value: 'of the shell' };
    expect(await folder.terraform(['plan', '-detailed-exitcode'], { env })).toMatchObject({ status: 0 });
    expect(await folder.terraform(['destroy', '-auto-approve'], { env })).toMatchObject({ status: 0 });
    expect(statusesOf('far')).toEqual(['applied', 'planned_and_finished', 'applied']);
    expect(String(currentState(workspace)?.state)).toContain('"resources": []');
  });

  test('GIVEN a run that waits for approval WHEN approved, here or elsewhere, THEN it is applied; refused, nothing is made', async () => {
    const [yes, no, elsewhere] = await Promise.all(['yes', 'no', 'elsewhere'].map(initialized));
    const approving = yes?.terraform(['apply'], { input: 'yes\n' });
    const refusing = no?.terraform(['apply'], { input: 'no\n' });
    const waiting = elsewhere?.terraform(['apply'], { input: '', stays: true });
    await runsBecome('elsewhere', ['planned']);
    runsOf('elsewhere')[0]?.confirm();
    const [approved, refused, confirmed] = [await approving, await refusing, await waiting];
    expect(approved).toMatchObject({ status: 0 });
    expect(refused).toMatchObject({ status: 1 });
    expect(refused?.output).toContain('Error: Apply discarded.');
    expect(confirmed).toMatchObject({ status: 0 });
    expect(['yes', 'no', 'elsewhere'].map((name) => statusesOf(name)[0])).toEqual(['applied', 'discarded', 'applied']);
    expect(currentState(under.cloud.organization.workspaceNamed('no'))).toBeUndefined();
  });

  test('GIVEN a workspace that somebody has locked WHEN deployed THEN the run waits until it is unlocked', async () => {
    const workspace = under.cloud.organization.makeWorkspace('locked');
    workspace.lockedBy = 'somebody';
    const folder = under.folder(under.backend({ workspace: 'locked' }));
    const deploy = folder.apply();
    await runsBecome('locked', ['pending']);
    const looked = () => under.cloud.calls.filter((call) => call === 'GET /api/v2/runs/:id').length;
    // The client says what it waits for when it has seen both the run and the workspace, and then looks again.
    const before = looked();
    await until(() => looked() >= before + 5);
    expect(statusesOf('locked')).toEqual(['pending']);
    under.cloud.queue.unlock(workspace);
    const deployed = await deploy;
    expect(deployed).toMatchObject({ status: 0 });
    expect(deployed.output).toContain('Waiting for the manually locked workspace to be unlocked...');
    expect(statusesOf('locked')).toEqual(['applied']);
  });

  test('GIVEN two deploys at once THEN the runs take place one after the other, and the second finds what the first has made', async () => {
    const workspace = under.cloud.organization.makeWorkspace('twice', { executionMode: 'remote' });
    const [first, second] = await Promise.all(['twice', 'twice'].map(initialized));
    const waiting = first?.terraform(['apply'], { input: '', stays: true });
    await runsBecome('twice', ['planned']);
    const deploy = second?.terraform(['apply', '-auto-approve']);
    await runsBecome('twice', ['planned', 'pending']);
    runsOf('twice')[0]?.confirm();
    expect(await waiting).toMatchObject({ status: 0 });
    expect((await deploy)?.output).toContain('No changes.');
    expect(statusesOf('twice')).toEqual(['applied', 'planned_and_finished']);
    expect(workspace.stateVersions).toHaveLength(1);
  });

  test('GIVEN a run that fails half-way THEN the client fails, and the state has what was made', async () => {
    const workspace = under.cloud.organization.makeWorkspace('failing');
    const failing = { provisioner: [{ 'local-exec': { command: 'exit 7' } }], depends_on: ['terraform_data.mirror'] };
    const folder = under.folder(under.backend({ workspace: 'failing' }), {
      resource: { terraform_data: { mirror: { input: 'made' }, failing } },
    });
    const deploy = await folder.apply();
    expect(deploy).toMatchObject({ status: 1 });
    expect(deploy.output).toContain('exit status 7');
    expect(statusesOf('failing')).toEqual(['errored']);
    expect(String(currentState(workspace)?.state)).toContain('"made"');
  });

  test('all that the clients called is known here', () => {
    expect(under.cloud.unknown).toEqual([]);
  });
});
