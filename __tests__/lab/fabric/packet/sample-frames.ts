import { encodeArp } from '../../../../lab/fabric/packet/arp';
import { EtherType, encodeEthernet, type VlanTag } from '../../../../lab/fabric/packet/ethernet';
import { IcmpType, encodeIcmp } from '../../../../lab/fabric/packet/icmp';
import { parseIpv4, parseIpv6 } from '../../../../lab/addresses/ip-address';
import { IpProtocol, encodeIpv4, type Ipv4Fields } from '../../../../lab/fabric/packet/ipv4';
import { encodeIpv6, type Ipv6Fields } from '../../../../lab/fabric/packet/ipv6';
import { parseMac } from '../../../../lab/addresses/mac';
import { TcpFlag, encodeTcp, type TcpFields } from '../../../../lab/fabric/packet/tcp';
import { encodeUdp } from '../../../../lab/fabric/packet/udp';

/** What a sample frame may differ in; the rest is the guide's: ECS-test to ECS-source. */
export interface SampleOptions {
  readonly sourceMac?: string;
  readonly destinationMac?: string;
  readonly tags?: readonly VlanTag[];
  readonly source?: string;
  readonly destination?: string;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly payload?: Buffer;
  readonly tcp?: Partial<TcpFields>;
  readonly ipv4?: Partial<Ipv4Fields>;
  readonly ipv6?: Partial<Ipv6Fields>;
}

const V4 = { source: '192.168.0.161', destination: '192.168.0.230' };
const V6 = { source: '2001:db8::161', destination: '2001:db8::230' };

function ethernet(options: SampleOptions, etherType: number, payload: Buffer): Buffer {
  return encodeEthernet(
    {
      destination: parseMac(options.destinationMac ?? 'fa:16:3e:7e:d6:bc'),
      source: parseMac(options.sourceMac ?? 'fa:16:3e:7e:d6:77'),
      tags: options.tags ?? [],
      etherType,
    },
    payload,
  );
}

/** An IPv4 frame around any transport bytes. */
export function ipv4Frame(
  options: SampleOptions,
  protocol: number,
  transport: (addresses: { source: Buffer; destination: Buffer }) => Buffer,
): Buffer {
  const addresses = {
    source: parseIpv4(options.source ?? V4.source),
    destination: parseIpv4(options.destination ?? V4.destination),
  };
  const packet = encodeIpv4({ ...addresses, protocol, ...options.ipv4 }, transport(addresses));
  return ethernet(options, EtherType.IPV4, packet);
}

/** An IPv6 frame around any transport bytes. */
export function ipv6Frame(
  options: SampleOptions,
  nextHeader: number,
  transport: (addresses: { source: Buffer; destination: Buffer }) => Buffer,
): Buffer {
  const addresses = {
    source: parseIpv6(options.source ?? V6.source),
    destination: parseIpv6(options.destination ?? V6.destination),
  };
  const packet = encodeIpv6({ ...addresses, nextHeader, ...options.ipv6 }, transport(addresses));
  return ethernet(options, EtherType.IPV6, packet);
}

function ports(options: SampleOptions) {
  return { sourcePort: options.sourcePort ?? 38944, destinationPort: options.destinationPort ?? 1234 };
}

/** The options of the guide's sample: nop, nop, timestamps. */
export const TIMESTAMPS = [
  { kind: 1, data: Buffer.alloc(0) },
  { kind: 1, data: Buffer.alloc(0) },
  { kind: 8, data: Buffer.from('39cbd94e24124d14', 'hex') },
];

function tcp(options: SampleOptions, addresses: { source: Buffer; destination: Buffer }): Buffer {
  const fields = { flags: TcpFlag.PSH | TcpFlag.ACK, options: TIMESTAMPS, window: 502, ...options.tcp };
  return encodeTcp({ ...ports(options), ...fields }, options.payload ?? Buffer.from('12345\n'), addresses);
}

function udp(options: SampleOptions, addresses: { source: Buffer; destination: Buffer }): Buffer {
  return encodeUdp(ports(options), options.payload ?? Buffer.from('12345\n'), addresses);
}

/** The guide's sample packet (72 bytes) unless told otherwise. */
export function tcp4(options: SampleOptions = {}): Buffer {
  return ipv4Frame(options, IpProtocol.TCP, (addresses) => tcp(options, addresses));
}

export function udp4(options: SampleOptions = {}): Buffer {
  return ipv4Frame(options, IpProtocol.UDP, (addresses) => udp(options, addresses));
}

export function icmp4(options: SampleOptions = {}): Buffer {
  const payload = options.payload ?? Buffer.alloc(56);
  return ipv4Frame(options, IpProtocol.ICMP, () =>
    encodeIcmp({ type: IcmpType.ECHO_REQUEST, identifier: 7, sequence: 1 }, payload),
  );
}

export function tcp6(options: SampleOptions = {}): Buffer {
  return ipv6Frame(options, IpProtocol.TCP, (addresses) => tcp(options, addresses));
}

export function udp6(options: SampleOptions = {}): Buffer {
  return ipv6Frame(options, IpProtocol.UDP, (addresses) => udp(options, addresses));
}

export function icmp6(options: SampleOptions = {}): Buffer {
  const payload = options.payload ?? Buffer.alloc(56);
  return ipv6Frame(options, IpProtocol.ICMPV6, (addresses) =>
    encodeIcmp({ type: IcmpType.ECHO_REQUEST_V6, identifier: 7, sequence: 1 }, payload, addresses),
  );
}

export function arpRequest(options: SampleOptions = {}): Buffer {
  const message = encodeArp({
    operation: 1,
    senderMac: parseMac(options.sourceMac ?? 'fa:16:3e:7e:d6:77'),
    senderIp: parseIpv4(options.source ?? V4.source),
    targetMac: Buffer.alloc(6),
    targetIp: parseIpv4(options.destination ?? V4.destination),
  });
  return ethernet({ ...options, destinationMac: 'ff:ff:ff:ff:ff:ff' }, EtherType.ARP, message);
}
