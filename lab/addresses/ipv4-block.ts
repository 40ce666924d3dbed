import ipaddr from 'ipaddr.js';
import { hasPlainPrefix } from './cidr-text';

/** A CIDR block taken apart. `base` and `last` are its first and last address as numbers. */
export interface Ipv4Block {
  readonly base: number;
  readonly last: number;
  readonly prefix: number;
}

const toNumber = (address: ipaddr.IPv4): number => address.octets.reduce((sum, octet) => sum * 256 + octet, 0);

/** The dotted form of an address as a number. */
export const ipv4Text = (address: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');

/** An address as a number. Undefined unless `text` is four decimal numbers with dots. */
export const ipv4Number = (text: string): number | undefined =>
  ipaddr.IPv4.isValidFourPartDecimal(text) ? toNumber(ipaddr.IPv4.parse(text)) : undefined;

/** Undefined unless `text` is a block in CIDR notation; host bits are ignored. */
export function parseIpv4Block(text: string): Ipv4Block | undefined {
  if (!hasPlainPrefix(text) || !ipaddr.IPv4.isValidCIDRFourPartDecimal(text)) return undefined;
  const [address, prefix] = ipaddr.IPv4.parseCIDR(text);
  const size = 2 ** (32 - prefix);
  const base = Math.floor(toNumber(address) / size) * size;
  return { base, last: base + size - 1, prefix };
}

export const contains = (outer: Ipv4Block, inner: Ipv4Block): boolean =>
  outer.base <= inner.base && inner.last <= outer.last;

export const overlaps = (one: Ipv4Block, other: Ipv4Block): boolean => one.base <= other.last && other.base <= one.last;

/** Whether two blocks in CIDR notation share addresses; what is no IPv4 block shares none. */
export function blocksOverlap(one: string, other: string): boolean {
  const [first, second] = [parseIpv4Block(one), parseIpv4Block(other)];
  return first !== undefined && second !== undefined && overlaps(first, second);
}

export const isInside = (address: string, cidr: string): boolean => {
  const number = ipv4Number(address);
  const block = parseIpv4Block(cidr);
  return number !== undefined && block !== undefined && block.base <= number && number <= block.last;
};
