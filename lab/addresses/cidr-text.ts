import ipaddr from 'ipaddr.js';

/** `/24`, not `/024`; an address without a zone, which only its own machine would understand. */
export const hasPlainPrefix = (cidr: string): boolean => /^[^%]*\/(0|[1-9]\d*)$/.test(cidr);

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

/** The block of an address alone; a block as it is. */
export const blockOf = (text: string): string =>
  text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`;

/** `IPv4` or `IPv6`, or undefined when `cidr` is no block in CIDR notation. */
export function familyOf(cidr: string): 'IPv4' | 'IPv6' | undefined {
  const network = networkOf(cidr);
  if (network === undefined) return undefined;
  return network.includes(':') ? 'IPv6' : 'IPv4';
}
