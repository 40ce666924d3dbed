/** Whether a plan changes what a filter decides, and how: rules before and after, each in deciding order. */
import { filterRule, inDecidingOrder } from '../stack/mirror';
import { type FilterRule, type Filter } from '../stack/model';
import { type Block } from '../stack/template';
import { type Plan, type PlannedResource } from './plan';

export interface FilterChange {
  readonly filter: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** True if the same rules stand in another order. */
  readonly isOrder: boolean;
}

const RULE = 'huaweicloud_vpc_traffic_mirror_filter_rule';

export function filterChanges(filters: readonly Filter[], plan: Plan): FilterChange[] {
  return filters.flatMap((filter) => {
    const own = new Set(filter.rules.map(({ address }) => address));
    const id = idOf(plan, filter.address);
    const isOf = (rule: PlannedResource): boolean =>
      own.has(rule.address) || (id !== undefined && rule.before?.['traffic_mirror_filter_id'] === id);
    const rules = plan.resources.filter((resource) => resource.type === RULE && isOf(resource));
    const before = ordered(rules, (rule) => rule.before);
    const after = ordered(rules, (rule) => rule.after);
    const [was, will] = [before.map(decision), after.map(decision)];
    // A filter that is new is not changed.
    if (was.length === 0 || was.join('\n') === will.join('\n')) return [];
    const isOrder = [...was].sort().join('\n') === [...will].sort().join('\n');
    return [{ filter: filter.name, before: before.map(words), after: after.map(words), isOrder }];
  });
}

function idOf(plan: Plan, address: string): unknown {
  return plan.resources.find((resource) => resource.address === address)?.before?.['id'];
}

function ordered(rules: readonly PlannedResource[], side: (rule: PlannedResource) => Block | undefined): FilterRule[] {
  return inDecidingOrder(
    rules.flatMap((rule) => {
      const block = side(rule);
      return block === undefined ? [] : [filterRule({ address: rule.address, block })];
    }),
  );
}

/** Without the priority: what counts is who comes before whom. */
function decision({ direction, isAccept, packets }: FilterRule): string {
  return `${direction} ${isAccept ? 'accept' : 'reject'} ${packets}`;
}

function words({ direction, priority, isAccept, packets }: FilterRule): string {
  return `${direction === 'ingress' ? 'inbound' : 'outbound'} ${priority}: ${isAccept ? 'mirror' : 'do not mirror'} ${packets}`;
}
