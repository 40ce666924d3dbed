import { z } from 'zod';
import { plainTime } from '../../clock';
import { type Region } from '../../context';
import { pageOf, paging } from '../../http/paging';
import { route } from '../../http/route';
import { TEXTS } from '../../limits';
import { enterpriseProjectId, isDistinct, textOf } from '../../schema';
import { type Port } from '../../store/port';

function portForm(port: Port, region: Region) {
  const { store, settings } = region;
  const zone = store.servers.get(port.serverId)?.availabilityZone ?? '';
  const subnet = store.subnets.get(port.subnetId);
  return {
    id: port.id,
    name: port.name,
    status: 'ACTIVE',
    admin_state_up: true,
    network_id: port.subnetId,
    mac_address: port.mac,
    fixed_ips: [
      { subnet_id: subnet?.neutronSubnetId, ip_address: port.ipv4 },
      ...(port.ipv6 === undefined ? [] : [{ subnet_id: subnet?.ipv6?.neutronSubnetId, ip_address: port.ipv6 }]),
    ],
    device_id: port.serverId,
    device_owner: `compute:${zone}`,
    instance_id: port.serverId,
    instance_type: '',
    tenant_id: settings.projectId,
    security_groups: port.securityGroupIds,
    allowed_address_pairs: [],
    extra_dhcp_opts: [],
    'binding:vif_details': { primary_interface: port.isPrimary },
    'binding:profile': {},
    'binding:vnic_type': 'normal',
    dns_assignment: [],
    dns_name: '',
    port_security_enabled: true,
    zone_id: zone,
    enable_efi: false,
    ipv6_bandwidth_id: '',
    created_at: plainTime(port.createdAt),
    updated_at: plainTime(port.updatedAt),
  };
}

/** `ip_address=…` or `subnet_id=…`, once or several times (API reference of VPC: ListPorts). */
const fixedIps = z.string().regex(/^(ip_address|subnet_id)=.+$/, 'not of the form ip_address=… or subnet_id=…');

const listQuery = z.strictObject({
  ...paging,
  id: z.string().optional(),
  name: z.string().optional(),
  network_id: z.string().optional(),
  device_id: z.string().optional(),
  device_owner: z.string().optional(),
  mac_address: z.string().optional(),
  status: z.string().optional(),
  admin_state_up: z.string().optional(),
  fixed_ips: z.union([fixedIps, z.array(fixedIps)]).optional(),
  security_groups: z.string().optional(),
  enterprise_project_id: enterpriseProjectId.optional(),
});

function matches(port: Port, query: z.infer<typeof listQuery>, region: Region): boolean {
  const form = portForm(port, region);
  return (
    (query.id ?? port.id) === port.id &&
    (query.name ?? port.name) === port.name &&
    (query.network_id ?? port.subnetId) === port.subnetId &&
    (query.device_id ?? port.serverId) === port.serverId &&
    (query.device_owner ?? form.device_owner) === form.device_owner &&
    (query.mac_address ?? port.mac) === port.mac &&
    (query.status ?? form.status) === form.status &&
    (query.admin_state_up ?? 'true') === 'true' &&
    (query.security_groups === undefined || port.securityGroupIds.includes(query.security_groups)) &&
    [query.fixed_ips ?? []].flat().every((wanted) => {
      const [key, value] = wanted.split('=');
      return form.fixed_ips.some((fixed) => (key === 'subnet_id' ? fixed.subnet_id : fixed.ip_address) === value);
    })
  );
}

const updateBody = z.strictObject({
  port: z.strictObject({
    name: textOf(TEXTS.portName).optional(),
    security_groups: z
      .array(z.string())
      .min(1, 'at least one security group')
      .refine(isDistinct, 'a group is listed twice')
      .optional(),
    allowed_address_pairs: z
      .array(z.unknown())
      .max(0, 'only an empty list is emulated, leave source_dest_check on')
      .optional(),
  }),
});

const showPort = (base: string, version: string) =>
  route({
    service: 'vpc',
    method: 'GET',
    path: `${base}/{port_id}` as `${string}{port_id}`,
    summary: `Show a port (${version})`,
    errors: version === 'v1' ? 'plain' : 'neutron',
    status: 200,
    handle: ({ region, params }) => ({ port: portForm(region.store.ports.need(params.port_id), region) }),
  });

const listPorts = (base: string, version: string) =>
  route({
    service: 'vpc',
    method: 'GET',
    path: base,
    summary: `List ports (${version})`,
    errors: version === 'v1' ? 'plain' : 'neutron',
    status: 200,
    query: listQuery,
    handle: ({ region, query }) => {
      const all = region.store.ports.filter((port) => matches(port, query, region));
      return { ports: pageOf(all, query).map((port) => portForm(port, region)) };
    },
  });

export const portRoutes = [
  listPorts('/v1/{project_id}/ports', 'v1'),
  showPort('/v1/{project_id}/ports', 'v1'),
  listPorts('/v2.0/ports', 'v2.0'),
  showPort('/v2.0/ports', 'v2.0'),
  route({
    service: 'vpc',
    method: 'PUT',
    path: '/v1/{project_id}/ports/{port_id}',
    summary: 'Change name or security groups of a port',
    errors: 'plain',
    status: 200,
    body: updateBody,
    change: ({ region, params, body: { port: wanted } }) => {
      region.store.ports.need(params.port_id);
      wanted.security_groups?.forEach((id) => region.store.securityGroups.refer('port.security_groups', id));
      const updated = region.store.ports.update(params.port_id, {
        name: wanted.name,
        securityGroupIds: wanted.security_groups,
        updatedAt: region.clock(),
      });
      return { port: portForm(updated, region) };
    },
  }),
];
