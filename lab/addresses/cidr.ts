import ipaddr from 'ipaddr.js';

/** An address block: the first `prefixLength` bits of `network` count. */
export interface Cidr {
  readonly version: 4 | 6;
  /** 4 or 16 bytes. */
  readonly network: Buffer;
  readonly prefixLength: number;
}

/**
 * Parses `192.168.0.0/24` or `2001:db8::/32`. Host bits may be set and are ignored, as in `192.168.0.161/24`.
 * Throws when the mask is missing or the text is no block.
 */
export function parseCidr(text: string): Cidr {
  const [address = '', ...rest] = text.split('/');
  if (rest.length === 0 && ipaddr.isValid(address)) {
    throw new Error(`CIDR mask is missing in ${text}: did you mean ${text}/${address.includes(':') ? 128 : 32}?`);
  }
  const isV4 = ipaddr.IPv4.isValidFourPartDecimal(address);
  if ((!isV4 && !address.includes(':')) || !ipaddr.isValidCIDR(text)) {
    throw new Error(`CIDR must look like 192.168.0.0/24 or 2001:db8::/32, got: ${text}`);
  }
  const [network, prefixLength] = ipaddr.parseCIDR(text);
  return { version: isV4 ? 4 : 6, network: Buffer.from(network.toByteArray()), prefixLength };
}

/** Whether the address (4 or 16 bytes) lies in the block; an address of the other version never does. */
export function cidrContains(cidr: Cidr, address: Buffer): boolean {
  if (address.length !== cidr.network.length) return false;
  const whole = cidr.prefixLength >> 3;
  for (let at = 0; at < whole; at++) if (address[at] !== cidr.network[at]) return false;
  const bits = cidr.prefixLength & 7;
  if (bits === 0) return true;
  const shift = 8 - bits;
  return (address[whole] ?? 0) >> shift === (cidr.network[whole] ?? 0) >> shift;
}

/** Prefix length of a CIDR block of the wanted version; throws a sentence that names `what`. */
export function prefixLength(cidr: string, version: 4 | 6, what: string): number {
  const valid = version === 4 ? ipaddr.IPv4.isValidCIDRFourPartDecimal(cidr) : ipaddr.IPv6.isValidCIDR(cidr);
  if (!valid) throw new Error(`${what} must be an IPv${version} CIDR block, got: ${cidr}`);
  return Number(cidr.slice(cidr.indexOf('/') + 1));
}
