import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { withLabRegion } from '../../lab/cli/settings';
import { type CommandResult, mustRun } from '../../lab/fabric/command';
import { ProjectCopy } from '../integration/project';
import { sshKey } from '../ssh-keys';
import { makeCertificate } from '../terraform-cloud/certificate';
import { currentState, type Variable } from '../terraform-cloud/organization';
import { TerraformCloud } from '../terraform-cloud/server';
import { describeWithLab, type LabUnderTest } from './lab-under-test';

jest.setTimeout(300_000);

/** Milliseconds after which a command is taken for stuck. */
const LIMIT = 180_000;
const VERIFIED = 'VERIFIED: mirror session mirror-session-A works';

/** A project of a user's, in the operator's place of a lab, where a server of Terraform Cloud's API is called `tfe`. */
class CloudProject {
  private constructor(
    private readonly lab: LabUnderTest,
    private readonly place: string,
    readonly project: ProjectCopy,
    readonly cloud: TerraformCloud,
  ) {}

  static async start(lab: LabUnderTest): Promise<CloudProject> {
    const { operator } = lab.lab.fabric;
    const place = mkdtempSync(join(tmpdir(), 'cloud-'));
    // Only in the operator's own mount namespace.
    writeFileSync(join(place, 'hosts'), '127.0.0.1 localhost tfe\n');
    await mustRun([...operator.enter, 'mount', '--bind', join(place, 'hosts'), '/etc/hosts']);
    const { TF_REATTACH_PROVIDERS, TF_CLI_CONFIG_FILE } = lab.environment();
    const cloud = await TerraformCloud.start({
      certificate: makeCertificate(place, ['tfe']),
      organization: 'example',
      worker: { enter: operator.enter, environment: { TF_REATTACH_PROVIDERS, TF_CLI_CONFIG_FILE } },
      listener: await operator.listen(443),
    });
    return new CloudProject(lab, place, new ProjectCopy(), cloud);
  }

  get stackFolder(): string {
    return join(this.project.folder, 'cdktf.out', 'stacks', 'inbound-tcp');
  }

  /** The settings lead to the lab, and the state to this workspace. */
  use(workspace: string): void {
    const stateBackend = { type: 'cloud', organization: 'example', hostname: 'tfe', workspace };
    this.project.set({ ...withLabRegion({}), stateBackend });
  }

  /** @param variables whether the shell has those of Terraform, and the ssh-agent */
  run(argv: readonly string[], { cwd = this.project.folder, variables = true } = {}): Promise<CommandResult> {
    const env = Object.entries({ ...process.env, ...this.lab.environment() });
    const isKept = ([name]: [string, unknown]): boolean => variables || !/^(TF_VAR_|HW_|SSH_)/.test(name);
    return this.lab.lab.fabric.operator.run(argv, {
      cwd,
      timeout: LIMIT,
      env: {
        ...Object.fromEntries(env.filter(isKept)),
        SSL_CERT_FILE: join(this.place, 'certificate.pem'),
        TF_TOKEN_tfe: this.cloud.token,
        DISABLE_VERSION_CHECK: '1',
        CI: 'true',
      },
    });
  }

  cdktf(command: 'deploy' | 'destroy', options: { variables?: boolean } = {}): Promise<CommandResult> {
    return this.run(['cdktf', command, '--auto-approve', '--skip-provider-lock'], options);
  }

  /** Terraform by itself, in a stack's folder. */
  terraform(args: readonly string[], { cwd = this.stackFolder, variables = true } = {}): Promise<CommandResult> {
    return this.run(['terraform', ...args, '-no-color'], { cwd, variables });
  }

  /** A folder with nothing but the stack's JSON. */
  folderAlone(): string {
    const folder = join(this.place, 'alone');
    mkdirSync(folder);
    cpSync(join(this.stackFolder, 'cdk.tf.json'), join(folder, 'cdk.tf.json'));
    return folder;
  }

  /** All that the server has, and all files of the project, in which a secret must not be. */
  *traces(): Generator<readonly [string, string]> {
    for (const { id, props, plan, apply } of this.cloud.queue.runs) {
      yield [`variables of ${id}`, JSON.stringify(props.variables)];
      yield [`plan of ${id}`, plan.log.toString()];
      yield [`apply of ${id}`, apply.log.toString()];
      yield [`folder of ${id}`, gunzipSync(props.configuration.archive ?? '').toString('latin1')];
    }
    for (const { name, stateVersions } of this.cloud.organization.workspaces) {
      for (const { serial, state } of stateVersions) yield [`state ${serial} of ${name}`, String(state)];
    }
    for (const entry of readdirSync(this.project.folder, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (entry.isFile()) yield [file, readFileSync(file, 'latin1')];
    }
  }

  async close(): Promise<void> {
    await this.cloud.close();
    this.project.remove();
    rmSync(this.place, { recursive: true });
  }
}

describeWithLab('Terraform Cloud', (lab) => {
  let user: CloudProject;
  beforeAll(async () => {
    user = await CloudProject.start(lab());
  });
  afterAll(() => user.close());

  test('GIVEN local execution WHEN deployed with cdktf THEN it is verified from here, the state is in the workspace, the next plan is clean, and a destroy leaves nothing', async () => {
    user.cloud.organization.defaultExecutionMode = 'local';
    user.use('near');
    const deploy = await user.cdktf('deploy');
    expect(deploy.stdout + deploy.stderr).toContain(VERIFIED);
    expect(deploy.status).toBe(0);
    const workspace = user.cloud.organization.workspaceNamed('near');
    expect(String(currentState(workspace)?.state)).toContain('"huaweicloud_vpc_traffic_mirror_session"');
    expect(readdirSync(user.project.folder).filter((file) => file.endsWith('.tfstate'))).toEqual([]);

    // A workspace can be pointed at the folder: it needs nothing beside it.
    const cwd = user.folderAlone();
    for (const args of [['init'], ['validate'], ['plan', '-detailed-exitcode']]) {
      expect(await user.terraform(args, { cwd })).toMatchObject({ status: 0 });
    }
    expect(await user.cdktf('destroy')).toMatchObject({ status: 0 });
    expect(await lab().left()).toEqual([]);
  });

  test('GIVEN remote execution WHEN deployed with nothing but a token THEN the worker verifies with the variables of the workspace, and no key is in what it leaves', async () => {
    const { organization } = user.cloud;
    const { privateKey, publicKey } = sshKey();
    const { HW_ACCESS_KEY, HW_SECRET_KEY, TF_VAR_trusted_cidr } = lab().environment();
    organization.makeWorkspace('far', { executionMode: 'remote' }).variables.push(
      ...[
        { key: 'trusted_cidr', value: String(TF_VAR_trusted_cidr) },
        { key: 'ssh_public_key', value: publicKey },
        { key: 'ssh_private_key', value: privateKey, sensitive: true },
      ].map((each): Variable => ({ ...each, category: 'terraform' })),
      ...Object.entries({ HW_ACCESS_KEY, HW_SECRET_KEY }).map(([key, value]): Variable => ({
        ...{ key, value: String(value), sensitive: true, category: 'env' },
      })),
    );
    user.use('far');
    const nothing = { variables: false };
    const deploy = await user.cdktf('deploy', nothing);
    expect(deploy.stdout + deploy.stderr).toContain(VERIFIED);
    expect(deploy.status).toBe(0);
    expect(await user.terraform(['plan', '-detailed-exitcode'], nothing)).toMatchObject({ status: 0 });
    expect(await user.terraform(['destroy', '-auto-approve'], nothing)).toMatchObject({ status: 0 });
    expect(user.cloud.queue.runs.map(({ status }) => status)).toEqual(['applied', 'planned_and_finished', 'applied']);
    expect(await lab().left()).toEqual([]);

    const places = (text: string): string[] =>
      [...user.traces()].filter(([, trace]) => trace.includes(text)).map(([where]) => where);
    // That of the public key shows that this is where a key would be.
    expect(places(publicKey.split(' ')[1] ?? publicKey)).not.toEqual([]);
    expect(places(privateKey.split('\n')[2] ?? privateKey)).toEqual([]);
    expect(user.cloud.unknown).toEqual([]);
  });
});
