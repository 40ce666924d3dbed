import { z } from 'zod';
import { type Attributes } from '../../engine/attributes';
import { segment } from '../api';
import { apiOf, type HuaweicloudCall, type HuaweicloudResource } from '../huaweicloud';
import { poll } from '../polling';
import { createTags, mergeDefaultTags, readTags, replaceTags } from '../tags';
import { hasChanged } from './has-changed';

const made = z.object({ subnet: z.object({ id: z.string() }) });
const shown = z.object({
  subnet: z.object({
    name: z.string(),
    description: z.string().default(''),
    cidr: z.string(),
    gateway_ip: z.string(),
    vpc_id: z.string(),
    status: z.string(),
    dhcp_enable: z.boolean(),
    dnsList: z.array(z.string()),
    primary_dns: z.string().default(''),
    secondary_dns: z.string().default(''),
    availability_zone: z.string().default(''),
    neutron_subnet_id: z.string().default(''),
    ipv6_enable: z.boolean().default(false),
    cidr_v6: z.string().default(''),
    gateway_ip_v6: z.string().default(''),
    neutron_subnet_id_v6: z.string().default(''),
    extra_dhcp_opts: z.array(z.object({ opt_name: z.string(), opt_value: z.string().nullish() })).default([]),
  }),
});
const nameServers = z.object({
  nameservers: z.array(z.object({ ns_records: z.array(z.object({ address: z.string() })) })),
});

/** Attributes that travel as DHCP options, by the option's name. */
const dhcpOptions = {
  ntp: 'ntp_server_address',
  addresstime: 'dhcp_lease_time',
  ipv6_addresstime: 'dhcp_ipv6_lease_time',
  domainname: 'dhcp_domain_name',
} as const;

/** What the provider falls back to in a region whose name servers it does not know (provider source: vpc_subnet). */
const fallbackDns = ['8.8.8.8', '114.114.114.114'];

const show = (call: HuaweicloudCall, id: string) =>
  apiOf(call).find({ service: 'vpc', method: 'GET', path: `v1/{p}/subnets/${segment(id)}` }, shown);
const within = (vpcId: string, id: string) =>
  ({ service: 'vpc', path: `v1/{p}/vpcs/${segment(vpcId)}/subnets/${segment(id)}` }) as const;

async function regionsDns(call: HuaweicloudCall): Promise<readonly string[]> {
  const query = { region: call.meta.settings.region };
  try {
    const api = apiOf(call);
    const answer = await api.read({ service: 'dns', method: 'GET', path: 'v2/nameservers', query }, nameServers);
    const addresses = answer.nameservers[0]?.ns_records.map(({ address }) => address) ?? [];
    return addresses.length > 0 ? addresses : fallbackDns;
  } catch {
    return fallbackDns;
  }
}

/** Name servers as the body has them: a list, or a pair. */
function dnsOf(wanted: Attributes): Readonly<Record<string, unknown>> | undefined {
  const [primary_dns, secondary_dns] = [wanted.text('primary_dns'), wanted.text('secondary_dns')];
  const dnsList = wanted.texts('dns_list');
  if (dnsList.length > 0) return { dnsList };
  return primary_dns === undefined ? undefined : { primary_dns, secondary_dns };
}

function dhcpOptionsOf(wanted: Attributes): Readonly<Record<string, unknown>> {
  const set = Object.entries(dhcpOptions).flatMap(([opt_name, attribute]) => {
    const opt_value = wanted.text(attribute);
    return opt_value === undefined ? [] : [{ opt_name, opt_value }];
  });
  return set.length === 0 ? {} : { extra_dhcp_opts: set };
}

export const vpcSubnet: HuaweicloudResource = {
  customizePlan: mergeDefaultTags,
  fieldNames: { dnsList: 'dns_list' },

  async create(call, wanted, haveMade) {
    const body = {
      subnet: {
        name: wanted.text('name'),
        description: wanted.text('description'),
        cidr: wanted.text('cidr'),
        gateway_ip: wanted.text('gateway_ip'),
        vpc_id: wanted.text('vpc_id'),
        availability_zone: wanted.text('availability_zone'),
        dhcp_enable: wanted.flag('dhcp_enable') ?? true,
        ipv6_enable: wanted.flag('ipv6_enable') ?? false,
        ...(dnsOf(wanted) ?? { dnsList: await regionsDns(call) }),
        ...dhcpOptionsOf(wanted),
      },
    };
    const answer = await apiOf(call).read({ service: 'vpc', method: 'POST', path: 'v1/{p}/subnets', body }, made);
    const { id } = answer.subnet;
    haveMade(id);
    await poll(call, `subnet ${id}`, async () => {
      const state = (await show(call, id))?.subnet.status ?? 'gone';
      if (state === 'ERROR' || state === 'gone') throw new Error(`its status became ${state}, not ACTIVE`);
      return state === 'ACTIVE' ? state : undefined;
    });
    await createTags(call, 'subnets', id, wanted.map('tags'));
  },

  async read(call, id) {
    const answer = await show(call, id);
    if (!answer) return undefined;
    const { subnet } = answer;
    const options = subnet.extra_dhcp_opts.flatMap(({ opt_name, opt_value }) => {
      const attribute = (dhcpOptions as Readonly<Record<string, string>>)[opt_name];
      return attribute === undefined || opt_value == null ? [] : [[attribute, opt_value] as const];
    });
    return {
      name: subnet.name,
      description: subnet.description,
      cidr: subnet.cidr,
      gateway_ip: subnet.gateway_ip,
      vpc_id: subnet.vpc_id,
      dhcp_enable: subnet.dhcp_enable,
      dns_list: subnet.dnsList,
      primary_dns: subnet.primary_dns,
      secondary_dns: subnet.secondary_dns,
      availability_zone: subnet.availability_zone,
      subnet_id: subnet.neutron_subnet_id,
      ipv4_subnet_id: subnet.neutron_subnet_id,
      ipv6_enable: subnet.ipv6_enable,
      ipv6_cidr: subnet.cidr_v6,
      ipv6_gateway: subnet.gateway_ip_v6,
      ipv6_subnet_id: subnet.neutron_subnet_id_v6,
      ...Object.fromEntries(options),
      ...(await readTags(call, 'subnets', id)),
    };
  },

  async update(call, id, prior, wanted) {
    const changed = (names: readonly string[]) => hasChanged(prior, wanted, names);
    const isDns = changed(['dns_list', 'primary_dns', 'secondary_dns']);
    const isDhcp = changed(Object.values(dhcpOptions));
    if (isDns || isDhcp || changed(['name', 'description', 'dhcp_enable', 'ipv6_enable'])) {
      const subnet = {
        name: wanted.text('name'),
        dhcp_enable: wanted.flag('dhcp_enable') ?? true,
        ...(changed(['description']) && { description: wanted.text('description') ?? '' }),
        ...(changed(['ipv6_enable']) && { ipv6_enable: wanted.flag('ipv6_enable') ?? false }),
        ...(isDns && changedDns(prior, wanted)),
        ...(isDhcp && dhcpOptionsOf(wanted)),
      };
      await apiOf(call).send({ ...within(wanted.text('vpc_id') ?? '', id), method: 'PUT', body: { subnet } });
    }
    await replaceTags(call, 'subnets', id, prior, wanted);
  },

  delete: (call, id, state) => apiOf(call).remove(within(state.text('vpc_id') ?? '', id)),
};

/** The pair and the list show the same servers: whichever of the two was changed counts. */
const changedDns = (prior: Attributes, wanted: Attributes): Readonly<Record<string, unknown>> | undefined =>
  hasChanged(prior, wanted, ['dns_list'])
    ? { dnsList: wanted.texts('dns_list') }
    : { primary_dns: wanted.text('primary_dns'), secondary_dns: wanted.text('secondary_dns') };
