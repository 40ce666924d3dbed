import { transportChecksum } from './checksum';
import { undecodable, type Decoded } from './decoded';
import { IpProtocol } from './ipv4';

export const UDP_HEADER_LENGTH = 8;

export interface UdpHeader {
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Header and payload in bytes as the sender wrote it. */
  readonly length: number;
  /** 0 = the sender computed none, allowed over IPv4 (RFC 768). */
  readonly checksum: number;
}

/** UDP (RFC 768). The payload ends where the length says, or earlier when fewer bytes were captured. */
export function decodeUdp(bytes: Buffer): Decoded<UdpHeader> {
  if (bytes.length < UDP_HEADER_LENGTH) return undecodable(`udp: header needs 8 bytes, got: ${bytes.length}`);
  const length = bytes.readUInt16BE(4);
  if (length < UDP_HEADER_LENGTH) return undecodable(`udp: length must be at least 8, got: ${length}`);
  const header = {
    sourcePort: bytes.readUInt16BE(0),
    destinationPort: bytes.readUInt16BE(2),
    length,
    checksum: bytes.readUInt16BE(6),
  };
  return { ok: true, header, payload: bytes.subarray(UDP_HEADER_LENGTH, Math.min(bytes.length, length)) };
}

/** Datagram with checksum for the given addresses; without addresses the checksum is 0 ("none"). */
export function encodeUdp(
  ports: Pick<UdpHeader, 'sourcePort' | 'destinationPort'>,
  payload: Buffer,
  addresses?: { readonly source: Buffer; readonly destination: Buffer },
): Buffer {
  const length = UDP_HEADER_LENGTH + payload.length;
  if (length > 0xffff) throw new RangeError(`a UDP datagram is at most 65535 bytes, got: ${length}`);
  const head = Buffer.alloc(UDP_HEADER_LENGTH);
  head.writeUInt16BE(ports.sourcePort, 0);
  head.writeUInt16BE(ports.destinationPort, 2);
  head.writeUInt16BE(length, 4);
  const datagram = Buffer.concat([head, payload]);
  if (addresses !== undefined) {
    const sum = transportChecksum(addresses.source, addresses.destination, IpProtocol.UDP, datagram);
    // A computed 0 is sent as ones, because 0 says "none".
    datagram.writeUInt16BE(sum === 0 ? 0xffff : sum, 6);
  }
  return datagram;
}
