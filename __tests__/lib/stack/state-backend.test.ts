import { TerraformStack } from 'cdktf';
import { addStateBackend, type StateBackendProps } from '../../../lib/stack/state-backend';
import { templateOf, testApp, type Template } from '../../synth';

const terraformOf = (props: StateBackendProps): Template['terraform'] => {
  const stack = new TerraformStack(testApp(), 'inbound-tcp');
  addStateBackend(stack, props);
  return templateOf(stack).terraform;
};

describe('local', () => {
  // CDKTF's implicit backend has an absolute path, which differs from machine to machine.
  test('the state is beside cdktf.json, by a relative path', () => {
    expect(terraformOf({ type: 'local' }).backend).toEqual({
      local: { path: '../../../terraform.inbound-tcp.tfstate' },
    });
  });

  test('the path can be chosen', () => {
    expect(terraformOf({ type: 'local', path: 'mine.tfstate' }).backend).toEqual({ local: { path: 'mine.tfstate' } });
  });

  test.each([
    ['', 'must not be empty; leave it out for the file beside cdktf.json'],
    [
      '/var/state/x.tfstate',
      'must be relative to cdktf.out/stacks/NAME, so that the JSON is the same on every machine, got: "/var/state/x.tfstate"',
    ],
  ])('the path must not be "%s"', (path, problem) => {
    expect(() => terraformOf({ type: 'local', path })).toThrow(new Error(`local state: path ${problem}`));
  });
});

describe('cloud', () => {
  const organization = 'example';

  test('the workspace has the name of the stack', () => {
    expect(terraformOf({ type: 'cloud', organization }).cloud).toEqual({
      organization,
      workspaces: { name: 'inbound-tcp' },
    });
  });

  test('the workspace, project and host name can be chosen', () => {
    expect(
      terraformOf({ type: 'cloud', organization, workspace: 'w', project: 'p', hostname: 'tfe.example.com' }).cloud,
    ).toEqual({ organization, hostname: 'tfe.example.com', workspaces: { name: 'w', project: 'p' } });
  });

  test('workspaces can be chosen by tags', () => {
    expect(terraformOf({ type: 'cloud', organization, tags: ['a', 'b'], project: 'p' }).cloud).toEqual({
      organization,
      workspaces: { tags: ['a', 'b'], project: 'p' },
    });
  });

  test('the organization must not be empty', () => {
    expect(() => terraformOf({ type: 'cloud', organization: '' })).toThrow(
      new Error('cloud state: organization must not be empty, got: ""'),
    );
  });

  test('the workspace is named or chosen by tags, not both', () => {
    expect(() => terraformOf({ type: 'cloud', organization, workspace: 'w', tags: ['a'] })).toThrow(
      new Error('cloud state: workspace must be left out when there are tags, got: "w"'),
    );
  });

  test.each(['tfe', 'localhost', 'localhost:8443', 'tfe.example.com:65535', 'tf-e.example.com', 'bücher.example'])(
    'the host name %s is taken, as Terraform takes it',
    (hostname) => {
      expect(terraformOf({ type: 'cloud', organization, hostname }).cloud).toMatchObject({ hostname });
    },
  );

  test.each([
    'https://tfe.example.com',
    '',
    'tfe.',
    '.example',
    '-tfe',
    'tfe:',
    'tfe:0',
    'tfe:65536',
    'a b',
    'tfe/app',
  ])('the host name "%s" is refused', (hostname) => {
    expect(() => terraformOf({ type: 'cloud', organization, hostname })).toThrow(
      new Error(`cloud state: hostname must be a host name such as tfe.example.com, got: "${hostname}"`),
    );
  });

  test('a wrong workspace is refused', () => {
    expect(() => terraformOf({ type: 'cloud', organization, workspace: 'a b' })).toThrow(
      new Error('cloud state: workspace must be of letters, digits, "_" and "-", got: "a b"'),
    );
  });

  test('there is no other backend beside it', () => {
    expect(terraformOf({ type: 'cloud', organization }).backend).toBeUndefined();
  });
});
