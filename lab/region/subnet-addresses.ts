import { ipv4Text, parseIpv4Block } from '../addresses/ipv4-block';

/**
 * Addresses of a subnet that no server can have: network and broadcast address, gateway, and the two before the broadcast
 * address, which the cloud keeps for its system interface and for DHCP.
 */
export function reservedAddresses(cidr: string, gatewayIp: string): ReadonlySet<string> {
  const block = parseIpv4Block(cidr);
  if (!block) return new Set();
  return new Set([ipv4Text(block.base), gatewayIp, ...[2, 1, 0].map((back) => ipv4Text(block.last - back))]);
}

/** The lowest address of `cidr` that is not in `taken`, or undefined when all are. */
export function firstFree(cidr: string, taken: ReadonlySet<string>): string | undefined {
  const block = parseIpv4Block(cidr);
  if (!block) return undefined;
  for (let address = block.base; address <= block.last; address += 1) {
    const text = ipv4Text(address);
    if (!taken.has(text)) return text;
  }
  return undefined;
}
