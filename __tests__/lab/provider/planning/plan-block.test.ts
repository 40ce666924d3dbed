import { UNKNOWN, type Value, type Values } from '../../../../lab/provider/codec/value';
import { planBlock } from '../../../../lab/provider/planning/plan-block';
import { type Block, type NestedBlock, noRules } from '../../../../lab/provider/schema/schema';
import { attribute } from '../attribute';

/** An entry whose id only the provider knows, and whose port cannot be changed. */
const ENTRY: Block = {
  attributes: {
    name: attribute('string'),
    port: attribute('number', { forceNew: true }),
    id: attribute('string', { computed: true }),
  },
  blocks: {},
};
const withBlock = (traits: Partial<NestedBlock>): Block => ({
  attributes: {},
  blocks: {
    b: {
      nesting: 'list',
      block: ENTRY,
      minItems: 0,
      maxItems: 0,
      computed: false,
      forceNew: false,
      rules: noRules,
      ...traits,
    },
  },
});
const entry = (name: string, id: Value = null, port: Value = null): Values => ({ name, id, port });

function planned(traits: Partial<NestedBlock>, prior: Value, wanted: Value, isCreate = prior === null) {
  const planning = { isCreate, stateFunctions: {} };
  const { planned: values, ...rest } = planBlock(withBlock(traits), { b: prior }, { b: wanted }, ['top'], planning);
  return { b: values['b'], ...rest };
}

describe('GIVEN blocks of a resource', () => {
  test('WHEN none differs THEN they are what they were, and nothing has changed', () => {
    const before = [entry('a', 'id-a')];
    const { b, changed, replace } = planned({}, before, [entry('a', 'id-a')]);
    expect(b).toBe(before);
    expect({ changed, replace }).toEqual({ changed: false, replace: [] });
  });

  test('WHEN their number grows and shrinks THEN that alone is a change', () => {
    expect(planned({}, [], [entry('a')])).toMatchObject({ changed: true, replace: [] });
    expect(planned({}, [entry('a')], [])).toEqual({ b: [], changed: true, replace: [] });
  });

  test('WHEN they are still unknown, wholly or one of them, THEN the plan is unknown, and replaces where their number does', () => {
    const path = ['top', 'b'];
    const partly: Value = [entry('a'), UNKNOWN];
    for (const wanted of [UNKNOWN, partly] as const) {
      expect(planned({}, [entry('a')], wanted)).toEqual({ b: UNKNOWN, changed: true, replace: [] });
      expect(planned({ forceNew: true }, [entry('a')], wanted)).toEqual({ b: UNKNOWN, changed: true, replace: [path] });
    }
  });

  test('WHEN the provider fills them in and none is configured THEN they are unknown once, and kept afterwards', () => {
    expect(planned({ computed: true }, null, [])).toEqual({ b: UNKNOWN, changed: true, replace: [] });
    expect(planned({ computed: true }, [entry('a')], [])).toEqual({ b: [entry('a')], changed: false, replace: [] });
    expect(planned({ computed: true }, [], [], false)).toEqual({ b: [], changed: false, replace: [] });
  });

  test('WHEN what cannot be changed differs THEN a path leads to it, and of a set only to the set', () => {
    const [before, after] = [[entry('a', null, 1)], [entry('a', null, 2)]];
    expect(planned({}, before, after).replace).toEqual([['top', 'b', 0, 'port']]);
    expect(planned({ nesting: 'set' }, before, after).replace).toContainEqual(['top', 'b']);
  });

  test('WHEN one goes that had what cannot be changed THEN the path leads to where it was, and of a set there is none', () => {
    const before = [entry('a'), entry('b', 'id-b', 1)];
    expect(planned({}, before, [entry('a')]).replace).toEqual([['top', 'b', 1, 'port']]);
    expect(planned({ nesting: 'set' }, before, [entry('a')]).replace).toEqual([]);
  });

  test('WHEN two of a set are alike THEN each keeps an id of its own', () => {
    const before = [entry('a', 'id-1'), entry('a', 'id-2')];
    const { b } = planned({ nesting: 'set' }, before, [entry('a'), entry('a'), entry('a')]);
    expect(b).toEqual([entry('a', 'id-1'), entry('a', 'id-2'), expect.objectContaining({ name: 'a' })]);
    expect((b as { id: Value }[])[2]?.id).not.toBe('id-2');
  });

  test('WHEN the only block is of timeouts THEN it is taken as configured and is never a change', () => {
    const wanted = { name: '5m' };
    expect(planned({ nesting: 'single', forceNew: true }, null, wanted)).toEqual({
      b: wanted,
      changed: false,
      replace: [],
    });
  });
});
