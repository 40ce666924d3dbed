import { z } from 'zod';
import { createSubnetPorts } from '../../new-port';
import { isOfSubnet } from '../../store/port';
import { plainTime } from '../../clock';
import { type Region } from '../../context';
import { conflict, invalid, notFound } from '../../errors';
import { pageOf, paging } from '../../http/paging';
import { route } from '../../http/route';
import { checkQuota } from '../../quotas';
import { type Subnet, type SubnetIpv6 } from '../../store/subnet';
import { nameServers } from '../dns/name-servers';
import { checkPlace, checkZone, createBody, dnsOf, invalidCode, updateBody } from './subnet-form';

const v1 = (subnet: Subnet, region: Region) => ({
  id: subnet.id,
  name: subnet.name,
  description: subnet.description,
  cidr: subnet.cidr,
  gateway_ip: subnet.gatewayIp,
  vpc_id: subnet.vpcId,
  dhcp_enable: subnet.dhcpEnable,
  primary_dns: subnet.dnsList[0] ?? '',
  secondary_dns: subnet.dnsList[1] ?? '',
  dnsList: subnet.dnsList,
  availability_zone: subnet.availabilityZone,
  ipv6_enable: subnet.ipv6 !== undefined,
  ...(subnet.ipv6 && {
    cidr_v6: subnet.ipv6.cidr,
    gateway_ip_v6: subnet.ipv6.gatewayIp,
    neutron_subnet_id_v6: subnet.ipv6.neutronSubnetId,
  }),
  neutron_network_id: subnet.id,
  neutron_subnet_id: subnet.neutronSubnetId,
  network_id: subnet.id,
  extra_dhcp_opts: subnet.extraDhcpOpts,
  status: 'ACTIVE',
  scope: 'center',
  tenant_id: region.settings.projectId,
  created_at: plainTime(subnet.createdAt),
  updated_at: plainTime(subnet.updatedAt),
});

/** Puts a subnet into the store, with the ports of its gateway and its DHCP server. */
export function createSubnet(
  region: Pick<Region, 'store' | 'clock' | 'ids'>,
  wanted: Omit<Subnet, 'id' | 'neutronSubnetId' | 'createdAt' | 'updatedAt'>,
): Subnet {
  const { store, clock, ids } = region;
  const now = clock();
  const subnet = { ...wanted, id: ids.uuid(), neutronSubnetId: ids.uuid(), createdAt: now, updatedAt: now };
  store.subnets.insert(subnet);
  createSubnetPorts(region, subnet);
  return subnet;
}

/** The next /64 of 2001:db8::/32, the documentation prefix (RFC 3849): no packet for it leaves the lab by mistake. */
function nextIpv6(region: Region): SubnetIpv6 {
  const taken = new Set(region.store.subnets.all().map((subnet) => subnet.ipv6?.cidr));
  for (let number = 1; ; number += 1) {
    const prefix = `2001:db8:0:${number.toString(16)}`;
    if (taken.has(`${prefix}::/64`)) continue;
    return { neutronSubnetId: region.ids.uuid(), cidr: `${prefix}::/64`, gatewayIp: `${prefix}::1` };
  }
}

/** Servers that do not exist any more have no ports, so a port means that something still uses the subnet. */
function checkUnused(region: Region, subnetId: string): void {
  const port = region.store.ports.find((one) => one.subnetId === subnetId && !isOfSubnet(one));
  if (!port) return;
  const owner = port.serverId === undefined ? '' : ` of server ${port.serverId}`;
  throw conflict(`subnet ${subnetId} is in use by the port ${port.id}${owner}`, { code: 'VPC.0209' });
}

export const subnetRoutes = [
  route({
    service: 'vpc',
    method: 'POST',
    path: '/v1/{project_id}/subnets',
    summary: 'Create a subnet',
    errors: 'plain',
    invalidCode,
    status: 200,
    body: createBody,
    change: ({ region, body: { subnet: wanted } }) => {
      checkPlace(region, wanted);
      checkZone(region, wanted.availability_zone);
      checkQuota(region.settings.quotas, 'subnets', region.store.counts()['subnets'] ?? 0);
      const subnet = createSubnet(region, {
        vpcId: wanted.vpc_id,
        name: wanted.name,
        description: wanted.description,
        cidr: wanted.cidr,
        gatewayIp: wanted.gateway_ip,
        dhcpEnable: wanted.dhcp_enable,
        dnsList: dnsOf(wanted) ?? nameServers,
        availabilityZone: wanted.availability_zone,
        extraDhcpOpts: wanted.extra_dhcp_opts,
        ...(wanted.ipv6_enable && { ipv6: nextIpv6(region) }),
        tags: wanted.tags,
      });
      return { subnet: v1(subnet, region) };
    },
  }),
  route({
    service: 'vpc',
    method: 'GET',
    path: '/v1/{project_id}/subnets',
    summary: 'List subnets',
    errors: 'plain',
    status: 200,
    query: z.strictObject({ ...paging, vpc_id: z.string().optional() }),
    handle: ({ region, query }) => {
      const all = region.store.subnets.filter((subnet) => (query.vpc_id ?? subnet.vpcId) === subnet.vpcId);
      return { subnets: pageOf(all, query).map((subnet) => v1(subnet, region)) };
    },
  }),
  route({
    service: 'vpc',
    method: 'GET',
    path: '/v1/{project_id}/subnets/{subnet_id}',
    summary: 'Show a subnet',
    errors: 'plain',
    status: 200,
    handle: ({ region, params }) => ({ subnet: v1(region.store.subnets.need(params.subnet_id), region) }),
  }),
  route({
    service: 'vpc',
    method: 'PUT',
    path: '/v1/{project_id}/vpcs/{vpc_id}/subnets/{subnet_id}',
    summary: 'Change a subnet; IPv6 can be turned on, not off',
    errors: 'plain',
    invalidCode,
    status: 200,
    body: updateBody,
    change: ({ region, params, body: { subnet: wanted } }) => {
      const subnet = subnetOfVpc(region, params);
      if (wanted.ipv6_enable === false && subnet.ipv6)
        throw invalid('subnet.ipv6_enable', 'cannot be turned off again');
      const updated = region.store.subnets.update(subnet.id, {
        name: wanted.name,
        description: wanted.description,
        dhcpEnable: wanted.dhcp_enable,
        dnsList: dnsOf(wanted),
        extraDhcpOpts: wanted.extra_dhcp_opts,
        ...(wanted.ipv6_enable === true && !subnet.ipv6 && { ipv6: nextIpv6(region) }),
        updatedAt: region.clock(),
      });
      return { subnet: v1(updated, region) };
    },
  }),
  route({
    service: 'vpc',
    method: 'DELETE',
    path: '/v1/{project_id}/vpcs/{vpc_id}/subnets/{subnet_id}',
    summary: 'Delete a subnet; 409 while servers or virtual IPs have ports in it',
    errors: 'plain',
    status: 204,
    change: ({ region, params }) => {
      const { id } = subnetOfVpc(region, params);
      checkUnused(region, id);
      // Those of its own are left.
      for (const port of region.store.ports.filter((one) => one.subnetId === id)) region.store.ports.delete(port.id);
      region.store.subnets.delete(id);
    },
  }),
];

function subnetOfVpc(region: Region, ids: { readonly vpc_id: string; readonly subnet_id: string }): Subnet {
  region.store.vpcs.need(ids.vpc_id);
  const subnet = region.store.subnets.need(ids.subnet_id);
  if (subnet.vpcId !== ids.vpc_id) throw notFound(`subnet of the VPC ${ids.vpc_id}`, subnet.id);
  return subnet;
}
