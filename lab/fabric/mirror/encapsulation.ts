import { internetChecksum } from '../packet/checksum';
import { ETHERNET_HEADER_LENGTH, EtherType, encodeEthernet } from '../packet/ethernet';
import { parseIpv4 } from '../../addresses/ip-address';
import { IPV4_HEADER_LENGTH, IpProtocol, encodeIpv4 } from '../packet/ipv4';
import { parseMac } from '../../addresses/mac';
import { UDP_HEADER_LENGTH, encodeUdp } from '../packet/udp';
import { VXLAN_HEADER_LENGTH, VXLAN_PORT, encodeVxlanHeader } from '../packet/vxlan';

/** Ethernet 14 + IPv4 20 + UDP 8 + VXLAN 8 (guide: an inner frame of 72 bytes arrives as 122). */
export const OVERHEAD = ETHERNET_HEADER_LENGTH + IPV4_HEADER_LENGTH + UDP_HEADER_LENGTH + VXLAN_HEADER_LENGTH;

/** Largest packet length of a session (API reference of VPC: CreateTrafficMirrorSession, packet_length). */
export const PACKET_LENGTH_MAX = 1460;

const IP_AT = ETHERNET_HEADER_LENGTH;
const UDP_AT = IP_AT + IPV4_HEADER_LENGTH;

export interface EncapsulationOptions {
  /** 0 to 16777215. */
  readonly vni: number;
  /** Bytes of the original frame, from its first Ethernet byte, that are copied: 1 to 1460. */
  readonly packetLength: number;
  /** Address of the mirror source's network interface: the outer source. */
  readonly sourceIpv4: string;
  /** Address of the mirror target's network interface: the outer destination. */
  readonly targetIpv4: string;
  /** Outer source MAC: the gateway's, not the mirror source's (guide, Table 6). */
  readonly gatewayMac: string;
  /** Outer destination MAC: the target interface's. */
  readonly targetMac: string;
}

/** Wraps original frames for one session and one target; see {@link compileEncapsulation}. */
export interface Encapsulation {
  /** Length of the outer frame for an original of `length` bytes. */
  outerLength(length: number): number;
  /**
   * Writes the outer frame for `original` into `into` at `at` and returns its length. The outer IP packet has "don't
   * fragment" set: with at most 1460 bytes inside it never exceeds 1496, so it fits every network of MTU 1500.
   */
  write(original: Buffer, sourcePort: number, into: Buffer, at: number): number;
}

/**
 * Prepares the constant bytes once, since each frame changes only lengths, source port and checksum. The outer UDP
 * checksum is 0, as RFC 7348 5 recommends over IPv4. Throws a RangeError or Error for values out of range.
 */
export function compileEncapsulation(options: EncapsulationOptions): Encapsulation {
  const { packetLength } = options;
  if (!Number.isInteger(packetLength) || packetLength < 1 || packetLength > PACKET_LENGTH_MAX) {
    throw new RangeError(`packet length must be between 1 and ${PACKET_LENGTH_MAX}, got: ${packetLength}`);
  }
  const template = emptyFrame(options);
  const outerLength = (length: number): number => OVERHEAD + Math.min(length, packetLength);
  return {
    outerLength,
    write(original, sourcePort, into, at) {
      const length = outerLength(original.length);
      template.copy(into, at);
      into.writeUInt16BE(length - IP_AT, at + IP_AT + 2);
      const ipHeader = into.subarray(at + IP_AT, at + UDP_AT);
      ipHeader.writeUInt16BE(0, 10);
      ipHeader.writeUInt16BE(internetChecksum(ipHeader), 10);
      into.writeUInt16BE(sourcePort, at + UDP_AT);
      into.writeUInt16BE(length - UDP_AT, at + UDP_AT + 4);
      original.copy(into, at + OVERHEAD, 0, packetLength);
      return length;
    },
  };
}

/** The outer frame as one buffer; for single frames and tests. */
export function encapsulate(encapsulation: Encapsulation, original: Buffer, sourcePort: number): Buffer {
  const outer = Buffer.alloc(encapsulation.outerLength(original.length));
  encapsulation.write(original, sourcePort, outer, 0);
  return outer;
}

function emptyFrame(options: EncapsulationOptions): Buffer {
  const source = parseIpv4(options.sourceIpv4);
  const destination = parseIpv4(options.targetIpv4);
  const udp = encodeUdp({ sourcePort: 0, destinationPort: VXLAN_PORT }, encodeVxlanHeader(options.vni));
  const ip = encodeIpv4({ source, destination, protocol: IpProtocol.UDP, dontFragment: true }, udp);
  const macs = { source: parseMac(options.gatewayMac), destination: parseMac(options.targetMac) };
  return encodeEthernet({ ...macs, etherType: EtherType.IPV4 }, ip);
}
