import { isEqual, type Value, type Values } from '../codec/value';
import { type Block } from '../schema/schema';
import { type Path, type Planning } from './change';
import { planBlock } from './plan-block';

export interface PlanRequest {
  readonly block: Block;
  /** Undefined when the resource is still to be made. */
  readonly prior: Values | undefined;
  /** Prior state and configuration, merged by Terraform. */
  readonly proposed: Values;
  readonly config: Values;
  readonly stateFunctions?: Planning['stateFunctions'];
  /** The provider's own say in what is planned. */
  readonly customize?: CustomizePlan;
}

/** Values that the provider plans in place of the ones that its schema makes; only computed attributes may be in it. */
export type CustomizePlan = (config: Values) => Values;

export interface Plan {
  readonly planned: Values;
  /** Sorted, without duplicates. */
  readonly requiresReplace: readonly Path[];
}

/**
 * What SDK v2 would plan for a resource that is made or changed: a pure function. A change that replaces is not planned as
 * a creation here; Terraform asks again for that, without a prior state.
 */
export function planResource({ block, prior, proposed, config, stateFunctions = {}, customize }: PlanRequest): Plan {
  const isCreate = prior === undefined;
  const { planned, changed, replace } = planBlock(block, prior ?? {}, proposed, [], { isCreate, stateFunctions });
  const customized = customValues(prior, customize?.(config) ?? {});
  const isCustomized = Object.entries(customized).some(([name, value]) => !isEqual(prior?.[name] ?? null, value));
  if (prior !== undefined && !changed && !isCustomized) return { planned: prior, requiresReplace: [] };
  return { planned: { ...planned, ...customized }, requiresReplace: isCreate ? [] : unique(replace) };
}

/** An empty collection says nothing about a resource that is still to be made, and nothing new about an empty one. */
function customValues(prior: Values | undefined, custom: Values): Values {
  return Object.fromEntries(
    Object.entries(custom).filter(([name, value]) => !isEmpty(value) || (prior && !isEmpty(prior[name] ?? null))),
  );
}

const isEmpty = (value: Value): boolean =>
  value === null || (typeof value === 'object' && Object.keys(value).length === 0);

function unique(paths: readonly Path[]): readonly Path[] {
  const byText = new Map(paths.map((path) => [path.join('.'), path]));
  return [...byText.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, path]) => path);
}
