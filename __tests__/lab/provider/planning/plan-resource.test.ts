import { type Type } from '../../../../lab/provider/codec/type';
import { UNKNOWN, type Value, type Values } from '../../../../lab/provider/codec/value';
import { planResource, type PlanRequest } from '../../../../lab/provider/planning/plan-resource';
import { type Attribute, type Block, type NestedBlock, noRules } from '../../../../lab/provider/schema/schema';
import { attribute } from '../attribute';

const nested = (nesting: NestedBlock['nesting'], block: Block, traits: Partial<NestedBlock> = {}): NestedBlock => ({
  nesting,
  block,
  minItems: 0,
  maxItems: 0,
  computed: false,
  forceNew: false,
  rules: noRules,
  ...traits,
});
const only = (one: Attribute): Block => ({ attributes: { a: one }, blocks: {} });
const blocks = (one: NestedBlock): Block => ({ attributes: {}, blocks: { b: one } });

function plan(block: Block, prior: Values | undefined, proposed: Values, more: Partial<PlanRequest> = {}) {
  return planResource({ block, prior, proposed, config: proposed, ...more });
}
const created = (one: Attribute, value: Value): Value => plan(only(one), undefined, { a: value }).planned['a'] ?? null;
const updated = (one: Attribute, before: Value, wanted: Value) => {
  // A second attribute that does change, lest the prior state be planned whole.
  const block: Block = { attributes: { a: one, other: attribute('string') }, blocks: {} };
  const { planned, requiresReplace } = plan(block, { a: before, other: 'x' }, { a: wanted, other: 'y' });
  return { value: planned['a'], replaces: requiresReplace };
};

describe('GIVEN a resource that is still to be made', () => {
  test.each<[string, Attribute, Value, Value]>([
    ['an optional attribute left out is null', attribute('string'), null, null],
    ['a computed one is unknown', attribute('string', { computed: true }), null, UNKNOWN],
    ['a computed one that is configured is as configured', attribute('string', { computed: true }), 'x', 'x'],
    ['a computed one configured as empty is unknown', attribute('string', { computed: true }), '', UNKNOWN],
    ['a default is taken', attribute('bool', { defaultValue: true }), null, true],
    ['a configured value goes before the default', attribute('bool', { defaultValue: true }), false, false],
    ['an unknown value stays unknown', attribute('string'), UNKNOWN, UNKNOWN],
    ['a list with an unknown element is wholly unknown', attribute(['list', 'string']), ['a', UNKNOWN], UNKNOWN],
    ['a set with an unknown element is wholly unknown', attribute(['set', 'string']), [UNKNOWN], UNKNOWN],
    [
      'a map with an unknown value keeps the others',
      attribute(['map', 'string']),
      { a: UNKNOWN, b: 'x' },
      { a: UNKNOWN, b: 'x' },
    ],
    ['a computed map left out is unknown', attribute(['map', 'string'], { computed: true }), null, UNKNOWN],
    ['a computed list left out is unknown', attribute(['list', 'string'], { computed: true }), null, UNKNOWN],
    ['zero is a value', attribute('number'), 0, 0],
  ])('%s', (_, one, value, expected) => {
    expect(created(one, value)).toEqual(expected);
  });

  test('nothing is replaced', () => {
    const { requiresReplace } = plan(only(attribute('string', { forceNew: true })), undefined, { a: 'x' });
    expect(requiresReplace).toEqual([]);
  });

  test('blocks have their own defaults and unknowns', () => {
    const inner: Block = {
      attributes: { type: attribute('string', { defaultValue: '5_bgp' }), ip: attribute('string', { computed: true }) },
      blocks: {},
    };
    const { planned } = plan(blocks(nested('list', inner)), undefined, { b: [{ type: null, ip: null }] });
    expect(planned).toEqual({ b: [{ type: '5_bgp', ip: UNKNOWN }] });
  });

  test('a computed block left out is unknown, another one is empty', () => {
    const inner = only(attribute('string'));
    expect(plan(blocks(nested('list', inner, { computed: true })), undefined, { b: [] }).planned['b']).toBe(UNKNOWN);
    expect(plan(blocks(nested('list', inner)), undefined, { b: [] }).planned['b']).toEqual([]);
  });
});

describe('GIVEN a resource that is there', () => {
  test.each<[string, Attribute, Value, Value, Value]>([
    ['an attribute taken out of the configuration becomes null', attribute('string'), 'x', null, null],
    ['an empty one that was never configured stays', attribute('string'), '', null, ''],
    ['a false one that was never configured stays', attribute('bool'), false, null, false],
    ['a computed one keeps its value', attribute('string', { computed: true }), 'x', 'x', 'x'],
    ['a computed one configured as empty keeps its value', attribute('string', { computed: true }), 'x', '', 'x'],
    ['a computed one that is null stays null', attribute('string', { computed: true }), null, null, null],
    ['a default comes back', attribute('bool', { defaultValue: true }), false, null, true],
    ['a set in another order stays', attribute(['set', 'string']), ['a', 'b'], ['b', 'a'], ['a', 'b']],
    ['a list in another order changes', attribute(['list', 'string']), ['a', 'b'], ['b', 'a'], ['b', 'a']],
    ['a list with an unknown element is wholly unknown', attribute(['list', 'string']), ['a'], ['a', UNKNOWN], UNKNOWN],
    [
      'a computed list left out keeps its elements',
      attribute(['list', 'string'], { computed: true }),
      ['a'],
      null,
      ['a'],
    ],
    ['a map taken out becomes null', attribute(['map', 'string']), { a: 'x' }, null, null],
    ['a computed map that is empty stays empty', attribute(['map', 'string'], { computed: true }), {}, {}, {}],
  ])('%s', (_, one, before, wanted, expected) => {
    expect(updated(one, before, wanted)).toEqual({ value: expected, replaces: [] });
  });

  test.each<[string, Type, Value, Value, readonly unknown[]]>([
    ['changed', 'string', 'x', 'y', [['a']]],
    ['set for the first time', 'bool', null, true, [['a']]],
    ['taken away', 'string', 'x', null, [['a']]],
    ['to be known later', 'string', 'x', UNKNOWN, [['a']]],
    ['the same', 'string', 'x', 'x', []],
    ['empty and left out', 'string', '', null, []],
    ['a list with another element', ['list', 'string'], ['a', 'b'], ['a', 'c'], [['a', 1]]],
    ['a list with one more', ['list', 'string'], ['a'], ['a', 'b'], [['a'], ['a', 1]]],
    ['a map with another value', ['map', 'string'], { k: 'x' }, { k: 'y' }, [['a']]],
    ['a set with another element', ['set', 'string'], ['a'], ['b'], [['a']]],
  ])(
    'WHEN an attribute that forces replacement is %s THEN the paths are %j → %j: %j',
    (_, type, before, wanted, paths) => {
      expect(updated(attribute(type, { forceNew: true }), before, wanted).replaces).toEqual(paths);
    },
  );

  test('WHEN nothing differs THEN the plan is the prior state, with whatever it has', () => {
    const prior = { a: '', extra: 'kept' };
    expect(plan(only(attribute('string')), prior, { a: null })).toEqual({ planned: prior, requiresReplace: [] });
  });

  test('WHEN only the timeouts differ THEN nothing is planned', () => {
    const block: Block = {
      attributes: { a: attribute('string') },
      blocks: { timeouts: nested('single', only(attribute('string'))) },
    };
    const prior = { a: 'x', timeouts: null };
    expect(plan(block, prior, { a: 'x', timeouts: { a: '5m' } }).planned).toBe(prior);
    expect(plan(block, prior, { a: 'y', timeouts: { a: '5m' } }).planned).toEqual({ a: 'y', timeouts: { a: '5m' } });
  });
});

describe('GIVEN nested blocks that are there', () => {
  const inner: Block = {
    attributes: {
      name: attribute('string'),
      fixed: attribute('string', { forceNew: true }),
      id: attribute('string', { computed: true }),
    },
    blocks: {},
  };
  const one = (name: Value, fixed: Value, id: Value): Values => ({ name, fixed, id });

  test('WHEN an inner attribute changes THEN the others keep what is known of them', () => {
    const { planned, requiresReplace } = plan(
      blocks(nested('list', inner)),
      { b: [one('x', 'f', 'id-1')] },
      { b: [one('y', 'f', 'id-1')] },
    );
    expect(planned).toEqual({ b: [one('y', 'f', 'id-1')] });
    expect(requiresReplace).toEqual([]);
  });

  test('WHEN an inner attribute forces replacement THEN the path leads to it', () => {
    const { requiresReplace } = plan(
      blocks(nested('list', inner)),
      { b: [one('x', 'f', 'id-1')] },
      { b: [one('x', 'g', 'id-1')] },
    );
    expect(requiresReplace).toEqual([['b', 0, 'fixed']]);
  });

  test('WHEN their number changes THEN it replaces only where the block says so', () => {
    const [prior, proposed] = [{ b: [] }, { b: [one('x', null, null)] }];
    expect(plan(blocks(nested('list', inner)), prior, proposed).requiresReplace).toEqual([]);
    expect(plan(blocks(nested('list', inner, { forceNew: true })), prior, proposed).requiresReplace).toEqual([['b']]);
  });

  test('WHEN one goes away whose attribute forces replacement THEN the resource is replaced', () => {
    const prior = { b: [one('x', null, 'id-1'), one('y', 'f', 'id-2')] };
    const { requiresReplace } = plan(blocks(nested('list', inner)), prior, { b: [one('x', null, 'id-1')] });
    expect(requiresReplace).toEqual([['b', 1, 'fixed']]);
  });

  test('WHEN a set of them is given in another order THEN each keeps what is known of it', () => {
    const prior = { b: [one('x', null, 'id-x'), one('y', null, 'id-y')] };
    const { planned } = plan(blocks(nested('set', inner)), prior, {
      b: [one('z', null, null), one('y', null, null)],
    });
    expect(planned['b']).toEqual([one('z', null, null), one('y', null, 'id-y')]);
  });
});

describe('GIVEN what a provider adds', () => {
  const tags = only(attribute(['map', 'string'], { computed: true }));
  const custom = (a: Values) => ({ customize: () => ({ a }) });

  test('WHEN a text is stored as something else THEN the two are compared in that form', () => {
    const more = { stateFunctions: { a: (text: string) => text.toUpperCase() } };
    expect(plan(only(attribute('string')), undefined, { a: 'x' }, more).planned).toEqual({ a: 'X' });
    const prior = { a: 'X' };
    expect(plan(only(attribute('string')), prior, { a: 'x' }, more).planned).toBe(prior);
  });

  test('WHEN it plans no tags for a resource with a foreign one THEN that one goes', () => {
    expect(plan(tags, { a: { foreign: 'yes' } }, { a: { foreign: 'yes' } }, custom({})).planned).toEqual({ a: {} });
  });

  test('WHEN it plans no tags for a new resource THEN they are still to be known', () => {
    expect(plan(tags, undefined, { a: null }, custom({})).planned).toEqual({ a: UNKNOWN });
  });

  test('WHEN it plans tags of its own THEN they are planned', () => {
    expect(plan(tags, undefined, { a: null }, custom({ own: 'x' })).planned).toEqual({ a: { own: 'x' } });
  });
});
