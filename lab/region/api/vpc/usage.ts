import { z } from 'zod';
import { parseIpv4Block } from '../../../addresses/ipv4-block';
import { type Region } from '../../context';
import { route } from '../../http/route';
import { type Quotas } from '../../quotas';
import { type Store } from '../../store/store';
import { reservedAddresses } from '../../subnet-addresses';

/** What the API calls what the lab has a quota for (API reference of VPC: ShowQuota, type). */
const types: readonly (readonly [type: string, quota: keyof Quotas, used: keyof ReturnType<Store['counts']>])[] = [
  ['vpc', 'vpcs', 'vpcs'],
  ['subnet', 'subnets', 'subnets'],
  ['securityGroup', 'securityGroups', 'securityGroups'],
  ['securityGroupRule', 'securityGroupRules', 'securityGroupRules'],
  ['publicIp', 'eips', 'eips'],
  ['shareBandwidth', 'sharedBandwidths', 'sharedBandwidths'],
  ['vpcPeer', 'peerings', 'peerings'],
  ['address_group', 'addressGroups', 'addressGroups'],
];

function availability({ store, settings }: Region, subnetId: string) {
  const subnet = store.subnets.need(subnetId);
  const { prefix = 32 } = parseIpv4Block(subnet.cidr) ?? {};
  // Ports of servers and virtual IPs, beside what is the subnet's own.
  const own = reservedAddresses(subnet.cidr, subnet.gatewayIp);
  const used = store.ports.filter(({ ipv4, subnetId: id }) => id === subnetId && !own.has(ipv4)).length;
  const ends = 2;
  const figures = { used_ips: used + own.size - ends, total_ips: 2 ** (32 - prefix) - ends };
  const { name, cidr, neutronSubnetId } = subnet;
  return {
    ...{ network_id: subnetId, network_name: name, tenant_id: settings.projectId, ...figures },
    subnet_ip_availability: [{ subnet_id: neutronSubnetId, subnet_name: name, ip_version: 4, cidr, ...figures }],
  };
}

export const usageRoutes = [
  route({
    service: 'vpc',
    method: 'GET',
    path: '/v1/{project_id}/quotas',
    summary: 'List the quotas of VPC and EIP, and what is used of each',
    errors: 'plain',
    status: 200,
    query: z.strictObject({ type: z.string().optional() }),
    handle: ({ region: { settings, store }, query }) => {
      const counts = store.counts();
      const resources = types
        .filter(([type]) => (query.type ?? type) === type)
        .map(([type, quota, used]) => ({ type, used: counts[used] ?? 0, quota: settings.quotas[quota], min: 0 }));
      return { quotas: { resources } };
    },
  }),
  route({
    service: 'vpc',
    method: 'GET',
    path: '/v2.0/network-ip-availabilities/{network_id}',
    summary: 'Show how many addresses of a network are used',
    errors: 'neutron',
    status: 200,
    handle: ({ region, params }) => ({ network_ip_availability: availability(region, params.network_id) }),
  }),
];
