import { undecodable, type Decoded } from './decoded';

export const ETHERNET_HEADER_LENGTH = 14;

/** EtherTypes that this project meets (IEEE 802 numbers). */
export const EtherType = { IPV4: 0x0800, ARP: 0x0806, VLAN: 0x8100, IPV6: 0x86dd, QINQ: 0x88a8 } as const;

export interface VlanTag {
  /** 0x8100 (802.1Q) or 0x88a8 (802.1ad). */
  readonly tpid: number;
  /** Priority code point, 0 to 7. */
  readonly priority: number;
  readonly dropEligible: boolean;
  /** VLAN identifier, 0 to 4095. */
  readonly id: number;
}

export interface EthernetHeader {
  /** 6 bytes. */
  readonly destination: Buffer;
  /** 6 bytes. */
  readonly source: Buffer;
  /** Outermost first; empty for an untagged frame. */
  readonly tags: readonly VlanTag[];
  /** EtherType of the payload; values below 0x600 are an 802.3 length. */
  readonly etherType: number;
}

const NO_TAGS: readonly VlanTag[] = [];

/** Ethernet II with any number of 802.1Q / 802.1ad tags; no frame check sequence, as the kernel hands frames over. */
export function decodeEthernet(bytes: Buffer): Decoded<EthernetHeader> {
  if (bytes.length < ETHERNET_HEADER_LENGTH) {
    return undecodable(`ethernet: header needs 14 bytes, got: ${bytes.length}`);
  }
  let etherType = bytes.readUInt16BE(12);
  let at = ETHERNET_HEADER_LENGTH;
  let tags: VlanTag[] | undefined;
  while (etherType === EtherType.VLAN || etherType === EtherType.QINQ) {
    if (bytes.length < at + 4) return undecodable('ethernet: frame ends inside a VLAN tag');
    const control = bytes.readUInt16BE(at);
    tags ??= [];
    tags.push({
      tpid: etherType,
      priority: control >> 13,
      dropEligible: (control & 0x1000) !== 0,
      id: control & 0x0fff,
    });
    etherType = bytes.readUInt16BE(at + 2);
    at += 4;
  }
  const header = { destination: bytes.subarray(0, 6), source: bytes.subarray(6, 12), tags: tags ?? NO_TAGS, etherType };
  return { ok: true, header, payload: bytes.subarray(at) };
}

/** The frame's bytes; nothing is padded to the 60 bytes of a wire, since no virtual device pads either. */
export function encodeEthernet(
  header: Omit<EthernetHeader, 'tags'> & Partial<EthernetHeader>,
  payload: Buffer,
): Buffer {
  const tags = header.tags ?? NO_TAGS;
  const head = Buffer.alloc(ETHERNET_HEADER_LENGTH + 4 * tags.length);
  head.set(header.destination.subarray(0, 6), 0);
  head.set(header.source.subarray(0, 6), 6);
  let at = 12;
  for (const tag of tags) {
    head.writeUInt16BE(tag.tpid, at);
    head.writeUInt16BE((tag.priority << 13) | (tag.dropEligible ? 0x1000 : 0) | tag.id, at + 2);
    at += 4;
  }
  head.writeUInt16BE(header.etherType, at);
  return Buffer.concat([head, payload]);
}
