import { callersPath, terraformConfiguration, withoutSecrets } from '../../../lab/cli/caller';

describe('paths as the user gave them', () => {
  const npm = { npm_lifecycle_event: 'lab', INIT_CWD: '/home/me/project/docs' };

  test('GIVEN npm has changed the directory THEN a path is relative to where the user was', () => {
    expect(callersPath('mine.json', npm)).toBe('/home/me/project/docs/mine.json');
    expect(callersPath('/etc/mine.json', npm)).toBe('/etc/mine.json');
  });

  test('GIVEN another script of npm’s has started a test that starts the lab THEN its directory counts', () => {
    expect(callersPath('mine.json', { ...npm, npm_lifecycle_event: 'test' })).toBe(`${process.cwd()}/mine.json`);
    expect(callersPath('mine.json', {})).toBe(`${process.cwd()}/mine.json`);
  });

  test('Terraform’s configuration can be found from any folder', () => {
    expect(terraformConfiguration({ ...npm, TF_CLI_CONFIG_FILE: '../terraform.rc' })).toEqual({
      TF_CLI_CONFIG_FILE: '/home/me/project/terraform.rc',
    });
    expect(terraformConfiguration({ ...npm, TF_CLI_CONFIG_FILE: '' })).toEqual({});
    expect(terraformConfiguration(npm)).toEqual({});
  });
});

test('what outlives the run gets no credential and no Terraform variable', () => {
  const secrets = {
    TF_VAR_ssh_private_key: 'k',
    TF_TOKEN_app_terraform_io: 't',
    HW_SECRET_KEY: 's',
    HW_ACCESS_KEY: 'a',
    OS_SECRET_KEY: 's',
  };
  expect(withoutSecrets({ ...secrets, PATH: '/bin', TF_LOG: 'info' })).toEqual({ PATH: '/bin', TF_LOG: 'info' });
});
