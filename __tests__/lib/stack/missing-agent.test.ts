import { tellOfMissingAgent } from '../../../lib/stack/missing-agent';
import { parseSettings, type SettingsInput } from '../../../lib/settings/settings';
import { annotations, stackOf } from '../../synth';

function said(environment: NodeJS.ProcessEnv, settings: SettingsInput = {}, platform: NodeJS.Platform = 'linux') {
  const stack = stackOf(settings);
  tellOfMissingAgent(stack, parseSettings(settings).stateBackend, { platform, environment });
  return annotations(stack, 'info');
}

const SENTENCE = /^there is no ssh-agent here \(SSH_AUTH_SOCK is not set\): before a deploy, start one with /;

test.each([[{}], [{ SSH_AUTH_SOCK: '' }]])(
  'GIVEN neither an agent nor a key, %j THEN it is said before a deploy',
  (env) => {
    expect(said(env)).toEqual([expect.stringMatching(SENTENCE)]);
  },
);

test.each([[{ SSH_AUTH_SOCK: '/tmp/agent' }], [{ TF_VAR_ssh_private_key: 'text' }]])(
  'GIVEN %j THEN there is nothing to say',
  (env) => {
    expect(said(env)).toEqual([]);
  },
);

test.each<[string, SettingsInput, NodeJS.Platform]>([
  ['Terraform may run elsewhere', { stateBackend: { type: 'cloud', organization: 'mine' } }, 'linux'],
  ['agents are found otherwise', {}, 'win32'],
])('GIVEN that %s THEN there is nothing to say', (_, settings, platform) => {
  expect(said({}, settings, platform)).toEqual([]);
});
