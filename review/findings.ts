/** What a reviewer must not miss, the gravest first. */
import { openings } from './exposure';
import { guideDifferences, type Difference } from './guide';
import { filterChanges } from './plan/filter-order';
import { type Change, type Plan } from './plan/plan';
import { type Stack } from './stack/model';

export type Gravity = 'danger' | 'warning' | 'note';

export interface Finding {
  readonly gravity: Gravity;
  readonly sentence: string;
  /** What belongs to it, line by line. */
  readonly details: readonly string[];
}

export interface Reviewed {
  readonly stack: Stack;
  readonly warnings: readonly string[];
  readonly differences: readonly Difference[] | undefined;
  readonly plan: Plan | undefined;
}

/** @param warnings what synth warned of */
export function reviewed(stack: Stack, warnings: readonly string[], plan?: Plan): Reviewed {
  return {
    stack,
    // The page tells of such rules itself, for every filter.
    warnings: warnings.filter((warning) => !warning.includes('can never decide, because')),
    differences: guideDifferences(stack),
    plan,
  };
}

export function findingsOf(reviewed: Reviewed): Finding[] {
  const found = [
    ...exposureFindings(reviewed),
    ...planFindings(reviewed),
    ...reviewed.warnings.map((sentence) => finding('warning', sentence)),
    ...mirrorFindings(reviewed.stack),
    ...guideFindings(reviewed),
  ];
  const gravities: readonly Gravity[] = ['danger', 'warning', 'note'];
  return gravities.flatMap((gravity) => found.filter((one) => one.gravity === gravity));
}

function finding(gravity: Gravity, sentence: string, details: readonly string[] = []): Finding {
  return { gravity, sentence, details };
}

function exposureFindings({ stack, plan }: Reviewed): Finding[] {
  const reachable = stack.elasticIps.flatMap(({ name, server }) => {
    const bound = stack.servers.find(({ address }) => address === server);
    return bound === undefined ? [] : [{ name, bound }];
  });
  return openings(stack, plan?.variables).map(({ group, rule, to }) => {
    const servers = stack.groups
      .filter(({ name }) => name === group)
      .flatMap(({ address }) => reachable.filter(({ bound }) => bound.groups.includes(address)))
      .map(({ name, bound }) => `${bound.name} has ${name}`);
    const which = rule.peer.kind === 'variable' ? `${to}, as the plan's ${rule.peer.text} says` : to;
    const reach = servers.length > 0 ? `: ${servers.join(', ')}` : ', though no server of it has an EIP of this stack';
    return finding(
      'danger',
      `security group ${group} lets ${rule.traffic === 'all' ? 'everything' : rule.traffic} in from ${which}${reach}`,
    );
  });
}

function planFindings({ stack, plan }: Reviewed): Finding[] {
  if (plan === undefined) return [];
  const of = (kind: Change['kind']): Change[] => plan.changes.filter((change) => change.kind === kind);
  // The verification is made anew whenever it has something to prove.
  const isLasting = ({ type }: Change): boolean => type !== 'null_resource';
  return [
    ...of('replace')
      .filter(isLasting)
      .map((change) => finding(isData(change) ? 'danger' : 'warning', replaced(change))),
    ...destroyed(of('destroy').filter(isLasting)),
    ...filterChanges(stack.filters, plan).map(({ filter, before, after, isOrder }) =>
      finding(
        'warning',
        isOrder
          ? `mirror filter ${filter} decides in another order`
          : `mirror filter ${filter} decides otherwise than before`,
        [...before.map((rule) => `before: ${rule}`), ...after.map((rule) => `after: ${rule}`)],
      ),
    ),
    ...plan.drifted.map((address) => finding('warning', `${address} was changed outside of Terraform`)),
  ];
}

/** What holds something that is gone when the resource is. */
function isData({ type }: Change): boolean {
  return type === 'huaweicloud_compute_instance' || type === 'huaweicloud_vpc_eip';
}

function replaced({ name, type, reason, attributes }: Change): string {
  const forcing = attributes.filter(({ forcesReplacement }) => forcesReplacement);
  const why =
    forcing.map(({ path, before, after }) => `${path} changes from ${before} to ${after}`).join(', ') || reason;
  const loss: Readonly<Record<string, string>> = {
    huaweicloud_compute_instance: ': its disk is lost',
    huaweicloud_vpc_eip: ': its address is lost',
  };
  return `${name} is destroyed and made anew${loss[type] ?? ''}${why === '' ? '' : ` (${why})`}`;
}

function destroyed(changes: readonly Change[]): Finding[] {
  const grave = changes.filter(isData);
  const others = changes.filter((change) => !isData(change));
  return [
    ...grave.map(({ name, reason }) => finding('danger', `${name} is destroyed${reason === '' ? '' : ` (${reason})`}`)),
    ...(others.length === 0
      ? []
      : [
          finding(
            'warning',
            `${others.length} more ${others.length === 1 ? 'resource is' : 'resources are'} destroyed`,
            others.map(({ address }) => address),
          ),
        ]),
  ];
}

function mirrorFindings({ filters, sessions, isVerified }: Stack): Finding[] {
  const never = filters.flatMap((filter) =>
    filter.rules
      .filter(({ coveredBy }) => coveredBy !== undefined)
      .map(({ direction, priority, coveredBy }) =>
        finding(
          'warning',
          `mirror filter ${filter.name}: ${direction === 'ingress' ? 'inbound' : 'outbound'} rule ${priority} never decides, because rule ${coveredBy ?? ''} comes first and matches all that it matches`,
        ),
      ),
  );
  const idle = sessions.filter(({ isEnabled }) => !isEnabled);
  return [
    ...never,
    ...idle.map(({ name }) => finding('warning', `mirror session ${name} is disabled and mirrors nothing`)),
    ...(sessions.length === 0 ? [finding('warning', 'the stack has no mirror session: nothing is mirrored')] : []),
    ...(isVerified || sessions.length === 0
      ? []
      : [finding('warning', 'no verification: a deploy does not prove that the mirror works')]),
  ];
}

function guideFindings({ differences }: Reviewed): Finding[] {
  if (differences === undefined || differences.length === 0) return [];
  const details = differences.map(({ what, guide, stack }) => `${what}: ${stack}, in the guide ${guide}`);
  const count = differences.length === 1 ? 'one value' : `${differences.length} values`;
  return [finding('note', `${count} other than in the guide`, details)];
}
