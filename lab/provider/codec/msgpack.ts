import { decode, encode, ExtData, ExtensionCodec } from '@msgpack/msgpack';
import { type Dialect, fromWire, toWire } from './shape';
import { type Type } from './type';
import { type Decimal, UNKNOWN, type Value } from './value';

/** Extension of an unknown value, and of one of which Terraform knows a little, such as that it is not null. */
const plainUnknown = 0;
const refinedUnknown = 12;

const extensions = new ExtensionCodec();
for (const type of [plainUnknown, refinedUnknown]) {
  extensions.register({ type, encode: () => null, decode: () => UNKNOWN });
}

const dialect: Dialect = {
  unknown: () => new ExtData(plainUnknown, new Uint8Array(1)),
  decimal: (value: Decimal) => value.text,
};

/** Writes a value of `type` as Terraform's msgpack. Throws when the value is not of the type. */
export const encodeMsgpack = (type: Type, value: Value): Buffer => {
  const bytes = encode(toWire(type, value, dialect), { useBigInt64: true });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
};

/** Reads Terraform's msgpack as a value of `type`. Throws when it is not msgpack, or not of the type. */
export const decodeMsgpack = (type: Type, bytes: Uint8Array): Value =>
  fromWire(type, decode(bytes, { extensionCodec: extensions, useBigInt64: true }));
