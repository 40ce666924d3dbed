import { internetChecksum } from './checksum';
import { undecodable, type Decoded } from './decoded';

export const IPV4_HEADER_LENGTH = 20;

/** Protocol numbers (IANA) that this project names; IPv6 uses the same numbers in "next header". */
export const IpProtocol = { ICMP: 1, TCP: 6, UDP: 17, ICMPV6: 58 } as const;

export interface Ipv4Header {
  /** DSCP and ECN. */
  readonly typeOfService: number;
  /** Header and payload in bytes as the sender wrote it; 0 in packets larger than 64 KiB (segmentation offload). */
  readonly totalLength: number;
  readonly identification: number;
  readonly dontFragment: boolean;
  readonly moreFragments: boolean;
  /** In bytes, a multiple of 8. */
  readonly fragmentOffset: number;
  readonly ttl: number;
  readonly protocol: number;
  readonly checksum: number;
  /** Whether the header's checksum is right. */
  readonly checksumOk: boolean;
  /** 4 bytes. */
  readonly source: Buffer;
  /** 4 bytes. */
  readonly destination: Buffer;
  /** Raw options, 0 to 40 bytes. */
  readonly options: Buffer;
}

/**
 * IPv4 (RFC 791). The payload ends where the total length says, or earlier when fewer bytes were captured; padding
 * of the frame is not payload.
 */
export function decodeIpv4(bytes: Buffer): Decoded<Ipv4Header> {
  if (bytes.length < IPV4_HEADER_LENGTH) return undecodable(`ipv4: header needs 20 bytes, got: ${bytes.length}`);
  const first = bytes.readUInt8(0);
  if (first >> 4 !== 4) return undecodable(`ipv4: version must be 4, got: ${first >> 4}`);
  const headerLength = (first & 0x0f) * 4;
  if (headerLength < IPV4_HEADER_LENGTH)
    return undecodable(`ipv4: header length must be at least 20, got: ${headerLength}`);
  if (headerLength > bytes.length) {
    return undecodable(`ipv4: header of ${headerLength} bytes is cut to ${bytes.length}`);
  }
  const totalLength = bytes.readUInt16BE(2);
  if (totalLength !== 0 && totalLength < headerLength) {
    return undecodable(`ipv4: total length ${totalLength} is less than the header's ${headerLength}`);
  }
  const fragment = bytes.readUInt16BE(6);
  const header = {
    typeOfService: bytes.readUInt8(1),
    totalLength,
    identification: bytes.readUInt16BE(4),
    dontFragment: (fragment & 0x4000) !== 0,
    moreFragments: (fragment & 0x2000) !== 0,
    fragmentOffset: (fragment & 0x1fff) * 8,
    ttl: bytes.readUInt8(8),
    protocol: bytes.readUInt8(9),
    checksum: bytes.readUInt16BE(10),
    checksumOk: internetChecksum(bytes.subarray(0, headerLength)) === 0,
    source: bytes.subarray(12, 16),
    destination: bytes.subarray(16, 20),
    options: bytes.subarray(IPV4_HEADER_LENGTH, headerLength),
  };
  const end = totalLength === 0 ? bytes.length : Math.min(bytes.length, totalLength);
  return { ok: true, header, payload: bytes.subarray(headerLength, end) };
}

/** What a sender chooses; lengths and checksum follow from it. */
export type Ipv4Fields = Pick<Ipv4Header, 'source' | 'destination' | 'protocol'> &
  Partial<Omit<Ipv4Header, 'checksum' | 'checksumOk' | 'totalLength'>>;

/** Header and payload with lengths and checksum filled in; options are padded to a multiple of 4. TTL is 64 if absent. */
export function encodeIpv4(fields: Ipv4Fields, payload: Buffer): Buffer {
  const options = fields.options ?? Buffer.alloc(0);
  const headerLength = IPV4_HEADER_LENGTH + Math.ceil(options.length / 4) * 4;
  const totalLength = headerLength + payload.length;
  if (headerLength > 60) throw new RangeError(`IPv4 options must be at most 40 bytes, got: ${options.length}`);
  if (totalLength > 0xffff) throw new RangeError(`an IPv4 packet is at most 65535 bytes, got: ${totalLength}`);
  const head = Buffer.alloc(headerLength);
  head.writeUInt8(0x40 | (headerLength / 4), 0);
  head.writeUInt8(fields.typeOfService ?? 0, 1);
  head.writeUInt16BE(totalLength, 2);
  head.writeUInt16BE(fields.identification ?? 0, 4);
  const flags = (fields.dontFragment === true ? 0x4000 : 0) | (fields.moreFragments === true ? 0x2000 : 0);
  head.writeUInt16BE(flags | ((fields.fragmentOffset ?? 0) >> 3), 6);
  head.writeUInt8(fields.ttl ?? 64, 8);
  head.writeUInt8(fields.protocol, 9);
  head.set(fields.source, 12);
  head.set(fields.destination, 16);
  head.set(options, IPV4_HEADER_LENGTH);
  head.writeUInt16BE(internetChecksum(head), 10);
  return Buffer.concat([head, payload]);
}
