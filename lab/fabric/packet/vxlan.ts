import { undecodable, type Decoded } from './decoded';

export const VXLAN_HEADER_LENGTH = 8;
/** UDP port of VXLAN (IANA; guide, Table 4). */
export const VXLAN_PORT = 4789;
/** The I flag: the VNI is valid (RFC 7348 5). */
const VXLAN_FLAG_VNI = 0x08;
/** A VNI has 24 bits. */
export const VNI_MAX = 0xffffff;

export interface VxlanHeader {
  /** The first byte; 0x08 in a plain VXLAN packet. */
  readonly flags: number;
  /** 0 to 16777215. */
  readonly vni: number;
}

/** VXLAN (RFC 7348): the payload is an Ethernet frame. Without the I flag the VNI means nothing, which is an error. */
export function decodeVxlan(bytes: Buffer): Decoded<VxlanHeader> {
  if (bytes.length < VXLAN_HEADER_LENGTH) return undecodable(`vxlan: header needs 8 bytes, got: ${bytes.length}`);
  const flags = bytes.readUInt8(0);
  if ((flags & VXLAN_FLAG_VNI) === 0) return undecodable(`vxlan: flag 0x08 must be set, got: 0x${flags.toString(16)}`);
  return { ok: true, header: { flags, vni: bytes.readUIntBE(4, 3) }, payload: bytes.subarray(VXLAN_HEADER_LENGTH) };
}

/** The eight bytes before the inner frame. Throws a RangeError for a VNI outside of 0 to 16777215. */
export function encodeVxlanHeader(vni: number): Buffer {
  if (!Number.isInteger(vni) || vni < 0 || vni > VNI_MAX) {
    throw new RangeError(`VNI must be between 0 and ${VNI_MAX}, got: ${vni}`);
  }
  const head = Buffer.alloc(VXLAN_HEADER_LENGTH);
  head.writeUInt8(VXLAN_FLAG_VNI, 0);
  head.writeUIntBE(vni, 4, 3);
  return head;
}
