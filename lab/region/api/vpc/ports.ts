import { z } from 'zod';
import { familyOf, blockOf } from '../../../addresses/cidr-text';
import { cidrContains, parseCidr } from '../../../addresses/cidr';
import { isIpv6, parseIpv6 } from '../../../addresses/ip-address';
import { type Region } from '../../context';
import { conflict, invalid } from '../../errors';
import { pageOf, paging } from '../../http/paging';
import { route } from '../../http/route';
import { TEXTS } from '../../limits';
import { createPort } from '../../new-port';
import { checkQuota } from '../../quotas';
import { enterpriseProjectId, isDistinct, textOf } from '../../schema';
import { isOfSubnet, type Port } from '../../store/port';
import { type Subnet } from '../../store/subnet';
import { portDhcpOptions } from './dhcp-options';
import { portForm } from './port-form';

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
    (query.device_id ?? form.device_id) === form.device_id &&
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

const pairs = z
  .array(
    z.strictObject({
      ip_address: z.string().refine((text) => familyOf(blockOf(text)) !== undefined, 'neither an address nor a block'),
      mac_address: z.literal('', { error: 'another MAC address than the port has is not emulated' }).optional(),
    }),
  )
  .max(100, 'at most 100 address pairs');

const portName = textOf(TEXTS.portName);
const groupIds = z.array(z.string()).refine(isDistinct, 'a group is listed twice');

/** The provider writes null for what is to stay. */
const updateBody = z.strictObject({
  port: z.strictObject({
    name: portName.nullish(),
    security_groups: groupIds.nullish(),
    allowed_address_pairs: pairs.nullish(),
    extra_dhcp_opts: portDhcpOptions.nullish(),
  }),
});

const createBody = z.strictObject({
  port: z.strictObject({
    network_id: z.string(),
    name: portName.default(''),
    admin_state_up: z.literal(true, { error: 'only true is emulated' }).optional(),
    device_owner: z.enum(['', 'neutron:VIP_PORT']).default(''),
    fixed_ips: z
      .array(z.strictObject({ subnet_id: z.string().optional(), ip_address: z.string().optional() }))
      .max(1, 'at most one address')
      .default([]),
    security_groups: groupIds.optional(),
    allowed_address_pairs: pairs.default([]),
    extra_dhcp_opts: portDhcpOptions.default([]),
  }),
});

type Wanted = z.infer<typeof createBody>['port'];

/** Whether the address asked for is to be of IPv6, by the subnet's id of that family or by itself. */
function checkFamily(subnet: Subnet, { subnet_id: id, ip_address: address }: Wanted['fixed_ips'][number]): 4 | 6 {
  const isV6 = id === undefined ? isIpv6(address ?? '') : id === subnet.ipv6?.neutronSubnetId;
  if (!isV6 && id !== undefined && id !== subnet.neutronSubnetId) {
    throw invalid('port.fixed_ips.0.subnet_id', `${id} is not the subnet of the network ${subnet.id}`);
  }
  return isV6 ? 6 : 4;
}

function checkIpv6({ store }: Region, subnet: Subnet, address: string | undefined): void {
  if (address === undefined || address === '') return;
  const field = 'port.fixed_ips.0.ip_address';
  if (!isIpv6(address) || !subnet.ipv6 || !cidrContains(parseCidr(subnet.ipv6.cidr), parseIpv6(address))) {
    throw invalid(field, `${address} is not within ${subnet.ipv6?.cidr ?? 'the subnet, which has no IPv6'}`);
  }
  const holder = store.ports.find((port) => port.subnetId === subnet.id && port.ipv6 === address);
  if (holder) throw conflict(`${field}: ${address} is in use by the port ${holder.id}`);
}

function create(region: Region, wanted: Wanted): Port {
  const { store, settings } = region;
  const subnet = store.subnets.refer('port.network_id', wanted.network_id);
  const [fixed = {}] = wanted.fixed_ips;
  const family = checkFamily(subnet, fixed);
  const address = fixed.ip_address === '' ? undefined : fixed.ip_address;
  if (family === 6) checkIpv6(region, subnet, address);
  const groups = wanted.security_groups?.map((id) => store.securityGroups.refer('port.security_groups', id).id);
  const isVirtual = wanted.device_owner !== '';
  const byDefault = isVirtual ? [] : store.securityGroups.filter((group) => group.isDefault).map((group) => group.id);
  checkQuota(settings.quotas, 'ports', store.counts()['ports'] ?? 0);
  return createPort(
    region,
    subnet,
    {
      ...{ owner: isVirtual ? 'virtual-ip' : 'none', name: wanted.name, isIndependent: true },
      ...{ securityGroupIds: groups ?? byDefault, allowedAddressPairs: wanted.allowed_address_pairs },
      extraDhcpOpts: wanted.extra_dhcp_opts,
      ...(family === 6 ? { withIpv6: true, ipv6: address, isIpv6Alone: true } : { ipv4: address }),
    },
    { ipv4: 'port.fixed_ips.0.ip_address', ipv6: 'port.fixed_ips' },
  );
}

/** Throws 409 for a port that goes with something else, or that an EIP is bound to. */
export function removePort({ store }: Region, id: string): void {
  const port = store.ports.need(id);
  if (isOfSubnet(port)) throw conflict(`port ${id} is the ${port.owner} of subnet ${port.subnetId}`);
  if (port.serverId !== undefined) throw conflict(`port ${id} is a network interface of server ${port.serverId}`);
  const eip = store.eips.find((one) => one.portId === id);
  if (eip) throw conflict(`port ${id} has the EIP ${eip.address}, unbind it first`);
  store.ports.delete(id);
}

const updatePort = (base: string, version: string) =>
  route({
    service: 'vpc',
    method: 'PUT',
    path: `${base}/{port_id}` as `${string}{port_id}`,
    summary: `Change name, security groups, allowed address pairs or lease of a port (${version})`,
    errors: version === 'v1' ? 'plain' : 'neutron',
    status: 200,
    body: updateBody,
    change: ({ region, params, body: { port: wanted } }) => {
      const port = region.store.ports.need(params.port_id);
      if (isOfSubnet(port)) throw conflict(`port ${port.id} is the ${port.owner} of subnet ${port.subnetId}`);
      wanted.security_groups?.forEach((id) => region.store.securityGroups.refer('port.security_groups', id));
      if (wanted.security_groups?.length === 0 && port.owner === 'server') {
        throw invalid('port.security_groups', 'at least one security group');
      }
      const updated = region.store.ports.update(port.id, {
        name: wanted.name ?? undefined,
        securityGroupIds: wanted.security_groups ?? undefined,
        allowedAddressPairs: wanted.allowed_address_pairs ?? undefined,
        extraDhcpOpts: wanted.extra_dhcp_opts ?? undefined,
        updatedAt: region.clock(),
      });
      return { port: portForm(updated, region) };
    },
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
  updatePort('/v1/{project_id}/ports', 'v1'),
  updatePort('/v2.0/ports', 'v2.0'),
  route({
    service: 'vpc',
    method: 'POST',
    path: '/v1/{project_id}/ports',
    summary: 'Create a port: a virtual IP, or one for a server to come',
    errors: 'plain',
    status: 200,
    body: createBody,
    change: ({ region, body }) => ({ port: portForm(create(region, body.port), region) }),
  }),
  route({
    service: 'vpc',
    method: 'DELETE',
    path: '/v1/{project_id}/ports/{port_id}',
    summary: 'Delete a port that was created by itself; 409 while a server or an EIP has it',
    errors: 'plain',
    status: 204,
    change: ({ region, params }) => {
      removePort(region, params.port_id);
    },
  }),
];
