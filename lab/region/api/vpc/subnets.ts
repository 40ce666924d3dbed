import { z } from 'zod';
import { blocksOverlap, isInside, parseIpv4Block } from '../../../addresses/ipv4-block';
import { createSubnetPorts } from '../../new-port';
import { isOfSubnet } from '../../store/port';
import { reservedAddresses } from '../../subnet-addresses';
import { plainTime } from '../../clock';
import { availabilityZones, type Region } from '../../context';
import { conflict, invalid, notFound } from '../../errors';
import { pageOf, paging } from '../../http/paging';
import { route } from '../../http/route';
import { checkQuota } from '../../quotas';
import { NUMBERS } from '../../limits';
import { description, ipv4, ipv4Network, resourceName } from '../../schema';
import { type Subnet, type SubnetIpv6 } from '../../store/subnet';
import { defaultDhcpOptions, dhcpOptions } from './dhcp-options';
import { nameServers } from '../dns/name-servers';
import { blocksOf } from '../../store/vpc';
import { vpcTagTexts } from '../tags';
import { routesOf } from './route-tables';
import { isInOneOf } from './vpcs';

/** 400 for the parameters of a subnet (API reference of VPC: error codes). */
const invalidCode = 'VPC.0201';

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

const dns = {
  primary_dns: ipv4.optional(),
  secondary_dns: ipv4.optional(),
  dnsList: z.array(ipv4).max(NUMBERS.nameServers.max, `at most ${NUMBERS.nameServers.max} name servers`).optional(),
};

const createBody = z.strictObject({
  subnet: z.strictObject({
    name: resourceName,
    description: description.default(''),
    cidr: ipv4Network,
    gateway_ip: ipv4,
    vpc_id: z.string(),
    dhcp_enable: z.boolean().default(true),
    ipv6_enable: z.boolean().default(false),
    ...dns,
    availability_zone: z.string().default(''),
    extra_dhcp_opts: dhcpOptions.default(defaultDhcpOptions),
    tags: vpcTagTexts,
  }),
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

const updateBody = z.strictObject({
  subnet: z.strictObject({
    name: resourceName,
    description: description.optional(),
    dhcp_enable: z.boolean().optional(),
    ipv6_enable: z.boolean().optional(),
    ...dns,
    extra_dhcp_opts: dhcpOptions.optional(),
  }),
});

interface DnsFields {
  readonly primary_dns?: string | undefined;
  readonly secondary_dns?: string | undefined;
  readonly dnsList?: string[] | undefined;
}

/** The name servers that a body asks for, in whichever of the two ways; undefined if in neither. */
function dnsOf(fields: DnsFields): string[] | undefined {
  if (fields.dnsList) return fields.dnsList;
  if (fields.secondary_dns !== undefined && fields.primary_dns === undefined) {
    throw invalid('subnet.secondary_dns', 'needs primary_dns');
  }
  const pair = [fields.primary_dns, fields.secondary_dns].filter((server) => server !== undefined);
  return pair.length > 0 ? pair : undefined;
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

function checkPlace(region: Region, wanted: z.infer<typeof createBody>['subnet']): void {
  const vpc = region.store.vpcs.refer('subnet.vpc_id', wanted.vpc_id);
  const inner = parseIpv4Block(wanted.cidr);
  if (!inner || !isInOneOf(wanted.cidr, blocksOf(vpc))) {
    throw invalid('subnet.cidr', `${wanted.cidr} is not within the VPC's ${blocksOf(vpc).join(', ')}`);
  }
  const { max } = NUMBERS.subnetPrefix;
  if (inner.prefix > max) throw invalid('subnet.cidr', `${wanted.cidr} is smaller than a /${max}`);
  const neighbour = region.store.subnets.find(
    (subnet) => subnet.vpcId === vpc.id && blocksOverlap(subnet.cidr, wanted.cidr),
  );
  if (neighbour) {
    throw invalid('subnet.cidr', `${wanted.cidr} overlaps with the subnet ${neighbour.name} (${neighbour.cidr})`);
  }
  const route = routesOf(region, vpc.id).find(({ destination }) => blocksOverlap(destination, wanted.cidr));
  if (route) throw invalid('subnet.cidr', `${wanted.cidr} overlaps with the route to ${route.destination}`);
  if (!isInside(wanted.gateway_ip, wanted.cidr)) {
    throw invalid('subnet.gateway_ip', `${wanted.gateway_ip} is not within ${wanted.cidr}`);
  }
  if (reservedAddresses(wanted.cidr, '').has(wanted.gateway_ip)) {
    throw invalid('subnet.gateway_ip', `${wanted.gateway_ip} is the network's, the broadcast's or a system address`);
  }
}

/** Empty for any. */
function checkZone({ settings }: Region, zone: string): void {
  const zones = availabilityZones(settings);
  if (zone === '' || zones.includes(zone)) return;
  throw invalid('subnet.availability_zone', `${zone} is none of ${zones.join(', ')}`);
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
