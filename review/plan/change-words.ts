import { type Change, type ChangeKind } from './plan';

export const CHANGE_WORDS: Readonly<Record<ChangeKind, string>> = {
  create: 'create',
  update: 'change',
  replace: 'replace',
  destroy: 'destroy',
  forget: 'let go',
};

/** Such as `1 to replace, 2 to change`. */
export function changeCounts(changes: readonly Change[]): string {
  const kinds = [...new Set(changes.map(({ kind }) => kind))];
  return kinds
    .map((kind) => `${changes.filter((change) => change.kind === kind).length} to ${CHANGE_WORDS[kind]}`)
    .join(', ');
}
