import { z } from 'zod';
import { blocksOverlap, isInside, parseIpv4Block } from '../../../addresses/ipv4-block';
import { availabilityZones, type Region } from '../../context';
import { invalid } from '../../errors';
import { NUMBERS } from '../../limits';
import { description, ipv4, ipv4Network, resourceName } from '../../schema';
import { blocksOf } from '../../store/vpc';
import { reservedAddresses } from '../../subnet-addresses';
import { vpcTagTexts } from '../tags';
import { defaultDhcpOptions, dhcpOptions } from './dhcp-options';
import { routesOf } from './route-tables';
import { isInOneOf } from './vpcs';

/** 400 for the parameters of a subnet (API reference of VPC: error codes). */
export const invalidCode = 'VPC.0201';

const dns = {
  primary_dns: ipv4.optional(),
  secondary_dns: ipv4.optional(),
  dnsList: z.array(ipv4).max(NUMBERS.nameServers.max, `at most ${NUMBERS.nameServers.max} name servers`).optional(),
};

export const createBody = z.strictObject({
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

export const updateBody = z.strictObject({
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
export function dnsOf(fields: DnsFields): string[] | undefined {
  if (fields.dnsList) return fields.dnsList;
  if (fields.secondary_dns !== undefined && fields.primary_dns === undefined) {
    throw invalid('subnet.secondary_dns', 'needs primary_dns');
  }
  const pair = [fields.primary_dns, fields.secondary_dns].filter((server) => server !== undefined);
  return pair.length > 0 ? pair : undefined;
}

export function checkPlace(region: Region, wanted: z.infer<typeof createBody>['subnet']): void {
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
export function checkZone({ settings }: Region, zone: string): void {
  const zones = availabilityZones(settings);
  if (zone === '' || zones.includes(zone)) return;
  throw invalid('subnet.availability_zone', `${zone} is none of ${zones.join(', ')}`);
}
