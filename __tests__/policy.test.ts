import { POLICIES } from './policy';
import { synth, type Template } from './synth';
import { VARIANT_NAMES, VARIANTS } from './variants';

const policy = (name: string): ((template: Template) => string[]) => {
  const found = POLICIES[name];
  if (found === undefined) throw new Error(`no policy "${name}"`);
  return found;
};

describe.each(VARIANT_NAMES)('%s:', (variant) => {
  const template = synth(VARIANTS[variant]);

  test.each(Object.keys(POLICIES))('%s', (name) => {
    expect(policy(name)(template)).toEqual([]);
  });
});

/** A copy of the default JSON with one thing wrong. */
function spoiled(path: string, value: unknown): Template {
  const copy = JSON.parse(JSON.stringify(synth())) as Template;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<Record<string, unknown>>(
    (node, key) => (node[key] ??= {}) as Record<string, unknown>,
    copy as unknown as Record<string, unknown>,
  );
  parent[last] = value;
  return copy;
}

// Each policy is shown what it is there for: one that lets everything pass would be worth nothing.
describe('a policy notices', () => {
  const RULE = 'resource.huaweicloud_networking_secgroup_rule.security_group_shared_ingress_ssh';
  const SERVER = 'resource.huaweicloud_compute_instance.ecs_test';
  const STEP = 'resource.null_resource.verification_prepare.provisioner.0.remote-exec';
  const OPEN = 'only egress is open to the world';
  const KEY = 'no private key but by its variable';
  const ONLY = 'the private key goes to connections only';
  const NONE = 'the private key is sensitive and ephemeral, and by default there is none';
  const PATH = 'no absolute path';

  test.each<[string, string, unknown]>([
    [OPEN, `${RULE}.remote_ip_prefix`, '0.0.0.0/0'],
    [OPEN, `${RULE}.remote_ip_prefix`, '::/0'],
    [OPEN, `${RULE}.remote_ip_prefix`, undefined],
    [OPEN, `${RULE}.remote_ip_prefix`, '${var.other}'],
    [OPEN, `${RULE}.remote_group_id`, '${huaweicloud_networking_secgroup.security_group_shared.id}'],
    ['no variable that opens a group has a default', 'variable.trusted_cidr.default', '0.0.0.0/0'],
    [KEY, `${STEP}.connection.private_key`, 'secret'],
    [KEY, `${STEP}.connection.bastion_private_key`, '${file("key")}'],
    [KEY, `${SERVER}.user_data`, ['-----BEGIN', 'OPENSSH', 'PRIVATE', 'KEY-----'].join(' ')],
    [ONLY, 'output.key.value', '${var.ssh_private_key}'],
    [ONLY, 'output.key.value', '${local.ssh_private_key_text}'],
    [ONLY, 'resource.null_resource.verification_prepare.triggers.key', '${sha1(var.ssh_private_key)}'],
    [ONLY, `${STEP}.connection.agent`, '${var.ssh_private_key}'],
    [ONLY, 'variable.ssh_private_key.validation.0.error_message', '${var.ssh_private_key}'],
    [NONE, 'variable.ssh_private_key.sensitive', false],
    [NONE, 'variable.ssh_private_key.ephemeral', undefined],
    [NONE, 'variable.ssh_private_key.default', ''],
    ['no credential', 'provider.huaweicloud.0.access_key', 'x'],
    ['no credential', 'provider.huaweicloud.0.secret_key', '${var.x}'],
    ['no credential', 'provider.huaweicloud.0.security_token', 'x'],
    ['no credential', 'provider.huaweicloud.0.assume_role.0.agency_name', 'x'],
    ['no credential', `${STEP}.connection.password`, 'x'],
    ['no credential', `${SERVER}.admin_pass`, 'x'],
    ['no credential', 'terraform.cloud.token', 'x'],
    [PATH, 'terraform.backend.local.path', '/var/state/terraform.tfstate'],
    [PATH, 'terraform.backend.local.path', 'C:\\state'],
    [PATH, 'terraform.backend.local.path', '~/state'],
    [PATH, `${SERVER}.name`, `in ${process.cwd()}`],
    [PATH, `${STEP}.inline.0`, `cat ${process.cwd()}/secret`],
    ['no file that Terraform would have to read on this machine', `${SERVER}.user_data`, '${file("x")}'],
    ['no URL', `${SERVER}.user_data`, 'curl https://example.com'],
    [
      'no host of a provider registry',
      'terraform.required_providers.huaweicloud.source',
      'registry.example.com/huaweicloud/huaweicloud',
    ],
  ])('%s: %s = %j', (name, path, value) => {
    expect(policy(name)(spoiled(path, value))).toHaveLength(1);
  });
});
