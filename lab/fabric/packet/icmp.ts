import { internetChecksum, transportChecksum } from './checksum';
import { undecodable, type Decoded } from './decoded';
import { IpProtocol } from './ipv4';

/** Types of echo messages: ICMP (RFC 792) and ICMPv6 (RFC 4443). */
export const IcmpType = { ECHO_REPLY: 0, ECHO_REQUEST: 8, ECHO_REQUEST_V6: 128, ECHO_REPLY_V6: 129 } as const;

export interface IcmpHeader {
  readonly type: number;
  readonly code: number;
  readonly checksum: number;
  /** The second word: identifier and sequence number of an echo, MTU or pointer of an error. */
  readonly identifier: number;
  readonly sequence: number;
}

/** ICMP and ICMPv6 have the same first 8 bytes; the numbers of types and codes differ. */
export function decodeIcmp(bytes: Buffer): Decoded<IcmpHeader> {
  if (bytes.length < 8) return undecodable(`icmp: header needs 8 bytes, got: ${bytes.length}`);
  const header = {
    type: bytes.readUInt8(0),
    code: bytes.readUInt8(1),
    checksum: bytes.readUInt16BE(2),
    identifier: bytes.readUInt16BE(4),
    sequence: bytes.readUInt16BE(6),
  };
  return { ok: true, header, payload: bytes.subarray(8) };
}

/** Message with checksum; addresses are needed for ICMPv6, whose checksum covers a pseudo-header, and make it one. */
export function encodeIcmp(
  fields: Pick<IcmpHeader, 'type'> & Partial<IcmpHeader>,
  payload: Buffer,
  addressesV6?: { readonly source: Buffer; readonly destination: Buffer },
): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt8(fields.type, 0);
  head.writeUInt8(fields.code ?? 0, 1);
  head.writeUInt16BE(fields.identifier ?? 0, 4);
  head.writeUInt16BE(fields.sequence ?? 0, 6);
  const message = Buffer.concat([head, payload]);
  const checksum =
    addressesV6 === undefined
      ? internetChecksum(message)
      : transportChecksum(addressesV6.source, addressesV6.destination, IpProtocol.ICMPV6, message);
  message.writeUInt16BE(checksum, 2);
  return message;
}
