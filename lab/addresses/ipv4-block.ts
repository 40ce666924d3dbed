import ipaddr from 'ipaddr.js';

/** A CIDR block taken apart. `base` and `last` are its first and last address as numbers. */
export interface Ipv4Block {
  readonly base: number;
  readonly last: number;
  readonly prefix: number;
}

const toNumber = (address: ipaddr.IPv4): number => address.octets.reduce((sum, octet) => sum * 256 + octet, 0);

const toText = (address: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');

/** Undefined unless `text` is four decimal numbers with dots. */
export const parseIpv4 = (text: string): number | undefined =>
  ipaddr.IPv4.isValidFourPartDecimal(text) ? toNumber(ipaddr.IPv4.parse(text)) : undefined;

/** Undefined unless `text` is a block in CIDR notation; host bits are ignored. */
export function parseIpv4Block(text: string): Ipv4Block | undefined {
  if (!hasPlainPrefix(text) || !ipaddr.IPv4.isValidCIDRFourPartDecimal(text)) return undefined;
  const [address, prefix] = ipaddr.IPv4.parseCIDR(text);
  const size = 2 ** (32 - prefix);
  const base = Math.floor(toNumber(address) / size) * size;
  return { base, last: base + size - 1, prefix };
}

/** `/24`, not `/024`; an address without a zone, which only its own machine would understand. */
const hasPlainPrefix = (cidr: string): boolean => /^[^%]*\/(0|[1-9]\d*)$/.test(cidr);

export const hasHostBits = (cidr: string): boolean => networkOf(cidr) !== cidr.toLowerCase();

/** The block in its shortest spelling without host bits: `192.168.0.161/24` is `192.168.0.0/24`. Undefined if it is none. */
export function networkOf(cidr: string): string | undefined {
  if (!hasPlainPrefix(cidr)) return undefined;
  if (ipaddr.IPv4.isValidCIDRFourPartDecimal(cidr)) return withPrefix(ipaddr.IPv4.networkAddressFromCIDR(cidr), cidr);
  if (ipaddr.IPv6.isValidCIDR(cidr)) return withPrefix(ipaddr.IPv6.networkAddressFromCIDR(cidr), cidr);
  return undefined;
}

const withPrefix = (address: ipaddr.IPv4 | ipaddr.IPv6, cidr: string): string =>
  `${address.toString()}/${Number(cidr.slice(cidr.indexOf('/') + 1))}`;

/** `IPv4` or `IPv6`, or undefined when `cidr` is no block in CIDR notation. */
export function familyOf(cidr: string): 'IPv4' | 'IPv6' | undefined {
  const network = networkOf(cidr);
  if (network === undefined) return undefined;
  return network.includes(':') ? 'IPv6' : 'IPv4';
}

export const contains = (outer: Ipv4Block, inner: Ipv4Block): boolean =>
  outer.base <= inner.base && inner.last <= outer.last;

export const overlaps = (one: Ipv4Block, other: Ipv4Block): boolean => one.base <= other.last && other.base <= one.last;

/**
 * Addresses of a subnet that no server can have: network and broadcast address, gateway, and the two before the broadcast
 * address, which the cloud keeps for its system interface and for DHCP.
 */
export function reservedAddresses(cidr: string, gatewayIp: string): ReadonlySet<string> {
  const block = parseIpv4Block(cidr);
  if (!block) return new Set();
  return new Set([toText(block.base), gatewayIp, ...[2, 1, 0].map((back) => toText(block.last - back))]);
}

/** The lowest address of `cidr` that is not in `taken`, or undefined when all are. */
export function firstFree(cidr: string, taken: ReadonlySet<string>): string | undefined {
  const block = parseIpv4Block(cidr);
  if (!block) return undefined;
  for (let address = block.base; address <= block.last; address += 1) {
    const text = toText(address);
    if (!taken.has(text)) return text;
  }
  return undefined;
}

export const isInside = (address: string, cidr: string): boolean => {
  const number = parseIpv4(address);
  const block = parseIpv4Block(cidr);
  return number !== undefined && block !== undefined && block.base <= number && number <= block.last;
};
