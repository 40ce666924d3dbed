import { decodeJson, decodeValue, encodeValue } from '../../../../lab/provider/codec/dynamic-value';
import { Decimal, isEqual } from '../../../../lab/provider/codec/value';

describe('a value in either encoding', () => {
  test('GIVEN msgpack THEN it is read', () => {
    expect(decodeValue('number', encodeValue('number', 7))).toBe(7);
  });

  test('GIVEN JSON and no msgpack THEN it is read', () => {
    const json = Buffer.from('{"a":"x","gone":1}');
    expect(decodeValue(['object', { a: 'string', b: 'bool' }], { msgpack: Buffer.alloc(0), json })).toEqual({
      a: 'x',
      b: null,
    });
  });

  test.each([undefined, null, {}])('GIVEN nothing (%p) THEN it is null', (wire) => {
    expect(decodeValue('string', wire)).toBeNull();
  });

  test('GIVEN a fraction in stored JSON THEN it equals the one that Terraform sends by its digits', () => {
    expect(decodeJson('number', Buffer.from('0.1'))).toEqual(new Decimal('0.1'));
    expect(isEqual(decodeJson('number', Buffer.from('1.5')), 1.5)).toBe(true);
  });
});
