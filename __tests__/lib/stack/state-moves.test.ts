import { TerraformStack } from 'cdktf';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CloudState, type StateBackendProps } from '../../../lib/stack/state-backend';
import { checkStateMove } from '../../../lib/stack/state-moves';
import { annotations, testApp } from '../../synth';

const CLOUD: CloudState = { type: 'cloud', organization: 'example' };
const INSTANCE = { attributes: {} };
const RESOURCES = [
  { mode: 'managed', instances: [INSTANCE, INSTANCE] },
  { mode: 'data', instances: [INSTANCE] },
];

describe('a project in which', () => {
  let project: string;
  let folder: string;
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'state-'));
    folder = join(project, 'cdktf.out', 'stacks', 'inbound-tcp');
  });
  afterEach(() => {
    rmSync(project, { recursive: true });
  });

  /** A state file beside cdktf.json. */
  function stateFile(content: unknown, name = 'terraform.inbound-tcp.tfstate'): void {
    writeFileSync(join(project, name), typeof content === 'string' ? content : JSON.stringify(content));
  }

  /** Terraform has worked in the folder with this backend. */
  function worked(backend: object): void {
    mkdirSync(join(folder, '.terraform'), { recursive: true });
    writeFileSync(join(folder, '.terraform', 'terraform.tfstate'), JSON.stringify({ version: 3, backend }));
  }

  function check(backend: StateBackendProps, environment: Record<string, string> = {}) {
    const stack = new TerraformStack(testApp(), 'inbound-tcp');
    checkStateMove(stack, { backend, folder, environment });
    return { warn: annotations(stack, 'warn'), info: annotations(stack, 'info') };
  }

  const SILENT = { warn: [], info: [] };
  const named = (name: string, more: object = {}) => ({
    type: 'cloud',
    config: { hostname: null, organization: 'example', workspaces: { name, tags: null }, ...more },
  });

  test('nothing was deployed: a local state has nothing to say', () => {
    expect(check({ type: 'local' })).toEqual(SILENT);
  });

  test('the state goes on where it is: nothing to say', () => {
    stateFile({ resources: RESOURCES });
    expect(check({ type: 'local' })).toEqual(SILENT);
    expect(check({ type: 'local', path: '../../../terraform.inbound-tcp.tfstate' })).toEqual(SILENT);
    worked({ type: 'local', config: {} });
    expect(check({ type: 'local' })).toEqual(SILENT);
  });

  test.each<[string, StateBackendProps, string]>([
    ['a workspace', CLOUD, 'organization example'],
    ['another file', { type: 'local', path: '../../../other.tfstate' }, '../../../other.tfstate'],
  ])('a state file lies, in a fresh clone: %s is refused', (_, backend, goal) => {
    stateFile({ resources: RESOURCES });
    expect(() => check(backend)).toThrow(
      `trafficMirroring.stateBackend leads to ${goal}, but terraform.inbound-tcp.tfstate holds 2 resources, ` +
        'which would be made a second time: move the state as docs/state.md, "Moving", says, or take the file away if it is of no use any more',
    );
  });

  test.each([
    ['has nothing in it any more', { resources: [] }],
    ['has only what was looked up', { resources: RESOURCES.slice(1) }],
    ['is no JSON', 'not JSON'],
    ['is that of another stack', undefined],
  ])('the state file %s: a workspace is not refused', (_, content) => {
    if (content === undefined) stateFile({ resources: RESOURCES }, 'terraform.other.tfstate');
    else stateFile(content);
    expect(check(CLOUD).warn).toEqual([]);
  });

  test('the state was in a file: a workspace is warned of, since cdktf would wait for an answer', () => {
    stateFile({ resources: RESOURCES });
    worked({ type: 'local', config: {} });
    expect(check(CLOUD).warn).toEqual([
      'the state was in a file so far, and cdktf cannot move it: see docs/state.md, "Moving"',
    ]);
  });

  test('the state was in a workspace: a file is warned of', () => {
    worked(named('inbound-tcp'));
    expect(check({ type: 'local' }).warn).toEqual([
      'the state was in a workspace so far, and cdktf cannot move it: see docs/state.md, "Moving"',
    ]);
  });

  test('the state was moved to a workspace: the file that is left is not minded', () => {
    stateFile({ resources: RESOURCES });
    worked(named('inbound-tcp'));
    expect(check(CLOUD)).toEqual(SILENT);
  });

  test.each<[string, CloudState, object, string, string]>([
    ['workspace', { ...CLOUD, workspace: 'new' }, {}, 'example/inbound-tcp', 'example/new'],
    ['organization', { ...CLOUD, organization: 'new' }, {}, 'example/inbound-tcp', 'new/inbound-tcp'],
  ])('another %s was used: it is warned of', (_, backend, more, was, is) => {
    worked(named('inbound-tcp', more));
    expect(check(backend).warn).toEqual([
      `the state was in app.terraform.io/${was} so far and is not moved to app.terraform.io/${is}: ` +
        'what is not there is made anew, see docs/state.md, "Moving"',
    ]);
  });

  test('another host was used: it is warned of', () => {
    worked(named('inbound-tcp', { hostname: 'tfe.example.com' }));
    expect(check(CLOUD).warn).toEqual([
      expect.stringContaining('in tfe.example.com/example/inbound-tcp so far and is not moved to app.terraform.io/'),
    ]);
    expect(check({ ...CLOUD, hostname: 'tfe.example.com' }).warn).toEqual([]);
  });

  test('tags choose: the one workspace must be clear, by TF_WORKSPACE or from before', () => {
    const tagged: CloudState = { ...CLOUD, tags: ['mirror', 'test'] };
    expect(check(tagged)).toEqual({
      warn: [
        'unless just one workspace has the tags mirror, test, Terraform asks for a name and cdktf waits for ever: ' +
          'set TF_WORKSPACE to the name of one that has them, or stateBackend.workspace instead of tags',
      ],
      info: [],
    });
    expect(check(tagged, { TF_WORKSPACE: 'one' })).toEqual(SILENT);
    worked({ type: 'cloud', config: { workspaces: { name: null, tags: ['mirror', 'test'] } } });
    expect(check(tagged).warn).toHaveLength(1);
    writeFileSync(join(folder, '.terraform', 'environment'), 'one');
    expect(check(tagged)).toEqual(SILENT);
  });

  test('TF_WORKSPACE names another workspace: refused; the same one, or beside a local state: not', () => {
    expect(() => check(CLOUD, { TF_WORKSPACE: 'other' })).toThrow(
      'trafficMirroring.stateBackend.workspace is "inbound-tcp", which TF_WORKSPACE must not contradict, got: "other"',
    );
    expect(check(CLOUD, { TF_WORKSPACE: 'inbound-tcp' }).warn).toEqual([]);
    expect(check({ type: 'local' }, { TF_WORKSPACE: 'other' })).toEqual(SILENT);
  });

  test('the workspace may be new: its execution mode is told of before it is made', () => {
    const info =
      "workspace mine, if it does not exist, is made in the organization's default execution mode, often remote, " +
      'and a run starts there at once: for another mode make it first, see docs/state.md';
    expect(check({ ...CLOUD, workspace: 'mine' })).toEqual({ warn: [], info: [info] });
    worked(named('mine'));
    expect(check({ ...CLOUD, workspace: 'mine' })).toEqual(SILENT);
  });
});
