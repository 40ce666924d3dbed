import { isDeepStrictEqual } from 'node:util';
import { type DesiredState } from './desired-state';
import { type Port } from './port';
import { type TopologyInterface, type TopologySubnet } from '../topology/topology';

/**
 * A port stays when nothing of it has changed but its groups and what it may send as, nor anything of its subnet that its server knows, and its
 * server is not about to restart. IPv6 of a subnet is nothing to an interface without an IPv6 address.
 */
export function isWanted(port: Port, desired: DesiredState): boolean {
  const wanted = desired.activeInterfaces.get(port.spec.id);
  const subnet = desired.subnets.get(port.subnet.id);
  if (wanted === undefined || subnet === undefined) return false;
  const known = port.spec.ipv6 === undefined ? withoutIpv6 : (whole: TopologySubnet) => whole;
  if (!isDeepStrictEqual(known(subnet), known(port.subnet))) return false;
  return isDeepStrictEqual(withoutRules(wanted), withoutRules(port.spec));
}

/** What of an interface is in its server; the rest is rules at the fabric's end. */
function withoutRules({ id, serverId, subnetId, mac, ipv4, ipv6 }: TopologyInterface): object {
  return { id, serverId, subnetId, mac, ipv4, ipv6 };
}

/** What of a subnet matters to an interface without IPv6. */
export function withoutIpv6({ id, vpcId, cidr, gatewayIp }: TopologySubnet): TopologySubnet {
  return { id, vpcId, cidr, gatewayIp };
}
