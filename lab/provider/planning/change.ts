import { type Value } from '../codec/value';

/** Where a value is: attribute names and list indexes. */
export type Path = readonly (string | number)[];

/** What becomes of one attribute or block. */
export interface Change<V = Value> {
  readonly planned: V;
  /** Whether it differs from what there is; if nothing does, the plan is the prior state itself. */
  readonly changed: boolean;
  /** What requires the resource to be replaced. */
  readonly replace: readonly Path[];
}

export const keep = (planned: Value): Change => ({ planned, changed: false, replace: [] });

export const changeTo = (planned: Value, forceNew: boolean, path: Path): Change => ({
  planned,
  changed: true,
  replace: forceNew ? [path] : [],
});

/** How a resource's values are looked at. */
export interface Planning {
  /** Whether the resource is still to be made, and so everything computed is still to be known. */
  readonly isCreate: boolean;
  /** What the provider stores in place of a configured text, such as its hash, by attribute. */
  readonly stateFunctions: Readonly<Record<string, (text: string) => string>>;
}
