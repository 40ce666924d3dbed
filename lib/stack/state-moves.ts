import { Annotations, type TerraformStack } from 'cdktf';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { formatPath, SettingsError } from '../settings/problems';
import { shown } from '../values/shown';
import { type CloudState, localStatePath, type StateBackendProps } from './state-backend';

interface StateMoveProps {
  readonly backend: StateBackendProps;
  /** Where cdktf writes the stack and Terraform works: `cdktf.out/stacks/NAME`, which need not exist. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What Terraform remembers of its last initialization in a folder, in `.terraform/terraform.tfstate`. */
interface Remembered {
  readonly type?: string;
  readonly config?: {
    readonly hostname?: string | null;
    readonly organization?: string | null;
    readonly workspaces?: { readonly name?: string | null } | null;
  };
}

const PAGE = 'docs/state.md, "Moving"';

/**
 * Says, at synth, where Terraform would start from an empty state without a word, or cdktf would wait for an answer that
 * nobody can give: a state that is moved, tags that no workspace or several have, TF_WORKSPACE beside a name.
 *
 * @throws SettingsError if all that the local state file holds would be made a second time, or if TF_WORKSPACE names
 * another workspace than the settings
 */
export function checkStateMove(stack: TerraformStack, props: StateMoveProps): void {
  const name = stack.node.id;
  const before = remembered(props.folder);
  refuseSecondSet(name, props, before);
  if (props.backend.type === 'cloud') refuseTwoNames(name, props.backend, props.environment['TF_WORKSPACE']);
  const annotations = Annotations.of(stack);
  for (const warning of warnings(name, props, before)) annotations.addWarning(warning);
  const { backend } = props;
  if (before === undefined && backend.type === 'cloud' && backend.tags === undefined) {
    annotations.addInfo(
      `workspace ${backend.workspace ?? name}, if it does not exist, is made in the organization's default execution mode, ` +
        'often remote, and a run starts there at once: for another mode make it first, see docs/state.md',
    );
  }
}

/** In a folder that Terraform has never worked in, it does not know where the state was, and asks nothing. */
function refuseSecondSet(name: string, { backend, folder }: StateMoveProps, before: Remembered | undefined): void {
  const file = resolve(folder, localStatePath(name, { type: 'local' }));
  const goesOn = backend.type === 'local' && resolve(folder, localStatePath(name, backend)) === file;
  if (before !== undefined || goesOn) return;
  const count = resourcesIn(file);
  if (count === 0) return;
  const goal = backend.type === 'local' ? (backend.path ?? '') : `organization ${backend.organization}`;
  throw new SettingsError([
    `${formatPath(['stateBackend'])} leads to ${goal}, but ${relative(resolve(folder, '../../..'), file)} holds ` +
      `${count} ${count === 1 ? 'resource' : 'resources'}, which would be made a second time: move the state as ${PAGE}, ` +
      'says, or take the file away if it is of no use any more',
  ]);
}

/** Terraform refuses it too, but its first words are of a host name. */
function refuseTwoNames(name: string, { workspace, tags }: CloudState, given: string | undefined): void {
  const own = workspace ?? name;
  if (tags !== undefined || given === undefined || given === own) return;
  throw new SettingsError([
    `${formatPath(['stateBackend', 'workspace'])} is ${shown(own)}, which TF_WORKSPACE must not contradict, got: ${shown(given)}`,
  ]);
}

function warnings(name: string, { backend, folder, environment }: StateMoveProps, before?: Remembered): string[] {
  if (before !== undefined && (before.type === 'cloud') !== (backend.type === 'cloud')) {
    return [
      `the state was ${before.type === 'cloud' ? 'in a workspace' : 'in a file'} so far, and cdktf cannot move it: see ${PAGE}`,
    ];
  }
  if (backend.type !== 'cloud') return [];
  const found: string[] = [];
  const [was, is] = [
    placeOf(before?.config ?? {}),
    placeOf({ ...backend, workspaces: { name: backend.workspace ?? name } }),
  ];
  if (backend.tags === undefined && was !== undefined && was !== is) {
    found.push(
      `the state was in ${was} so far and is not moved to ${is ?? ''}: what is not there is made anew, see ${PAGE}`,
    );
  }
  const chosen = environment['TF_WORKSPACE'] !== undefined || existsSync(join(folder, '.terraform', 'environment'));
  if (backend.tags !== undefined && !chosen) {
    found.push(
      `unless just one workspace has the tags ${backend.tags.join(', ')}, Terraform asks for a name and cdktf waits for ever: ` +
        'set TF_WORKSPACE to the name of one that has them, or stateBackend.workspace instead of tags',
    );
  }
  return found;
}

/** Host, organization and workspace; undefined where Terraform did not work with one workspace by its name. */
function placeOf({ hostname, organization, workspaces }: NonNullable<Remembered['config']>): string | undefined {
  const workspace = workspaces?.name ?? undefined;
  return workspace && `${hostname ?? 'app.terraform.io'}/${organization ?? ''}/${workspace}`;
}

function remembered(folder: string): Remembered | undefined {
  return (readJson(join(folder, '.terraform', 'terraform.tfstate')) as { backend?: Remembered } | undefined)?.backend;
}

function resourcesIn(file: string): number {
  const state = readJson(file) as { resources?: { mode?: string; instances?: unknown[] }[] } | undefined;
  const owned = state?.resources?.filter(({ mode }) => mode === 'managed') ?? [];
  return owned.reduce((count, { instances }) => count + (instances?.length ?? 0), 0);
}

/** What cannot be read is left to Terraform, which says what is wrong with it. */
function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
