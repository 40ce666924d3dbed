import { decodeArp, type ArpHeader } from './arp';
import { type Decoded } from './decoded';
import { EtherType, decodeEthernet, type EthernetHeader } from './ethernet';
import { decodeIcmp, type IcmpHeader } from './icmp';
import { IpProtocol, decodeIpv4, type Ipv4Header } from './ipv4';
import { decodeIpv6, type Ipv6Header } from './ipv6';
import { decodeTcp, type TcpHeader } from './tcp';
import { decodeUdp, type UdpHeader } from './udp';
import { VXLAN_PORT, decodeVxlan, type VxlanHeader } from './vxlan';

interface Headers {
  readonly ethernet: EthernetHeader;
  readonly arp: ArpHeader;
  readonly ipv4: Ipv4Header;
  readonly ipv6: Ipv6Header;
  readonly tcp: TcpHeader;
  readonly udp: UdpHeader;
  readonly icmp: IcmpHeader;
  readonly icmpv6: IcmpHeader;
  readonly vxlan: VxlanHeader;
}

export type LayerKind = keyof Headers;

/** One layer of a frame, told apart by `kind`. */
export type Layer = { [K in LayerKind]: { readonly kind: K; readonly header: Headers[K] } }[LayerKind];

export interface Dissection {
  /** Outermost first; a mirrored frame has ethernet, ipv4, udp, vxlan, ethernet, ipv4, tcp. */
  readonly layers: readonly Layer[];
  /** What follows the last layer. */
  readonly payload: Buffer;
  /** Why the next layer could not be read, when one was due. */
  readonly problem?: string;
}

/**
 * Reads a frame as deep as it goes, including what is inside VXLAN. Never throws: where it cannot go on it says why.
 * Later fragments end at the IP layer, whatever their bytes look like.
 */
export function dissect(frame: Buffer): Dissection {
  const layers: Layer[] = [];
  let payload = frame;
  let next: LayerKind | undefined = 'ethernet';
  // Every layer consumes at least 8 bytes, so the walk ends with the frame.
  while (next !== undefined) {
    const step: Step = readLayer(next, payload);
    if ('problem' in step) return { layers, payload, problem: step.problem };
    layers.push(step.layer);
    ({ payload, next } = step);
  }
  return { layers, payload };
}

/** The header of the first layer of a kind at or after layer `from`, such as the `tcp` inside a mirrored frame. */
export function headerOf<K extends LayerKind>(dissection: Dissection, kind: K, from = 0): Headers[K] | undefined {
  const layer = dissection.layers.slice(from).find((each) => each.kind === kind);
  return layer?.header as Headers[K] | undefined;
}

type Step =
  | { readonly layer: Layer; readonly payload: Buffer; readonly next: LayerKind | undefined }
  | { readonly problem: string };

type LayerReader<H> = readonly [decode: (bytes: Buffer) => Decoded<H>, next: (header: H) => LayerKind | undefined];

const end = (): undefined => undefined;

const READERS: { readonly [K in LayerKind]: LayerReader<Headers[K]> } = {
  ethernet: [decodeEthernet, ({ etherType }) => afterEthernet(etherType)],
  arp: [decodeArp, end],
  ipv4: [decodeIpv4, (header) => (header.fragmentOffset > 0 ? undefined : afterIp(header.protocol))],
  ipv6: [decodeIpv6, (header) => ((header.fragment?.offset ?? 0) > 0 ? undefined : afterIp(header.protocol))],
  tcp: [decodeTcp, end],
  udp: [decodeUdp, ({ destinationPort }) => (destinationPort === VXLAN_PORT ? 'vxlan' : undefined)],
  icmp: [decodeIcmp, end],
  icmpv6: [decodeIcmp, end],
  vxlan: [decodeVxlan, () => 'ethernet'],
};

function readLayer(kind: LayerKind, bytes: Buffer): Step {
  const [decode, next] = READERS[kind] as unknown as LayerReader<Headers[LayerKind]>;
  const result = decode(bytes);
  if (!result.ok) return { problem: result.reason };
  // Kind and header come from the same row of the table.
  const layer = { kind, header: result.header } as Layer;
  return { layer, payload: result.payload, next: next(result.header) };
}

function afterEthernet(etherType: number): LayerKind | undefined {
  if (etherType === EtherType.IPV4) return 'ipv4';
  if (etherType === EtherType.IPV6) return 'ipv6';
  return etherType === EtherType.ARP ? 'arp' : undefined;
}

function afterIp(protocol: number): LayerKind | undefined {
  switch (protocol) {
    case IpProtocol.TCP:
      return 'tcp';
    case IpProtocol.UDP:
      return 'udp';
    case IpProtocol.ICMP:
      return 'icmp';
    case IpProtocol.ICMPV6:
      return 'icmpv6';
    default:
      return undefined;
  }
}
