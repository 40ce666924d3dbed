/** What was changed outside of Terraform. */
import { isBlock, listAt, textAt, type Block } from '../stack/template';

/**
 * Addresses of `resource_drift`, without those in which the plan has no part: after each deploy, a server's state lacks the
 * EIP that was bound to it later, and nobody has changed it. Terraform's own plan leaves these out by
 * `relevant_attributes` as well ("JSON Output Format"); here also counts what a deploy would change back.
 */
export function driftedIn(plan: Block): string[] {
  const relevant = 'relevant_attributes' in plan ? listAt(plan, 'relevant_attributes').filter(isBlock) : undefined;
  const changes = listAt(plan, 'resource_changes').filter(isBlock);
  return listAt(plan, 'resource_drift')
    .filter(isBlock)
    .filter((drift) => {
      const address = textAt(drift, 'address');
      const keys = changedKeys(drift);
      // What is gone, or a plan of a Terraform that does not tell.
      if (keys === undefined || relevant === undefined) return true;
      const ofPlan = relevant
        .filter((each) => textAt(each, 'resource') === address.replace(/\[[^\]]*\]$/, ''))
        .map((each) => listAt(each, 'attribute')[0]);
      const undone = changes
        .filter((change) => textAt(change, 'address') === address)
        .flatMap((each) => changedKeys(each));
      return keys.some((key) => [...ofPlan, ...undone].includes(key));
    })
    .map((drift) => textAt(drift, 'address'));
}

/** Attributes that differ before and after; undefined if there is nothing before, or after. */
function changedKeys({ change }: Block): string[] | undefined {
  const { before, after } = isBlock(change) ? change : {};
  if (!isBlock(before) || !isBlock(after)) return undefined;
  return Object.keys({ ...before, ...after }).filter(
    (key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null),
  );
}
