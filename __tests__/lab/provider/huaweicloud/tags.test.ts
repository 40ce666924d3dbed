import { UNKNOWN } from '../../../../lab/provider/codec/value';
import { type Huaweicloud } from '../../../../lab/provider/huaweicloud/huaweicloud';
import { mergeDefaultTags, parseTags } from '../../../../lab/provider/huaweicloud/tags';

const provider = (defaultTags: Record<string, string>) => ({ settings: { defaultTags } }) as unknown as Huaweicloud;

describe('GIVEN default tags in the provider block', () => {
  const merge = mergeDefaultTags(provider({ owner: 'lab', stage: 'one' }));

  test('WHEN a resource has none THEN it gets them', () => {
    expect(merge({ tags: null })).toEqual({ tags: { owner: 'lab', stage: 'one' } });
  });

  test('WHEN it has its own THEN those go first', () => {
    expect(merge({ tags: { stage: 'two' } })).toEqual({ tags: { owner: 'lab', stage: 'two' } });
  });

  test('WHEN its own are not known yet THEN nothing is said', () => {
    expect(merge({ tags: { stage: UNKNOWN } })).toEqual({});
  });
});

test('GIVEN neither THEN none at all are planned', () => {
  expect(mergeDefaultTags(provider({}))({ tags: null })).toEqual({ tags: {} });
});

test('GIVEN tags as texts THEN only the first equals sign divides', () => {
  expect(parseTags(['a=b', 'c=d=e', 'f='])).toEqual({ a: 'b', c: 'd=e', f: '' });
});
