import ipaddr from 'ipaddr.js';
import { networkOf } from './cidr-text';
import { isIpv4, isIpv6 } from './ip-address';

interface Range {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

const numberOf = (address: ipaddr.IPv4 | ipaddr.IPv6): bigint =>
  address.toByteArray().reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);

/** An address, a block without host bits or two addresses with `-` between; undefined if it is none of them. */
function parseRange(text: string): Range | undefined {
  const [from = '', to = from, ...rest] = text.split('-');
  if (rest.length > 0) return undefined;
  if (text.includes('/')) {
    if (networkOf(text) !== text.toLowerCase()) return undefined;
    const [address, prefix] = ipaddr.parseCIDR(text);
    const family = address.kind() === 'ipv4' ? 4 : 6;
    const first = numberOf(address);
    return { family, first, last: first + (1n << BigInt((family === 4 ? 32 : 128) - prefix)) - 1n };
  }
  const both = (test: (address: string) => boolean) => test(from) && test(to);
  if (!both(isIpv4) && !both(isIpv6)) return undefined;
  const [first, last] = [numberOf(ipaddr.parse(from)), numberOf(ipaddr.parse(to))];
  return first <= last ? { family: isIpv4(from) ? 4 : 6, first, last } : undefined;
}

/** Family of an address, a block or a range such as `192.168.3.20-192.168.3.100`; undefined if it is none. */
export const rangeFamily = (text: string): 4 | 6 | undefined => parseRange(text)?.family;

function textOf(number: bigint, family: 4 | 6): string {
  const bytes = Array.from({ length: family === 4 ? 4 : 16 }, (_, index) =>
    Number((number >> BigInt(8 * index)) & 255n),
  );
  return ipaddr.fromByteArray(bytes.reverse()).toString();
}

/** The same addresses in order, as ranges of which no two touch: `a-b`, or `a` alone. Texts that are none are left out. */
export function mergedRanges(texts: readonly string[]): string[] {
  const ranges = texts.flatMap((text) => parseRange(text) ?? []);
  ranges.sort((one, other) => one.family - other.family || (one.first < other.first ? -1 : 1));
  const merged: Range[] = [];
  for (const range of ranges) {
    const before = merged.at(-1);
    if (before?.family === range.family && range.first <= before.last + 1n) {
      const last = range.last > before.last ? range.last : before.last;
      merged.splice(-1, 1, { ...before, last });
    } else merged.push(range);
  }
  return merged.map(({ family, first, last }) =>
    first === last ? textOf(first, family) : `${textOf(first, family)}-${textOf(last, family)}`,
  );
}
