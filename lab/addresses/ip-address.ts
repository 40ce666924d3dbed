import ipaddr from 'ipaddr.js';

/** The four bytes of a dotted IPv4 address. Throws when it is not one (no octal, hex or short forms). */
export function parseIpv4(text: string): Buffer {
  if (!ipaddr.IPv4.isValidFourPartDecimal(text))
    throw new Error(`IPv4 address must look like 192.168.0.230, got: ${text}`);
  return Buffer.from(ipaddr.IPv4.parse(text).toByteArray());
}

/** The sixteen bytes of an IPv6 address without zone. Throws when it is not one. */
export function parseIpv6(text: string): Buffer {
  if (text.includes('%') || !ipaddr.IPv6.isValid(text))
    throw new Error(`IPv6 address must look like 2001:db8::1, got: ${text}`);
  return Buffer.from(ipaddr.IPv6.parse(text).toByteArray());
}

/** Text of 4 (IPv4) or 16 (IPv6, RFC 5952 form) address bytes; throws a RangeError for any other length. */
export function formatIp(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.length === 16) return new ipaddr.IPv6([...bytes]).toRFC5952String();
  throw new RangeError(`an IP address has 4 or 16 bytes, got: ${bytes.length}`);
}

/** Whether it is a dotted IPv4 address (no octal, hex or short forms). */
export function isIpv4(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text);
}

/** Whether it is an IPv6 address without zone. */
export function isIpv6(text: string): boolean {
  return ipaddr.IPv6.isValid(text) && !text.includes('%');
}
