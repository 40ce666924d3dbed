import ipaddr from 'ipaddr.js';
import { prefixLength } from '../addresses/cidr';
import { isIpv4, isIpv6 } from '../addresses/ip-address';
import { type TopologyInterface, type TopologySubnet } from './topology';

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

/** Throws a sentence that names the subnet if its blocks or gateways are none. */
export function checkSubnet(subnet: TopologySubnet): void {
  prefixLength(subnet.cidr, 4, `subnet ${subnet.id}: cidr`);
  if (!isIpv4(subnet.gatewayIp))
    throw new Error(`subnet ${subnet.id}: gatewayIp must be IPv4, got: ${subnet.gatewayIp}`);
  if (subnet.ipv6Cidr !== undefined) prefixLength(subnet.ipv6Cidr, 6, `subnet ${subnet.id}: ipv6Cidr`);
  if (subnet.ipv6GatewayIp !== undefined && !isIpv6(subnet.ipv6GatewayIp)) {
    throw new Error(`subnet ${subnet.id}: ipv6GatewayIp must be IPv6, got: ${subnet.ipv6GatewayIp}`);
  }
}
