import * as ipaddr from 'ipaddr.js';
import { parses, type Problem } from './input-error';
import { shown } from './shown';

/** An IPv4 or IPv6 block in CIDR notation whose host bits are zero. */
export class Cidr {
  private constructor(
    private readonly base: ipaddr.IPv4 | ipaddr.IPv6,
    readonly prefix: number,
  ) {}

  /** @throws Error that shows the text and, where it can be told, the block that was meant */
  static parse(text: string): Cidr {
    if (text.includes('%')) {
      throw new Error(`CIDR block must not have a zone, which only its own machine knows, got: ${shown(text)}`);
    }
    const family = familyOf(text);
    if (!text.includes('/') && family.isValid(text)) {
      const full = family === ipaddr.IPv4 ? 32 : 128;
      throw new Error(`CIDR block needs a mask, got: ${shown(text)}; did you mean ${shown(`${text}/${full}`)}`);
    }
    if (
      !family.isValidCIDR(text) ||
      (family === ipaddr.IPv4 && !ipaddr.IPv4.isValidFourPartDecimal(text.split('/')[0] ?? ''))
    ) {
      throw new Error(`CIDR block must look like 192.168.0.0/24 or 2001:db8::/64, got: ${shown(text)}`);
    }
    const [address, prefix] = family.parseCIDR(text);
    const base = family.networkAddressFromCIDR(text);
    if (base.toNormalizedString() !== address.toNormalizedString()) {
      throw new Error(`CIDR block has host bits set, got: ${shown(text)}; did you mean "${base.toString()}/${prefix}"`);
    }
    return new Cidr(base, prefix);
  }

  get ethertype(): 'IPv4' | 'IPv6' {
    return this.base.kind() === 'ipv4' ? 'IPv4' : 'IPv6';
  }

  contains(address: string): boolean {
    const family = familyOf(address);
    if (!family.isValid(address)) return false;
    const parsed = family.parse(address);
    return parsed.kind() === this.base.kind() && parsed.match(this.base, this.prefix);
  }

  covers(other: Cidr): boolean {
    return this.prefix <= other.prefix && this.contains(other.base.toString());
  }

  /** Its first address. */
  get first(): string {
    return this.base.toString();
  }

  /** The address behind its last one, or undefined where there is none. */
  get next(): string | undefined {
    const bytes = this.base.toByteArray();
    const bits = bytes.length * 8;
    const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) + (1n << BigInt(bits - this.prefix));
    if (value >= 1n << BigInt(bits)) return undefined;
    const next = bytes.map((_, index) => Number((value >> BigInt(bits - 8 * (index + 1))) & 255n));
    return ipaddr.fromByteArray(next).toString();
  }

  /** The `index`-th IPv4 address from the start of the block, or from its end when negative (-1 is the last). */
  address(index: number): string {
    const size = 2 ** (32 - this.prefix);
    const offset = index < 0 ? size + index : index;
    const base = this.base.toByteArray().reduce((sum, byte) => sum * 256 + byte, 0);
    const value = base + offset;
    return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
  }

  toString(): string {
    return `${this.base.toString()}/${this.prefix}`;
  }
}

/** Only IPv6 is written with colons: to try the one and then the other costs an error each time. */
function familyOf(text: string): typeof ipaddr.IPv4 | typeof ipaddr.IPv6 {
  return text.includes(':') ? ipaddr.IPv6 : ipaddr.IPv4;
}

export const checkCidr = parses((text: string) => Cidr.parse(text));

/**
 * The block of a VPC or a subnet. A block without a mask is hardly meant to be a single address.
 *
 * @param within blocks of which one must hold it; without, all that a server may have addresses of
 */
export function checkIpv4Block(text: string, within?: readonly string[]): Problem {
  if (text.includes(':')) return `must be an IPv4 block, got: ${shown(text)}`;
  if (isIpv4Address(text)) return `must have a mask, such as 192.168.0.0/16, got: ${shown(text)}`;
  const form = checkCidr(text);
  if (form !== undefined) return form;
  if (within === undefined) return isForServers(text.split('/')[0] ?? '') ? undefined : notForServers(text);
  const block = Cidr.parse(text);
  if (within.some((outer) => Cidr.parse(outer).covers(block))) return undefined;
  return `must be within ${within.slice(0, -1).join(', ')} or ${within.at(-1) ?? ''}, got: ${shown(text)}`;
}

/** True for a dotted IPv4 address such as 192.168.0.230. */
function isIpv4Address(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text);
}

export function checkIpv4Address(text: string): Problem {
  if (!isIpv4Address(text)) return `must be an IPv4 address such as 192.168.0.230, got: ${shown(text)}`;
  return isForServers(text) ? undefined : notForServers(text);
}

/** Ranges whose addresses no server of a network can have: IANA's registry of special IPv4 addresses. */
const NOT_FOR_SERVERS: readonly string[] = ['unspecified', 'loopback', 'linkLocal', 'multicast', 'broadcast'];

function isForServers(address: string): boolean {
  return !NOT_FOR_SERVERS.includes(ipaddr.IPv4.parse(address).range());
}

function notForServers(text: string): string {
  return `must be of addresses that a server can have, got: ${shown(text)}`;
}
