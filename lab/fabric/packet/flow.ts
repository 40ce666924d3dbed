import { EtherType, decodeEthernet, type EthernetHeader } from './ethernet';
import { IpProtocol, decodeIpv4 } from './ipv4';
import { decodeIpv6 } from './ipv6';

/** What a filter needs to know of a frame with an IP packet in it. */
export interface Flow {
  readonly ethernet: EthernetHeader;
  readonly version: 4 | 6;
  /** 4 or 16 bytes. */
  readonly source: Buffer;
  /** 4 or 16 bytes. */
  readonly destination: Buffer;
  readonly protocol: number;
  /** Part of a larger packet: not the whole one. */
  readonly fragmented: boolean;
  /** Only of TCP and UDP, and only when this frame holds them: a later fragment does not. */
  readonly ports?: { readonly source: number; readonly destination: number };
  /** What follows the IP header. */
  readonly payload: Buffer;
}

/**
 * Reads addresses, protocol and ports of a frame, through VLAN tags, IPv4 options and IPv6 extension headers.
 * Undefined when the frame is no IPv4 or IPv6, or is too short or malformed to say.
 */
export function readFlow(frame: Buffer): Flow | undefined {
  const ethernet = decodeEthernet(frame);
  if (!ethernet.ok) return undefined;
  switch (ethernet.header.etherType) {
    case EtherType.IPV4: {
      const ip = decodeIpv4(ethernet.payload);
      if (!ip.ok) return undefined;
      const { source, destination, protocol, fragmentOffset, moreFragments } = ip.header;
      const fragmented = fragmentOffset > 0 || moreFragments;
      const ports = fragmentOffset > 0 ? undefined : readPorts(protocol, ip.payload);
      const flow = { ethernet: ethernet.header, source, destination, protocol, fragmented, payload: ip.payload };
      return { ...flow, version: 4, ...(ports && { ports }) };
    }
    case EtherType.IPV6: {
      const ip = decodeIpv6(ethernet.payload);
      if (!ip.ok) return undefined;
      const { source, destination, protocol, fragment } = ip.header;
      const fragmented = fragment !== undefined && (fragment.offset > 0 || fragment.moreFragments);
      const ports = fragment !== undefined && fragment.offset > 0 ? undefined : readPorts(protocol, ip.payload);
      const flow = { ethernet: ethernet.header, source, destination, protocol, fragmented, payload: ip.payload };
      return { ...flow, version: 6, ...(ports && { ports }) };
    }
    default:
      return undefined;
  }
}

function readPorts(protocol: number, segment: Buffer): Flow['ports'] {
  if (protocol !== IpProtocol.TCP && protocol !== IpProtocol.UDP) return undefined;
  if (segment.length < 4) return undefined;
  return { source: segment.readUInt16BE(0), destination: segment.readUInt16BE(2) };
}
