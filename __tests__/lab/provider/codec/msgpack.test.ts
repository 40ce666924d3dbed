import { encode, ExtData } from '@msgpack/msgpack';
import { decodeMsgpack, encodeMsgpack } from '../../../../lab/provider/codec/msgpack';
import { type Type } from '../../../../lab/provider/codec/type';
import { Decimal, UNKNOWN, type Value } from '../../../../lab/provider/codec/value';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const nested: Type = [
  'object',
  {
    name: 'string',
    size: 'number',
    on: 'bool',
    tags: ['map', 'string'],
    ids: ['set', 'string'],
    blocks: ['list', ['object', { port: 'number', inner: ['list', 'string'] }]],
  },
];

describe('what Terraform sends and takes', () => {
  test.each<[string, Type, Value, string]>([
    ['null', 'string', null, 'c0'],
    ['an unknown value', 'string', UNKNOWN, 'd40000'],
    ['a text', 'string', 'Sg-X', 'a453672d58'],
    ['a small number', 'number', 96, '60'],
    ['a VNI', 'number', 16777215, 'ce00ffffff'],
    ['a negative number', 'number', -1, 'ff'],
    ['a number that a double holds', 'number', 1.5, 'cb3ff8000000000000'],
    ['a number that no double holds, by its digits', 'number', new Decimal('0.1'), 'a3302e31'],
    ['a flag', 'bool', true, 'c3'],
    ['a list with an unknown element', ['list', 'string'], ['a', UNKNOWN], '92a161d40000'],
    ['an unknown map', ['map', 'string'], UNKNOWN, 'd40000'],
  ])('%s is written and read as it is', (_, type, value, bytes) => {
    expect(hex(encodeMsgpack(type, value))).toBe(bytes);
    expect(decodeMsgpack(type, Buffer.from(bytes, 'hex'))).toEqual(value);
  });

  test('an unknown value of which something is known is unknown', () => {
    const refinements = encode({ 1: false });
    const bytes = encode(new ExtData(12, refinements));
    expect(decodeMsgpack('string', bytes)).toBe(UNKNOWN);
  });

  test('a nested value comes back whole', () => {
    const value: Value = {
      name: 'é',
      size: null,
      on: false,
      tags: { a: 'b', c: UNKNOWN },
      ids: [],
      blocks: [
        { port: 4789, inner: UNKNOWN },
        { port: UNKNOWN, inner: ['x', null] },
      ],
    };
    expect(decodeMsgpack(nested, encodeMsgpack(nested, value))).toEqual(value);
  });

  test('attributes that a value lacks are written as null, and ones that the type lacks are not', () => {
    const type: Type = ['object', { a: 'string', b: 'string' }];
    expect(decodeMsgpack(type, encodeMsgpack(type, { a: 'x', other: 'y' }))).toEqual({ a: 'x', b: null });
  });
});

describe('numbers', () => {
  test.each([
    ['9007199254740993', new Decimal('9007199254740993')],
    ['-9007199254740993', new Decimal('-9007199254740993')],
    ['42', 42],
    ['123456789012345678901234567890', new Decimal('123456789012345678901234567890')],
  ])('the digits %s are kept', (digits, value) => {
    expect(decodeMsgpack('number', encode(digits))).toEqual(value);
  });

  test('a 64-bit integer beyond 2^53 keeps its last digit', () => {
    const bytes = encode(9007199254740993n, { useBigInt64: true });
    const value = decodeMsgpack('number', bytes);
    expect(value).toEqual(new Decimal('9007199254740993'));
    expect(decodeMsgpack('number', encodeMsgpack('number', value))).toEqual(value);
  });
});

describe('what is not of the type', () => {
  test.each<[Type, Value, string]>([
    ['string', 1, 'value: expected a string, got a number'],
    [['list', 'string'], 'x', 'value: expected a list, got a string'],
    [nested, { blocks: [{ port: 'secret' }] }, 'blocks.0.port: expected a number, got a string'],
  ])('of type %j is refused by its path, without showing the value', (type, value, message) => {
    expect(() => encodeMsgpack(type, value)).toThrow(message);
  });

  test('is refused when it is read', () => {
    expect(() => decodeMsgpack('number', encode('secret'))).toThrow(/^not a number$/);
    expect(() => decodeMsgpack(nested, encode({ tags: ['secret'] }))).toThrow('tags: expected a map, got a list');
  });

  test('random bytes are read or refused, and nothing else happens', () => {
    let seed = 1;
    const random = () => (seed = (seed * 48271) % 2147483647);
    for (let run = 0; run < 2000; run += 1) {
      const bytes = Buffer.from(Array.from({ length: random() % 24 }, () => random() % 256));
      try {
        decodeMsgpack(nested, bytes);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(Error);
      }
    }
  });
});
