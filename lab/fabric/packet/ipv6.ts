import { undecodable, type Decoded } from './decoded';

const IPV6_HEADER_LENGTH = 40;

const HOP_BY_HOP = 0;
const ROUTING = 43;
const FRAGMENT = 44;
const AUTHENTICATION = 51;
const DESTINATION = 60;
const MOBILITY = 135;
const HIP = 139;
const SHIM6 = 140;

export interface Ipv6Header {
  readonly trafficClass: number;
  readonly flowLabel: number;
  /** Extension headers and payload in bytes as the sender wrote it; 0 in jumbograms. */
  readonly payloadLength: number;
  readonly hopLimit: number;
  /** 16 bytes. */
  readonly source: Buffer;
  /** 16 bytes. */
  readonly destination: Buffer;
  /** Numbers of the extension headers in their order. */
  readonly extensions: readonly number[];
  /** Present when there is a fragment header; offset in bytes. */
  readonly fragment?: { readonly offset: number; readonly moreFragments: boolean; readonly identification: number };
  /** What follows the extension headers: a transport protocol, 50 (ESP) or 59 (nothing). */
  readonly protocol: number;
}

const NO_EXTENSIONS: readonly number[] = [];

/**
 * IPv6 (RFC 8200) with its chain of extension headers; ESP ends the chain because the rest is encrypted, and a
 * fragment that is not the first ends it because what follows is not a header.
 */
export function decodeIpv6(bytes: Buffer): Decoded<Ipv6Header> {
  if (bytes.length < IPV6_HEADER_LENGTH) return undecodable(`ipv6: header needs 40 bytes, got: ${bytes.length}`);
  const first = bytes.readUInt32BE(0);
  if (first >>> 28 !== 6) return undecodable(`ipv6: version must be 6, got: ${first >>> 28}`);
  const payloadLength = bytes.readUInt16BE(4);
  const end = payloadLength === 0 ? bytes.length : Math.min(bytes.length, IPV6_HEADER_LENGTH + payloadLength);
  const chain = walkExtensions(bytes.subarray(0, end), bytes.readUInt8(6));
  if (typeof chain === 'string') return undecodable(chain);
  const header = {
    trafficClass: (first >>> 20) & 0xff,
    flowLabel: first & 0xfffff,
    payloadLength,
    hopLimit: bytes.readUInt8(7),
    source: bytes.subarray(8, 24),
    destination: bytes.subarray(24, 40),
    extensions: chain.extensions,
    protocol: chain.protocol,
    ...(chain.fragment && { fragment: chain.fragment }),
  };
  return { ok: true, header, payload: bytes.subarray(chain.at, end) };
}

interface Chain extends Pick<Ipv6Header, 'extensions' | 'protocol' | 'fragment'> {
  readonly at: number;
}

function walkExtensions(bytes: Buffer, firstHeader: number): Chain | string {
  let protocol = firstHeader;
  let at = IPV6_HEADER_LENGTH;
  let extensions: number[] | undefined;
  let fragment: Ipv6Header['fragment'];
  // Every extension header has at least 8 bytes, so the walk ends with the packet.
  while (isExtension(protocol) && (fragment === undefined || fragment.offset === 0)) {
    if (bytes.length < at + 8) return `ipv6: packet ends inside extension header ${protocol}`;
    const size = extensionSize(bytes, at, protocol);
    if (bytes.length < at + size) return `ipv6: extension header ${protocol} of ${size} bytes is cut`;
    if (protocol === FRAGMENT) {
      const word = bytes.readUInt16BE(at + 2);
      fragment = { offset: word & 0xfff8, moreFragments: (word & 1) !== 0, identification: bytes.readUInt32BE(at + 4) };
    }
    extensions ??= [];
    extensions.push(protocol);
    protocol = bytes.readUInt8(at);
    at += size;
  }
  return { at, protocol, extensions: extensions ?? NO_EXTENSIONS, ...(fragment && { fragment }) };
}

function isExtension(number: number): boolean {
  switch (number) {
    case HOP_BY_HOP:
    case ROUTING:
    case FRAGMENT:
    case AUTHENTICATION:
    case DESTINATION:
    case MOBILITY:
    case HIP:
    case SHIM6:
      return true;
    default:
      return false;
  }
}

function extensionSize(bytes: Buffer, at: number, number: number): number {
  if (number === FRAGMENT) return 8;
  const units = bytes.readUInt8(at + 1);
  // The authentication header alone counts in words of 4 bytes, minus 2 (RFC 4302 2.2).
  return number === AUTHENTICATION ? Math.max(8, (units + 2) * 4) : (units + 1) * 8;
}

/** What a sender chooses. Extension headers, if any, are part of the payload and `nextHeader` names the first. */
export interface Ipv6Fields extends Partial<Pick<Ipv6Header, 'trafficClass' | 'flowLabel' | 'hopLimit'>> {
  readonly source: Buffer;
  readonly destination: Buffer;
  readonly nextHeader: number;
}

/** Header and payload; the hop limit is 64 if absent. */
export function encodeIpv6(fields: Ipv6Fields, payload: Buffer): Buffer {
  if (payload.length > 0xffff) throw new RangeError(`an IPv6 payload is at most 65535 bytes, got: ${payload.length}`);
  const head = Buffer.alloc(IPV6_HEADER_LENGTH);
  head.writeUInt32BE((0x60000000 | ((fields.trafficClass ?? 0) << 20) | (fields.flowLabel ?? 0)) >>> 0, 0);
  head.writeUInt16BE(payload.length, 4);
  head.writeUInt8(fields.nextHeader, 6);
  head.writeUInt8(fields.hopLimit ?? 64, 7);
  head.set(fields.source, 8);
  head.set(fields.destination, 24);
  return Buffer.concat([head, payload]);
}
