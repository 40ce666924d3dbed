/** What Terraform would do, as `terraform show -json` says it. */
import { ReviewError } from '../review-error';
import { driftedIn } from './drift';
import { isBlock, listAt, parseObject, textAt, type Block } from '../stack/template';

export type ChangeKind = 'create' | 'update' | 'replace' | 'destroy' | 'forget';

export interface Change {
  readonly address: string;
  readonly type: string;
  /** Its own name where it has one; else the address. */
  readonly name: string;
  readonly kind: ChangeKind;
  /** Why, in words; empty where Terraform gives no reason beside the attributes. */
  readonly reason: string;
  readonly attributes: readonly AttributeChange[];
}

export interface AttributeChange {
  readonly path: string;
  /** In words; `(secret)` where the plan marks it. */
  readonly before: string;
  readonly after: string;
  /** Whether this is what makes Terraform replace the resource. */
  readonly forcesReplacement: boolean;
}

export interface Plan {
  readonly changes: readonly Change[];
  /** Whatever stays as it is, too: attributes before and after, by address. */
  readonly resources: readonly PlannedResource[];
  /** Values of variables that are not secret, as texts. */
  readonly variables: Readonly<Record<string, string>>;
  /** What someone changed outside of Terraform, as far as the plan has to do with it: addresses. */
  readonly drifted: readonly string[];
}

export interface PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly before: Block | undefined;
  readonly after: Block | undefined;
}

/**
 * @param secrets names of variables whose values must not be shown
 * @throws ReviewError if the text is not what `terraform show -json` prints of a plan
 */
export function parsePlan(text: string, file: string, secrets: readonly string[] = []): Plan {
  const value = parseObject(text, file);
  if (!Array.isArray(value['resource_changes']) && !('planned_values' in value)) {
    throw new ReviewError(
      `${file} must be what terraform show -json prints of a plan, got: JSON without "resource_changes"`,
    );
  }
  const all = listAt(value, 'resource_changes')
    .filter(isBlock)
    .filter((change) => change['mode'] !== 'data');
  return {
    changes: all.flatMap(changeOf).sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)),
    resources: all.map((change) => ({
      address: textAt(change, 'address'),
      type: textAt(change, 'type'),
      before: blockOf(change, 'before'),
      after: blockOf(change, 'after'),
    })),
    variables: variablesOf(value['variables'], secrets),
    drifted: driftedIn(value),
  };
}

/** What a reviewer must see first stands first. */
const ORDER: readonly ChangeKind[] = ['destroy', 'replace', 'forget', 'update', 'create'];

function blockOf(change: Block, key: string): Block | undefined {
  const { change: inner } = change;
  const value = isBlock(inner) ? inner[key] : undefined;
  return isBlock(value) ? value : undefined;
}

function changeOf(entry: Block): Change[] {
  const change = isBlock(entry['change']) ? entry['change'] : {};
  const kind = kindOf(listAt(change, 'actions').map(String));
  if (kind === undefined) return [];
  const address = textAt(entry, 'address');
  const before = isBlock(change['before']) ? change['before'] : {};
  const after = isBlock(change['after']) ? change['after'] : {};
  return [
    {
      address,
      type: textAt(entry, 'type'),
      name: textAt(after, 'name') || textAt(before, 'name') || address,
      kind,
      reason: REASONS[textAt(entry, 'action_reason')] ?? '',
      attributes: kind === 'update' || kind === 'replace' ? attributesOf(change, before, after) : [],
    },
  ];
}

function kindOf(actions: readonly string[]): ChangeKind | undefined {
  if (actions.includes('create') && actions.includes('delete')) return 'replace';
  const kinds: Readonly<Record<string, ChangeKind>> = {
    create: 'create',
    update: 'update',
    delete: 'destroy',
    forget: 'forget',
  };
  return kinds[actions[0] ?? ''];
}

/** Terraform's documentation, "JSON Output Format", action_reason. */
const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: 'its creation, or a provisioner of it, failed before',
  replace_because_cannot_update: 'it cannot be changed in place',
  replace_by_request: 'asked for with -replace',
  replace_by_triggers: 'something that it is tied to changes',
  delete_because_no_resource_config: 'it is no longer in the stack',
  delete_because_no_module: 'its module is no longer in the stack',
  delete_because_wrong_repetition: 'it is repeated in another way',
  delete_because_count_index: 'there are fewer of it',
  delete_because_each_key: 'its key is no longer in for_each',
  delete_because_no_move_target: 'what it was moved to is not in the stack',
};

function attributesOf(change: Block, before: Block, after: Block): AttributeChange[] {
  const unknown = isBlock(change['after_unknown']) ? change['after_unknown'] : {};
  const forcing = new Set(listAt(change, 'replace_paths').map((path) => String(Array.isArray(path) ? path[0] : path)));
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(unknown)])].sort();
  return keys.flatMap((path) => {
    const isUnknown = unknown[path] === true;
    const hasChanged = JSON.stringify(before[path] ?? null) !== JSON.stringify(after[path] ?? null);
    if (!hasChanged && !forcing.has(path)) return [];
    // What only follows from a replacement, such as a new id, is no reason to look at.
    if (isUnknown && !forcing.has(path) && before[path] !== undefined && isComputed(path)) return [];
    const shown = (value: unknown, marks: unknown): string =>
      isMarked(marks, path) ? '(secret)' : value === undefined || value === null ? 'not set' : short(value);
    return [
      {
        path,
        before: shown(before[path], change['before_sensitive']),
        after: isUnknown ? 'known after apply' : shown(after[path], change['after_sensitive']),
        forcesReplacement: forcing.has(path),
      },
    ];
  });
}

function isComputed(path: string): boolean {
  return /^(id|status|created_at|updated_at|created|updated|.*_id|.*_ids|network|address|public_ip|access_ip_v\d|volume_attached|rules|.*_rules)$/.test(
    path,
  );
}

/** Wherever in the attribute the mark is: the whole of it is not shown. */
function isMarked(marks: unknown, path: string): boolean {
  const mark = isBlock(marks) ? marks[path] : marks;
  return mark === true || (typeof mark === 'object' && mark !== null && JSON.stringify(mark).includes('true'));
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}

function variablesOf(value: unknown, secrets: readonly string[]): Record<string, string> {
  if (!isBlock(value)) return {};
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, variable]) => !secrets.includes(name) && isBlock(variable) && 'value' in variable)
      .map(([name, variable]) => [name, short(isBlock(variable) ? (variable['value'] ?? '') : '')]),
  );
}
