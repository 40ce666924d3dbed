import ipaddr from 'ipaddr.js';
import { createHash } from 'node:crypto';
import { type TopologyInterface, type TopologySubnet } from '../topology/topology';

/** The lab's Internet, in ranges reserved for documentation (RFC 5737) and for links between networks (RFC 6598). */
export const internet = {
  operatorNetwork: '198.51.100.0/24',
  operator: '198.51.100.10',
  operatorGateway: '198.51.100.1',
  /** EIPs outside of this range work too; addresses in it that are bound to nothing answer nothing. */
  eipNetwork: '203.0.113.0/24',
  /** The package server, which is a host of the Internet like any other. */
  repository: '192.0.2.10',
  repositoryName: 'repo.lab.example',
} as const;

/** Address of one end of the link between the Internet and the router of the n-th VPC: 100.64.0.0/10 in pairs. */
export function linkAddress(vpcIndex: number, end: 'internet' | 'vpc'): string {
  const host = vpcIndex * 2 + (end === 'vpc' ? 1 : 0);
  return `100.64.${Math.floor(host / 256)}.${host % 256}`;
}

export function isIpv4(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text);
}

function isIpv6(text: string): boolean {
  return ipaddr.IPv6.isValid(text) && !text.includes('%');
}

/** Prefix length of a CIDR block of the wanted version; throws a sentence that names `what`. */
export function prefixLength(cidr: string, version: 4 | 6, what: string): number {
  const valid = version === 4 ? ipaddr.IPv4.isValidCIDRFourPartDecimal(cidr) : ipaddr.IPv6.isValidCIDR(cidr);
  if (!valid) throw new Error(`${what} must be an IPv${version} CIDR block, got: ${cidr}`);
  return Number(cidr.slice(cidr.indexOf('/') + 1));
}

/** Throws a sentence that names the interface if an address of it cannot be given to a link. */
export function checkInterface(port: TopologyInterface): void {
  const refuse = (field: string, value: string, wanted: string): never => {
    throw new Error(`network interface ${port.id}: ${field} must be ${wanted}, got: ${value}`);
  };
  if (!/^[0-9a-f][02468ace](:[0-9a-f]{2}){5}$/i.test(port.mac)) refuse('mac', port.mac, 'a unicast MAC address');
  if (!isIpv4(port.ipv4)) refuse('ipv4', port.ipv4, 'an IPv4 address');
  if (port.ipv6 !== undefined && !isIpv6(port.ipv6)) refuse('ipv6', port.ipv6, 'an IPv6 address');
}

/** Throws a sentence that names the interface if its addresses cannot be those of a server in that subnet. */
export function checkInSubnet({ id, ipv4, ipv6 }: TopologyInterface, subnet: TopologySubnet): void {
  const addresses = [
    { ip: ipv4, cidr: subnet.cidr, gateway: subnet.gatewayIp },
    ...(ipv6 === undefined ? [] : [{ ip: ipv6, cidr: subnet.ipv6Cidr, gateway: subnet.ipv6GatewayIp }]),
  ];
  for (const { ip, cidr, gateway } of addresses) {
    if (cidr === undefined || !ipaddr.parse(ip).match(ipaddr.parseCIDR(cidr))) {
      throw new Error(`network interface ${id}: ${ip} must be in subnet ${subnet.id}, which has ${cidr ?? 'no IPv6'}`);
    }
    if (gateway !== undefined && ipaddr.parse(ip).toNormalizedString() === ipaddr.parse(gateway).toNormalizedString()) {
      throw new Error(`network interface ${id}: ${ip} is the gateway of subnet ${subnet.id}`);
    }
  }
}

export function checkSubnet(subnet: TopologySubnet): void {
  prefixLength(subnet.cidr, 4, `subnet ${subnet.id}: cidr`);
  if (!isIpv4(subnet.gatewayIp))
    throw new Error(`subnet ${subnet.id}: gatewayIp must be IPv4, got: ${subnet.gatewayIp}`);
  if (subnet.ipv6Cidr !== undefined) prefixLength(subnet.ipv6Cidr, 6, `subnet ${subnet.id}: ipv6Cidr`);
  if (subnet.ipv6GatewayIp !== undefined && !isIpv6(subnet.ipv6GatewayIp)) {
    throw new Error(`subnet ${subnet.id}: ipv6GatewayIp must be IPv6, got: ${subnet.ipv6GatewayIp}`);
  }
}

/** MAC address of a subnet's gateway: always the same for the same subnet, in the range that the cloud's ports have. */
export function gatewayMac(subnetId: string): string {
  const hash = createHash('sha256').update(subnetId).digest('hex');
  return `fa:16:3e:${hash.slice(0, 2)}:${hash.slice(2, 4)}:${hash.slice(4, 6)}`;
}
