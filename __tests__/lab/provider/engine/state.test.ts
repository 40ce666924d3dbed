import { UNKNOWN, type Value, type Values } from '../../../../lab/provider/codec/value';
import { applied, emptyState, refreshed, settled } from '../../../../lab/provider/engine/state';
import { loadSchema } from '../../../../lab/provider/schema/load-schema';

const block = loadSchema().resources['huaweicloud_compute_instance']?.block ?? { attributes: {}, blocks: {} };

describe('GIVEN a state read back after an apply', () => {
  test.each<[string, Value, Value, Value]>([
    ['planned as null and read as empty THEN it is null', null, [], null],
    ['planned as empty and read as null THEN it is empty', {}, null, {}],
    ['planned as unknown and read as empty THEN it is empty', UNKNOWN, [], []],
    ['planned as null and read with something THEN that counts', null, ['x'], ['x']],
    ['planned with something and read as empty THEN that counts', { a: 'x' }, {}, {}],
  ])('WHEN a collection was %s', (_, planned, read, expected) => {
    expect(applied({ a: planned, other: 'kept' }, { a: read })).toEqual({ a: expected, other: 'kept' });
  });
});

describe('GIVEN a refreshed state', () => {
  test.each<[string, Value, Value, Value]>([
    ['null and is read as empty THEN it is empty', null, [], []],
    ['empty and is read as null THEN it stays empty', [], null, []],
    ['there and is read as null THEN it is null', ['x'], null, null],
  ])('WHEN a collection was %s', (_, state, read, expected) => {
    expect(refreshed({ a: state }, { a: read })).toEqual({ a: expected });
  });
});

test('GIVEN what nobody told THEN it is null once all is done, and blocks are none', () => {
  const planned: Values = {
    spot_duration_count: UNKNOWN,
    enclave_options: UNKNOWN,
    network: [{ port: UNKNOWN, uuid: 'x' }],
  };
  expect(settled(block, planned)).toEqual({
    spot_duration_count: null,
    enclave_options: [],
    network: [{ port: null, uuid: 'x' }],
  });
});

test('GIVEN an import THEN it starts with null attributes and no blocks', () => {
  expect(emptyState(block)).toMatchObject({ name: null, tags: null, network: [], timeouts: null });
});
