import { undecodable, type Decoded } from './decoded';

/** ARP for IPv4 over Ethernet (RFC 826). */
export interface ArpHeader {
  /** 1 request, 2 reply. */
  readonly operation: number;
  readonly senderMac: Buffer;
  readonly senderIp: Buffer;
  readonly targetMac: Buffer;
  readonly targetIp: Buffer;
}

const ARP_LENGTH = 28;
const ETHERNET_IPV4 = Buffer.from([0x00, 0x01, 0x08, 0x00, 6, 4]);

export function decodeArp(bytes: Buffer): Decoded<ArpHeader> {
  if (bytes.length < ARP_LENGTH) return undecodable(`arp: message needs 28 bytes, got: ${bytes.length}`);
  if (!bytes.subarray(0, 6).equals(ETHERNET_IPV4)) return undecodable('arp: not IPv4 over Ethernet');
  const header = {
    operation: bytes.readUInt16BE(6),
    senderMac: bytes.subarray(8, 14),
    senderIp: bytes.subarray(14, 18),
    targetMac: bytes.subarray(18, 24),
    targetIp: bytes.subarray(24, 28),
  };
  return { ok: true, header, payload: bytes.subarray(ARP_LENGTH) };
}

export function encodeArp(header: ArpHeader): Buffer {
  const operation = Buffer.alloc(2);
  operation.writeUInt16BE(header.operation);
  return Buffer.concat([
    ETHERNET_IPV4,
    operation,
    header.senderMac,
    header.senderIp,
    header.targetMac,
    header.targetIp,
  ]);
}
