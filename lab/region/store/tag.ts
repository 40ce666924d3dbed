import { invalid } from '../errors';
import { NUMBERS } from '../limits';

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface Tagged {
  readonly tags: readonly Tag[];
}

/** `tags` with `added` on top: a key that is there already takes the new value. Throws 400 beyond 20 tags. */
export function withTags(tags: readonly Tag[], added: readonly Tag[]): Tag[] {
  const merged = new Map([...tags, ...added].map((tag) => [tag.key, tag.value]));
  const { max } = NUMBERS.tags;
  if (merged.size > max) throw invalid('tags', `${merged.size} tags, at most ${max} on one resource`);
  return [...merged].map(([key, value]) => ({ key, value }));
}

/** `tags` without those that `removed` names; a removal that gives a value as well must match it. */
export const withoutTags = (
  tags: readonly Tag[],
  removed: readonly { readonly key: string; readonly value?: string | undefined }[],
): Tag[] => tags.filter((tag) => !removed.some((one) => one.key === tag.key && (one.value ?? tag.value) === tag.value));

/** `k=v`, as ECS and EIP list tags inside a resource; a tag without value is its key alone. */
export const tagText = (tag: Tag): string => (tag.value === '' ? tag.key : `${tag.key}=${tag.value}`);
