/**
 * The Internet checksum (RFC 1071): ones' complement of the ones' complement sum of 16-bit words. An odd last byte is
 * padded with zero. Over bytes that already hold a right checksum the result is 0.
 *
 * @param seed - a partial sum (not complemented) to go on from, such as a pseudo-header's
 */
export function internetChecksum(bytes: Buffer, seed = 0): number {
  return ~fold(sumWords(bytes, seed)) & 0xffff;
}

/**
 * Checksum of a TCP, UDP or ICMPv6 segment including the pseudo-header (RFC 9293 3.1, RFC 768, RFC 8200 8.1).
 * `source` and `destination` are 4 bytes each for IPv4, 16 for IPv6; the checksum field in `segment` must be zero to
 * compute, or filled in to verify (the result is then 0).
 */
export function transportChecksum(source: Buffer, destination: Buffer, protocol: number, segment: Buffer): number {
  let sum = sumWords(source, protocol + (segment.length & 0xffff) + (segment.length >>> 16));
  sum = sumWords(destination, sum);
  return internetChecksum(segment, sum);
}

function sumWords(bytes: Buffer, seed: number): number {
  let sum = seed;
  const even = bytes.length & ~1;
  // A frame is at most 64 KiB: 32768 words of 16 bits stay far below 2^53.
  for (let at = 0; at < even; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  if (even < bytes.length) sum += (bytes[even] ?? 0) << 8;
  return sum;
}

function fold(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded % 0x10000) + Math.floor(folded / 0x10000);
  return folded;
}
