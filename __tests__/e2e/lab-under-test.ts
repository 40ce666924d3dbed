import { dirname } from 'node:path';
import { internet } from '../../lab/addresses/lab-internet';
import { keepTransforms } from '../../lab/cli/quick-start';
import { operatorEnvironment } from '../../lab/cli/operator-place';
import { startLab, whatIsLeft, type Lab } from '../../lab/lab';
import { type Scenario, type SettingsInput } from '../../lib/settings/settings';
import { describeUnless, missingForFabric, missingTool } from '../needs';
import { hostState, livingAfter, sleep, together, treeBelow, type ProcessTree } from '../process-tree';
import { Deployment } from './deployment';
import { stackJson, type Edit } from './stack-json';

/** Why no stack can be deployed here; undefined when one can. */
export const missing = missingForFabric(['terraform']);

/** A lab in this process, and what is deployed to it. */
export class LabUnderTest {
  private readonly deployments: Deployment[] = [];
  private readonly seen: ProcessTree[] = [];

  private constructor(
    readonly lab: Lab,
    readonly problems: readonly string[],
    private readonly host: ReturnType<typeof hostState>,
  ) {}

  static async start({ customer = false }: Pick<LabTests, 'customer'> = {}): Promise<LabUnderTest> {
    const host = hostState();
    const problems: string[] = [];
    const lab = await startLab({ customer, onProblem: ({ message }) => void problems.push(message) });
    keepTransforms(lab.fabric.operator.path(dirname(lab.agentSocket)));
    return new LabUnderTest(lab, problems, host);
  }

  /** The stack of these settings, broken by `edits`; nothing is deployed yet. */
  deployment(settings: SettingsInput | SettingsInput<Scenario> = {}, edits: readonly Edit[] = []): Deployment {
    const json = edits.reduce((edited, edit) => edit(edited), stackJson(settings));
    const deployment = new Deployment(this.lab.fabric.operator, this.environment(), json);
    this.deployments.push(deployment);
    return deployment;
  }

  /** How cdktf and Terraform in the operator's place reach the lab. */
  environment(): NodeJS.ProcessEnv {
    const { fabric, agentSocket, publicKey, reattach } = this.lab;
    const place = { operatorPid: fabric.operator.pid, agentSocket, publicKey, reattach };
    return operatorEnvironment({ pid: process.pid, started: '', ...place }, internet.operator);
  }

  /** Calls the region's API; `{p}` stands for the project. */
  async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const url = `http://127.0.0.1:9191${path.replaceAll('{p}', this.lab.region.settings.projectId)}`;
    const data = body === undefined ? [] : ['-H', 'content-type: application/json', '-d', JSON.stringify(body)];
    const { status, stdout, stderr } = await this.lab.fabric.operator.run([
      ...['curl', '-sS', '--fail-with-body', '-X', method, ...data, url],
    ]);
    if (status !== 0) throw new Error(`${method} ${path}: ${stderr}${stdout}`);
    return stdout === '' ? undefined : JSON.parse(stdout);
  }

  /** Resolves when the region, and with it the fabric, has a server in a status such as `SHUTOFF`. */
  async serverIs(id: string, status: string): Promise<void> {
    const deadline = Date.now() + 10_000;
    while (Date.now() < deadline) {
      const { server } = (await this.call('GET', `/ecs/v1/{p}/cloudservers/${id}`)) as { server: { status: string } };
      if (server.status === status) return;
      await sleep(50);
    }
    throw new Error(`server ${id} is not ${status} after 10 s`);
  }

  /** The id of a server, by its name. */
  serverId(name: string): string {
    const server = this.lab.region.topology().servers.find((each) => each.name === name);
    if (server === undefined) throw new Error(`no server ${name}`);
    return server.id;
  }

  /** The first EIP. */
  eip(): string {
    const [eip] = this.lab.region.topology().eips;
    if (eip === undefined) throw new Error('there is no EIP');
    return eip.address;
  }

  /** What is in the region and in the kernel, in words: nothing after a destroy. */
  left(): Promise<readonly string[]> {
    this.seen.push(treeBelow(process.pid));
    return whatIsLeft(this.lab);
  }

  /** Destroys what a test has left, so that the next one starts with an empty region. */
  async reset(): Promise<void> {
    for (const deployment of this.deployments.splice(0)) {
      if ((await this.left()).length > 0) await deployment.destroy();
      deployment.remove();
    }
  }

  /** Takes the lab down and says what of it is left on this machine. */
  async close(): Promise<{ readonly alive: readonly string[]; readonly hostIsAsBefore: boolean }> {
    await this.reset();
    const before = treeBelow(process.pid);
    await this.lab.close();
    const alive = await livingAfter(together([...this.seen, before]), 10_000);
    return { alive, hostIsAsBefore: JSON.stringify(hostState()) === JSON.stringify(this.host) };
  }
}

export interface LabTests {
  /** Whether each test starts with an empty region, or with what the one before has left. @default true */
  readonly emptied?: boolean;
  /** What the tests run beside Terraform. */
  readonly tools?: readonly string[];
  /** Whether somebody has servers in the region before any stack. @default false */
  readonly customer?: boolean;
}

/** Tests against one lab, one after the other; the last looks for what the lab has left. */
export function describeWithLab(
  name: string,
  body: (lab: () => LabUnderTest) => void,
  { emptied = true, tools = [], customer = false }: LabTests = {},
): void {
  describeUnless(missing ?? missingTool(tools), name, () => {
    let lab: LabUnderTest | undefined;
    const current = (): LabUnderTest => {
      if (lab === undefined) throw new Error('the lab did not start');
      return lab;
    };
    beforeAll(async () => {
      lab = await LabUnderTest.start({ customer });
    });
    if (emptied) afterEach(() => lab?.reset());
    // For a run of single tests, which leaves the last one out.
    afterAll(() => lab?.lab.close());

    body(current);

    test('GIVEN all this WHEN the lab is closed THEN no process, namespace, mount or interface of it is left', async () => {
      expect(await current().close()).toEqual({ alive: [], hostIsAsBefore: true });
      expect(current().problems).toEqual([]);
    });
  });
}
