import { CloudBackend, LocalBackend, NamedCloudWorkspace, TaggedCloudWorkspaces, type TerraformStack } from 'cdktf';
import { type Problem, throwProblems } from '../values/input-error';
import { checkWorkspace } from '../values/name';
import { checkNotEmpty } from '../values/text';
import { checkHostname } from '../values/places';
import { shown } from '../values/shown';
import { checkStatePath } from '../values/state-path';

/** A state file beside `cdktf.json`, or wherever `path` says. */
export interface LocalState {
  readonly type: 'local';
  /** Relative to the stack's folder, `cdktf.out/stacks/NAME`. @default - `terraform.NAME.tfstate` beside cdktf.json */
  readonly path?: string;
}

/** HCP Terraform (Terraform Cloud) or Terraform Enterprise. */
export interface CloudState {
  readonly type: 'cloud';
  readonly organization: string;
  /** Name of the workspace. @default - the stack's name, if there are no tags either */
  readonly workspace?: string;
  /** Chooses among workspaces by tags instead of by name. */
  readonly tags?: readonly string[];
  /** Project that a new workspace is made in. */
  readonly project?: string;
  /** @default - app.terraform.io */
  readonly hostname?: string;
}

export type StateBackendProps = LocalState | CloudState;

/**
 * Gives `stack` an explicit backend. CDKTF's implicit one writes the absolute path of this machine's folder into the
 * JSON, which would then differ from machine to machine.
 *
 * @throws InputError if the path of a state file is absolute or empty, the organization is empty, the host name or the
 * workspace's name is none, or the workspace is both named and chosen by tags
 */
export function addStateBackend(stack: TerraformStack, props: StateBackendProps): void {
  const name = stack.node.id;
  if (props.type === 'local') {
    throwProblems('local state', { path: props.path === undefined ? undefined : checkStatePath(props.path) });
    new LocalBackend(stack, { path: localStatePath(name, props) });
    return;
  }
  throwProblems('cloud state', {
    organization: checkNotEmpty(props.organization),
    workspace: props.workspace === undefined ? undefined : checkOnlyWorkspace(props.workspace, props.tags),
    hostname: props.hostname === undefined ? undefined : checkHostname(props.hostname),
  });
  const workspaces =
    props.tags === undefined
      ? new NamedCloudWorkspace(props.workspace ?? name, props.project)
      : new TaggedCloudWorkspaces([...props.tags], props.project);
  new CloudBackend(stack, {
    organization: props.organization,
    hostname: props.hostname,
    workspaces,
  });
}

/** The state file of a stack, relative to its folder. */
export function localStatePath(name: string, { path }: LocalState): string {
  // Three levels up from cdktf.out/stacks/NAME: where CDKTF itself would keep it, and safe from a cleaned cdktf.out.
  return path ?? `../../../terraform.${name}.tfstate`;
}

function checkOnlyWorkspace(name: string, tags: readonly string[] | undefined): Problem {
  return tags === undefined ? checkWorkspace(name) : `must be left out when there are tags, got: ${shown(name)}`;
}
