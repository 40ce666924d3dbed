import { z } from 'zod';
import { type Attributes } from '../../engine/attributes';
import { apiOf, type HuaweicloudDataSource } from '../huaweicloud';
import { filtersOf } from './filters';

const port = z.object({
  id: z.string(),
  name: z.string().default(''),
  status: z.string().default(''),
  admin_state_up: z.boolean().default(true),
  network_id: z.string(),
  mac_address: z.string(),
  device_id: z.string().default(''),
  device_owner: z.string().default(''),
  fixed_ips: z.array(z.object({ ip_address: z.string() })).default([]),
  allowed_address_pairs: z.array(z.object({ ip_address: z.string() })).default([]),
  security_groups: z.array(z.string()).default([]),
});
type Port = z.infer<typeof port>;
const listed = z.object({ ports: z.array(port) });

/** Filters of the API, by attribute. */
const filters = { port_id: 'id', name: 'name', network_id: 'network_id', device_id: 'device_id' } as const;
const moreFilters = { device_owner: 'device_owner', mac_address: 'mac_address', status: 'status' } as const;

/**
 * Exactly one port must match. The address and the groups are compared on this side, as the provider does: of the groups
 * one is enough, and a port that is in two of them counts twice (provider source: data source networking_port).
 */
export const networkingPort: HuaweicloudDataSource = {
  unsupported: ['admin_state_up', 'project_id', 'tenant_id'],

  async read(call, config) {
    const query = filtersOf(config, { ...filters, ...moreFilters });
    const answer = await apiOf(call).read({ service: 'vpc', method: 'GET', path: 'v2.0/ports', query }, listed);
    const matches = answer.ports.flatMap((one) => matchesOf(one, config));
    const [found] = matches;
    if (!found || matches.length > 1) {
      throw new Error(`${matches.length} ports match, not one: change the search criteria`);
    }
    return attributesOf(found);
  },
};

/** The port as often as it counts. */
function matchesOf(one: Port, config: Attributes): readonly Port[] {
  const ip = config.text('fixed_ip');
  const groups = config.texts('security_group_ids');
  const byAddress =
    ip === undefined ? [one] : one.fixed_ips.filter(({ ip_address }) => ip_address === ip).map(() => one);
  if (groups.length === 0) return byAddress;
  return byAddress.flatMap(() => one.security_groups.filter((id) => groups.includes(id)).map(() => one));
}

const attributesOf = (one: Port) => ({
  id: one.id,
  port_id: one.id,
  name: one.name,
  status: one.status,
  admin_state_up: one.admin_state_up,
  network_id: one.network_id,
  mac_address: one.mac_address,
  device_id: one.device_id,
  device_owner: one.device_owner,
  all_fixed_ips: one.fixed_ips.map(({ ip_address }) => ip_address),
  all_allowed_ips: one.allowed_address_pairs.map(({ ip_address }) => ip_address),
  all_security_group_ids: one.security_groups,
});
