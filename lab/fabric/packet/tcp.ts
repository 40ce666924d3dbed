import { transportChecksum } from './checksum';
import { undecodable, type Decoded } from './decoded';
import { IpProtocol } from './ipv4';

const TCP_HEADER_LENGTH = 20;

/** Flag bits of a TCP header (RFC 9293 3.1). */
export const TcpFlag = {
  FIN: 0x01,
  SYN: 0x02,
  RST: 0x04,
  PSH: 0x08,
  ACK: 0x10,
  URG: 0x20,
  ECE: 0x40,
  CWR: 0x80,
} as const;

export interface TcpOption {
  readonly kind: number;
  /** Without kind and length bytes; empty for end-of-list (0) and no-operation (1). */
  readonly data: Buffer;
}

export interface TcpHeader {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgement: number;
  /** Bits of {@link TcpFlag}. */
  readonly flags: number;
  /** As on the wire, not scaled. */
  readonly window: number;
  readonly checksum: number;
  readonly urgentPointer: number;
  /** Up to the first malformed one. */
  readonly options: readonly TcpOption[];
}

export function decodeTcp(bytes: Buffer): Decoded<TcpHeader> {
  if (bytes.length < TCP_HEADER_LENGTH) return undecodable(`tcp: header needs 20 bytes, got: ${bytes.length}`);
  const headerLength = (bytes.readUInt8(12) >> 4) * 4;
  if (headerLength < TCP_HEADER_LENGTH)
    return undecodable(`tcp: header length must be at least 20, got: ${headerLength}`);
  if (headerLength > bytes.length) return undecodable(`tcp: header of ${headerLength} bytes is cut to ${bytes.length}`);
  const header = {
    sourcePort: bytes.readUInt16BE(0),
    destinationPort: bytes.readUInt16BE(2),
    sequence: bytes.readUInt32BE(4),
    acknowledgement: bytes.readUInt32BE(8),
    flags: bytes.readUInt8(13),
    window: bytes.readUInt16BE(14),
    checksum: bytes.readUInt16BE(16),
    urgentPointer: bytes.readUInt16BE(18),
    options: decodeOptions(bytes.subarray(TCP_HEADER_LENGTH, headerLength)),
  };
  return { ok: true, header, payload: bytes.subarray(headerLength) };
}

function decodeOptions(bytes: Buffer): readonly TcpOption[] {
  const options: TcpOption[] = [];
  let at = 0;
  while (at < bytes.length) {
    const kind = bytes.readUInt8(at);
    if (kind === 0 || kind === 1) {
      options.push({ kind, data: bytes.subarray(at, at) });
      if (kind === 0) break;
      at += 1;
      continue;
    }
    const length = bytes[at + 1] ?? 0;
    // A length below 2 would make the walk stand still.
    if (length < 2 || at + length > bytes.length) break;
    options.push({ kind, data: bytes.subarray(at + 2, at + length) });
    at += length;
  }
  return options;
}

export type TcpFields = Pick<TcpHeader, 'sourcePort' | 'destinationPort'> & Partial<Omit<TcpHeader, 'checksum'>>;

/** Segment with checksum for the given addresses; options are padded to a multiple of 4 with zero bytes. */
export function encodeTcp(
  fields: TcpFields,
  payload: Buffer,
  addresses: { readonly source: Buffer; readonly destination: Buffer },
): Buffer {
  const options = Buffer.concat(
    (fields.options ?? []).map(({ kind, data }) =>
      kind < 2 ? Buffer.from([kind]) : Buffer.concat([Buffer.from([kind, data.length + 2]), data]),
    ),
  );
  const headerLength = TCP_HEADER_LENGTH + Math.ceil(options.length / 4) * 4;
  if (headerLength > 60) throw new RangeError(`TCP options must be at most 40 bytes, got: ${options.length}`);
  const head = Buffer.alloc(headerLength);
  head.writeUInt16BE(fields.sourcePort, 0);
  head.writeUInt16BE(fields.destinationPort, 2);
  head.writeUInt32BE(fields.sequence ?? 0, 4);
  head.writeUInt32BE(fields.acknowledgement ?? 0, 8);
  head.writeUInt8((headerLength / 4) << 4, 12);
  head.writeUInt8(fields.flags ?? 0, 13);
  head.writeUInt16BE(fields.window ?? 0xffff, 14);
  head.writeUInt16BE(fields.urgentPointer ?? 0, 18);
  head.set(options, TCP_HEADER_LENGTH);
  const segment = Buffer.concat([head, payload]);
  segment.writeUInt16BE(transportChecksum(addresses.source, addresses.destination, IpProtocol.TCP, segment), 16);
  return segment;
}
