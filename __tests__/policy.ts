import { type Block, type Template } from './synth';

interface Leaf {
  /** Keys from the root, such as `resource.null_resource.x.provisioner.0.remote-exec.connection.user`. */
  readonly path: string;
  readonly key: string;
  readonly value: string;
}

/** What a stack must never have in its JSON, whatever its settings: each policy gives the paths that break it. */
export const POLICIES: Readonly<Record<string, (template: Template) => string[]>> = {
  'only egress is open to the world': (template) =>
    Object.entries(template.resource['huaweicloud_networking_secgroup_rule'] ?? {})
      .filter(([, rule]) => rule['direction'] !== 'egress' && !hasNarrowPeer(rule))
      .map(([name]) => name),

  'no variable that opens a group has a default': ({ variable }) =>
    Object.keys(variable).filter((name) => name.endsWith('_cidr') && 'default' in (variable[name] ?? {})),

  'no private key but by its variable': (template) =>
    paths(template, ({ key, value }) =>
      key.endsWith('private_key') ? value !== PRIVATE_KEY : /-----BEGIN|PRIVATE KEY/.test(value),
    ),

  'the private key goes to connections only': (template) =>
    paths(
      template,
      ({ path, key, value }) =>
        /(var|local)\.ssh_private_key/.test(value) &&
        !key.endsWith('private_key') &&
        // Whether there is one, what is wrong with it, and the same without blanks.
        !(key === 'agent' && value === '${var.ssh_private_key == null}') &&
        !/^(variable\.ssh_private_key\.validation\.\d+\.condition|locals\.ssh_private_key_text)$/.test(path),
    ),

  'the private key is sensitive and ephemeral, and by default there is none': ({ variable }) =>
    Object.entries(variable)
      .filter(([name]) => name === 'ssh_private_key')
      .filter(
        ([, { sensitive, ephemeral, default: none }]) => sensitive !== true || ephemeral !== true || none !== null,
      )
      .map(([name]) => name),

  'no credential': (template) =>
    paths(template, ({ path }) =>
      /(^|\.)(access_key|secret_key|(security_|auth_)?token|password|admin_pass|user_name|shared_config_file|profile|assume_role)(\.|$)/.test(
        path,
      ),
    ),

  'no absolute path': (template) =>
    paths(
      template,
      ({ key, path, value }) =>
        value.includes(process.cwd()) ||
        (!isScript(path) && key !== 'description' && /(^|[\s"'=(])(\/[A-Za-z]|[A-Za-z]:\\|~\/)/.test(value)),
    ),

  'no file that Terraform would have to read on this machine': (template) =>
    paths(
      template,
      ({ path, value }) => !isScript(path) && /\b(file|filebase64|templatefile|pathexpand)\(/.test(value),
    ),

  'no URL': (template) => paths(template, ({ path, value }) => !isScript(path) && /\w+:\/\//.test(value)),

  'no host of a provider registry': ({ terraform }) =>
    Object.entries(terraform.required_providers)
      .filter(([, { source }]) => !/^([\w-]+\/)?[\w-]+$/.test(String(source)))
      .map(([name]) => name),
};

const PRIVATE_KEY = '${local.ssh_private_key_text}';

/** A group, one block that is not everything, or the variable that has to be chosen by hand. */
function hasNarrowPeer({ remote_group_id: group, remote_ip_prefix: block }: Block): boolean {
  if (group !== undefined) return block === undefined;
  return block === '${var.trusted_cidr}' || (typeof block === 'string' && /^[0-9a-f.:]+\/(?!0$)\d+$/.test(block));
}

/** The servers' scripts name the servers' own files, and the proxy on ECS-test. */
function isScript(path: string): boolean {
  return /\.inline\.\d+$/.test(path);
}

function paths(template: Template, breaks: (leaf: Leaf) => boolean): string[] {
  return leaves(template)
    .filter(breaks)
    .map(({ path }) => path);
}

function leaves(node: unknown, path: readonly string[] = []): Leaf[] {
  if (typeof node !== 'object' || node === null) {
    return [{ path: path.join('.'), key: path.findLast((part) => !/^\d+$/.test(part)) ?? '', value: String(node) }];
  }
  return Object.entries(node).flatMap(([key, value]) => leaves(value, [...path, key]));
}
