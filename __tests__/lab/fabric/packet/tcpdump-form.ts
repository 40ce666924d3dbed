/**
 * Writes a dissection the way `tcpdump -nnevvS -t` prints the frame, so that a test can compare what this project reads
 * in a packet with what tcpdump reads in it, character by character.
 */
import { dissect, headerOf, type Layer } from '../../../../lab/fabric/packet/dissect';
import { type EthernetHeader } from '../../../../lab/fabric/packet/ethernet';
import { formatIp } from '../../../../lab/addresses/ip-address';
import { type Ipv4Header } from '../../../../lab/fabric/packet/ipv4';
import { type Ipv6Header } from '../../../../lab/fabric/packet/ipv6';
import { formatMac } from '../../../../lab/addresses/mac';
import { type TcpHeader, type TcpOption } from '../../../../lab/fabric/packet/tcp';

/** One line per frame; frames inside VXLAN follow on a line of their own, as tcpdump prints them. */
export function tcpdumpForm(frame: Buffer): string {
  const { layers, payload } = dissect(frame);
  const inner = layers.findIndex(({ kind }) => kind === 'vxlan');
  if (inner < 0) return lineOf(layers, payload, frame);
  const outerLine = lineOf(layers.slice(0, inner + 1), Buffer.alloc(0), frame);
  // Ethernet, IPv4, UDP and VXLAN of a mirrored frame have no options: 50 bytes.
  return `${outerLine}\n${tcpdumpForm(frame.subarray(50))}`;
}

/** tcpdump's output with the continuation lines of `-v` joined, and with the words of 4.99.4 for packets that were cut. */
export function joinLines(output: string): string {
  return output
    .trimEnd()
    .replace(/ *\n\s+/g, ' ')
    .replace(
      /\[total length (\d+) > length (\d+)\] \(invalid\)/g,
      (_, sent: string, captured: string) => `truncated-ip - ${Number(sent) - Number(captured)} bytes missing!`,
    );
}

function lineOf(layers: readonly Layer[], payload: Buffer, frame: Buffer): string {
  const ethernet = headerIn(layers, 'ethernet');
  const parts = [ethernetText(ethernet, frame.length)];
  const [, network, ...above] = layers;
  if (network?.kind === 'arp') {
    const { operation, senderIp, senderMac, targetIp } = network.header;
    const what =
      operation === 1
        ? `Request who-has ${formatIp(targetIp)} tell ${formatIp(senderIp)}`
        : `Reply ${formatIp(senderIp)} is-at ${formatMac(senderMac)}`;
    parts.push(`Ethernet (len 6), IPv4 (len 4), ${what}, length 28`);
  } else if (network?.kind === 'ipv4') {
    const available = frame.length - 14 - 4 * ethernet.tags.length;
    parts.push(ipv4Text(network.header, available), ipv4Rest(network.header, above, payload, available));
  } else if (network?.kind === 'ipv6') {
    parts.push(ipv6Text(network.header), ipv6Rest(network.header, above, payload));
  }
  return parts.join(' ');
}

function headerIn(layers: readonly Layer[], kind: 'ethernet'): EthernetHeader {
  const header = headerOf({ layers, payload: Buffer.alloc(0) }, kind);
  if (header === undefined) throw new Error('a sample frame has an Ethernet header');
  return header;
}

const ETHERTYPES: Record<number, string> = {
  0x0800: 'IPv4',
  0x86dd: 'IPv6',
  0x0806: 'ARP',
  0x8100: '802.1Q',
  0x88a8: '802.1Q-QinQ',
};

function etherTypeText(value: number): string {
  return `ethertype ${ETHERTYPES[value] ?? 'Unknown'} (0x${value.toString(16).padStart(4, '0')}),`;
}

function ethernetText({ source, destination, tags, etherType }: EthernetHeader, length: number): string {
  const types = [...tags.map((tag) => tag.tpid), etherType];
  const [first = 0, ...rest] = types;
  const ends = `${formatMac(source)} > ${formatMac(destination)}, ${etherTypeText(first)} length ${length}:`;
  const tagTexts = tags.map(
    ({ id, priority, dropEligible }, index) =>
      `vlan ${id}, p ${priority},${dropEligible ? ' DEI,' : ''} ${etherTypeText(rest[index] ?? 0)}`,
  );
  return [ends, ...tagTexts].join(' ');
}

const PROTOCOLS: Record<number, string> = {
  0: 'Options',
  1: 'ICMP',
  6: 'TCP',
  17: 'UDP',
  44: 'Fragment',
  58: 'ICMPv6',
};

function ipv4Text(ip: Ipv4Header, available: number): string {
  const flags = [ip.moreFragments ? '+' : '', ip.dontFragment ? 'DF' : ''].filter((flag) => flag !== '').join(', ');
  const missing = ip.totalLength - available;
  return [
    missing > 0 ? `truncated-ip - ${missing} bytes missing! ` : '',
    `(tos 0x${ip.typeOfService.toString(16)}`,
    [1, 2, 3].includes(ip.typeOfService & 3) ? `,${['', 'ECT(1)', 'ECT(0)', 'CE'][ip.typeOfService & 3] ?? ''}` : '',
    `, ttl ${ip.ttl}, id ${ip.identification}, offset ${ip.fragmentOffset}, flags [${flags === '' ? 'none' : flags}]`,
    `, proto ${PROTOCOLS[ip.protocol] ?? 'unknown'} (${ip.protocol}), length ${ip.totalLength}`,
    ip.options.length > 0 ? `, options (RA)` : '',
    ip.checksumOk ? ')' : `, bad cksum ${ip.checksum.toString(16)} (->0)!)`,
  ].join('');
}

function ipv4Rest(ip: Ipv4Header, above: readonly Layer[], payload: Buffer, available: number): string {
  const [layer] = above;
  const ends = [formatIp(ip.source), formatIp(ip.destination)] as const;
  if (ip.fragmentOffset > 0) return `${ends.join(' > ')}: ip-proto-${ip.protocol}`;
  const segment = ip.totalLength - 20 - ip.options.length;
  const whole = available >= ip.totalLength && !ip.moreFragments;
  return transportText(ip, ends, layer, above, { segment, whole, payload, tail: `, length ${segment}` });
}

function ipv6Text(ip: Ipv6Header): string {
  const next = ip.extensions[0] ?? ip.protocol;
  return [
    '(',
    ip.trafficClass === 0 ? '' : `class 0x${ip.trafficClass.toString(16).padStart(2, '0')}, `,
    ip.flowLabel === 0 ? '' : `flowlabel 0x${ip.flowLabel.toString(16).padStart(5, '0')}, `,
    `hlim ${ip.hopLimit}, next-header ${PROTOCOLS[next] ?? 'unknown'} (${next}) payload length: ${ip.payloadLength})`,
  ].join('');
}

function ipv6Rest(ip: Ipv6Header, above: readonly Layer[], payload: Buffer): string {
  const [layer] = above;
  const ends = [formatIp(ip.source), formatIp(ip.destination)] as const;
  // The sample frames have extension headers of 8 bytes.
  const segment = ip.payloadLength - 8 * ip.extensions.length;
  const whole = ip.fragment === undefined;
  if (ip.extensions.length === 0) return transportText(ip, ends, layer, above, { segment, whole, payload, tail: '' });
  const extensions = ip.extensions.map((number) => {
    if (number === 0) return 'HBH (padn)';
    const { identification = 0, offset = 0 } = ip.fragment ?? {};
    return `frag (0x${identification.toString(16).padStart(8, '0')}:${offset}|${segment})`;
  });
  const rest =
    layer === undefined ? '' : ` ${transportText(ip, ['', ''], layer, above, { segment, whole, payload, tail: '' })}`;
  return `${ends.join(' > ')}: ${extensions.join(' ')}${rest}`;
}

interface Rest {
  /** Length of the transport header and its payload as the sender wrote it. */
  readonly segment: number;
  /** Neither cut nor a fragment, so that tcpdump can verify checksums. */
  readonly whole: boolean;
  readonly payload: Buffer;
  readonly tail: string;
}

function transportText(
  ip: Ipv4Header | Ipv6Header,
  [source, destination]: readonly [string, string],
  layer: Layer | undefined,
  above: readonly Layer[],
  rest: Rest,
): string {
  const end = (address: string, port: number): string => (address === '' ? String(port) : `${address}.${port}`);
  switch (layer?.kind) {
    case 'tcp': {
      const { sourcePort, destinationPort } = layer.header;
      return `${end(source, sourcePort)} > ${end(destination, destinationPort)}: ${tcpText(layer.header, rest)}`;
    }
    case 'udp': {
      const { sourcePort, destinationPort, checksum, length } = layer.header;
      const ends = `${end(source, sourcePort)} > ${end(destination, destinationPort)}:`;
      const vxlan = above[1];
      const sum = checksum === 0 ? '[no cksum] ' : '[udp sum ok] ';
      if (vxlan?.kind === 'vxlan') {
        const flags = `flags [I] (0x${vxlan.header.flags.toString(16).padStart(2, '0')})`;
        return `${ends} ${rest.whole ? sum : ''}VXLAN, ${flags}, vni ${vxlan.header.vni}`;
      }
      return `${ends} ${rest.whole ? sum : ''}UDP, length ${length - 8}`;
    }
    case 'icmp':
    case 'icmpv6': {
      const { type, identifier, sequence } = layer.header;
      const name = type === 8 || type === 128 ? 'echo request' : 'echo reply';
      const title = layer.kind === 'icmp' ? `ICMP ${name}` : `[icmp6 sum ok] ICMP6, ${name}`;
      return `${source} > ${destination}: ${title}, id ${identifier}, seq ${sequence}${rest.tail}`;
    }
    default:
      throw new Error(`no tcpdump form for protocol ${ip.protocol}`);
  }
}

function tcpText(tcp: TcpHeader, { segment, whole }: Rest): string {
  const header =
    20 + Math.ceil(tcp.options.reduce((sum, { kind, data }) => sum + (kind < 2 ? 1 : 2 + data.length), 0) / 4) * 4;
  const length = segment - header;
  const names: readonly [number, string][] = [
    [0x01, 'F'],
    [0x02, 'S'],
    [0x04, 'R'],
    [0x08, 'P'],
    [0x10, '.'],
    [0x20, 'U'],
    [0x40, 'E'],
    [0x80, 'W'],
  ];
  const flags = names.flatMap(([bit, name]) => ((tcp.flags & bit) !== 0 ? [name] : [])).join('');
  const range = length > 0 ? `${tcp.sequence}:${(tcp.sequence + length) % 2 ** 32}` : String(tcp.sequence);
  const fields = [
    `Flags [${flags === '' ? 'none' : flags}]`,
    ...(whole ? [`cksum 0x${tcp.checksum.toString(16).padStart(4, '0')} (correct)`] : []),
    `seq ${range}`,
    ...((tcp.flags & 0x10) !== 0 ? [`ack ${tcp.acknowledgement}`] : []),
    `win ${tcp.window}`,
    ...((tcp.flags & 0x20) !== 0 ? [`urg ${tcp.urgentPointer}`] : []),
    ...(tcp.options.length > 0 ? [`options [${tcp.options.map(optionText).join(',')}]`] : []),
    `length ${length}`,
  ];
  return fields.join(', ');
}

function optionText({ kind, data }: TcpOption): string {
  switch (kind) {
    case 0:
      return 'eol';
    case 1:
      return 'nop';
    case 2:
      return `mss ${data.readUInt16BE(0)}`;
    case 3:
      return `wscale ${data.readUInt8(0)}`;
    case 4:
      return 'sackOK';
    case 8:
      return `TS val ${data.readUInt32BE(0)} ecr ${data.readUInt32BE(4)}`;
    default:
      throw new Error(`no tcpdump form for TCP option ${kind}`);
  }
}
