import { z } from 'zod';
import { type Attributes } from '../../engine/attributes';
import { apiOf, type HuaweicloudDataSource } from '../huaweicloud';
import { readTags } from '../tags';
import { listId } from './list-id';

const text = z.string().default('');
const subnet = z.object({
  id: z.string(),
  name: z.string(),
  cidr: z.string(),
  gateway_ip: z.string(),
  vpc_id: z.string(),
  status: text,
  dhcp_enable: z.boolean().default(true),
  dnsList: z.array(z.string()).default([]),
  primary_dns: text,
  secondary_dns: text,
  availability_zone: text,
  neutron_subnet_id: text,
  ipv6_enable: z.boolean().default(false),
  cidr_v6: text,
  gateway_ip_v6: text,
  neutron_subnet_id_v6: text,
});
type Subnet = z.infer<typeof subnet>;
const listed = z.object({ subnets: z.array(subnet) });

/** Attributes by which subnets are chosen, on this side: the provider asks for all of them (recorded). */
const filters = [
  'id',
  'name',
  'cidr',
  'gateway_ip',
  'vpc_id',
  'status',
  'primary_dns',
  'secondary_dns',
  'availability_zone',
] as const satisfies (keyof Subnet)[];

/** Any number; none is no error. */
export const vpcSubnets: HuaweicloudDataSource = {
  async read(call, config) {
    const answer = await apiOf(call).read({ service: 'vpc', method: 'GET', path: 'v1/{p}/subnets' }, listed);
    const chosen = answer.subnets.filter((one) =>
      filters.every((name) => (config.text(name) ?? one[name]) === one[name]),
    );
    const tagged = await Promise.all(
      chosen.map(async (one) => ({ one, tags: (await readTags(call, 'subnets', one.id)).tags ?? {} })),
    );
    const found = tagged.filter(({ tags }) => hasAll(tags, config));
    return {
      id: listId(found.map(({ one }) => one.id)),
      subnets: found.map(({ one, tags }) => ({ ...attributesOf(one), tags })),
    };
  },
};

const hasAll = (tags: Readonly<Record<string, string>>, config: Attributes): boolean =>
  Object.entries(config.map('tags')).every(([key, value]) => tags[key] === value);

const attributesOf = (one: Subnet) => ({
  id: one.id,
  name: one.name,
  cidr: one.cidr,
  gateway_ip: one.gateway_ip,
  vpc_id: one.vpc_id,
  status: one.status,
  availability_zone: one.availability_zone,
  dhcp_enable: one.dhcp_enable,
  dns_list: one.dnsList,
  primary_dns: one.primary_dns,
  secondary_dns: one.secondary_dns,
  subnet_id: one.neutron_subnet_id,
  ipv4_subnet_id: one.neutron_subnet_id,
  ipv6_enable: one.ipv6_enable,
  ipv6_cidr: one.cidr_v6,
  ipv6_gateway: one.gateway_ip_v6,
  ipv6_subnet_id: one.neutron_subnet_id_v6,
});
