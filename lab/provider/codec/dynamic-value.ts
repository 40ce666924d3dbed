import { decodeMsgpack, encodeMsgpack } from './msgpack';
import { fromWire } from './shape';
import { type Type } from './type';
import { type Value } from './value';

/** A value as the plugin protocol carries it: in one of two encodings, the other one empty. */
export interface DynamicValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

/** Throws when the bytes are of neither encoding, or the value not of the type. */
export function decodeValue(type: Type, wire: DynamicValue | null | undefined): Value {
  if (wire?.msgpack !== undefined && wire.msgpack.length > 0) return decodeMsgpack(type, wire.msgpack);
  if (wire?.json !== undefined && wire.json.length > 0) return decodeJson(type, wire.json);
  return null;
}

export const encodeValue = (type: Type, value: Value): DynamicValue => ({ msgpack: encodeMsgpack(type, value) });

/** Reads JSON, such as a stored state's. Beyond 2^53, JSON.parse has rounded a number before it can be kept by its digits. */
export const decodeJson = (type: Type, bytes: Uint8Array): Value =>
  fromWire(type, JSON.parse(Buffer.from(bytes).toString('utf8'), keepDigits));

const keepDigits = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) ? String(value) : value;
