import { z } from 'zod';
import { type Region } from '../../context';
import { conflict, invalid, notFound } from '../../errors';
import { route } from '../../http/route';
import { runJob, startJob } from '../../jobs';
import { NUMBERS } from '../../limits';
import { freeMac, ipv6Beside, takeAddress } from '../../new-port';
import { ipv4, isDistinct } from '../../schema';
import { type Port } from '../../store/port';
import { type Server } from '../../store/server';
import { addNic, groupReferences, groupsOf, newNic } from './server-creation';
import { portsOf } from './server-form';
import { freePort } from './server-removal';

const server = '/v1/{project_id}/cloudservers/{server_id}';

const added = newNic.partial({ subnet_id: true }).extend({
  security_groups: groupReferences.optional(),
  port_id: z.string().optional(),
  // The provider sends it empty.
  ipv6_bandwidth: z.strictObject({}).optional(),
});

/** Attaches a port that is there, or makes one; neither is a server's first. */
function attach(region: Region, to: Server, wanted: z.infer<typeof added>, field: string): Port {
  const { port_id: portId, subnet_id: subnetId, security_groups: groups } = wanted;
  const { ip_address, ipv6_enable } = wanted;
  const groupIds = groups && groupsOf(region, `${field}.security_groups`, groups);
  if (portId === undefined) {
    if (subnetId === undefined) throw invalid(field, 'either subnet_id or port_id is expected');
    const securityGroupIds = groupIds ?? portsOf(region, to.id)[0]?.securityGroupIds ?? [];
    return addNic(region, to, field, {
      ip_address,
      ipv6_enable,
      subnet_id: subnetId,
      securityGroupIds,
      isPrimary: false,
    });
  }
  const port = region.store.ports.refer(`${field}.port_id`, portId);
  if (port.owner !== 'none') throw conflict(`${field}.port_id: port ${portId} is in use`);
  if (region.store.subnets.need(port.subnetId).vpcId !== to.vpcId) {
    throw invalid(`${field}.port_id`, `port ${portId} is not in the VPC ${to.vpcId}`);
  }
  const held = groupIds ?? (port.securityGroupIds.length > 0 ? undefined : groupsOf(region, field, undefined));
  return region.store.ports.update(portId, {
    ...{ owner: 'server', serverId: to.id, deleteOnTermination: false, securityGroupIds: held },
    updatedAt: region.clock(),
  });
}

/** A network interface of a server. Throws 404 when it is not its. */
function nicOf({ store }: Region, serverId: string, portId: string): Port {
  store.servers.need(serverId);
  const port = store.ports.need(portId);
  if (port.serverId !== serverId) throw notFound(`network interface of server ${serverId}`, portId);
  return port;
}

/** Takes a network interface from its server, with its EIP; one that was made by itself stays. */
function detach(region: Region, port: Port): void {
  for (const eip of region.store.eips.filter((one) => one.portId === port.id)) {
    region.store.eips.update(eip.id, { portId: null });
  }
  if (port.isIndependent) freePort(region, port.id);
  else region.store.ports.delete(port.id);
}

const attachment = (region: Region, port: Port) => {
  const subnet = region.store.subnets.get(port.subnetId);
  return {
    port_id: port.id,
    port_state: 'ACTIVE',
    net_id: port.subnetId,
    mac_addr: port.mac,
    delete_on_termination: port.deleteOnTermination,
    fixed_ips: [
      { ip_address: port.ipv4, subnet_id: subnet?.neutronSubnetId ?? '' },
      ...(port.ipv6 === undefined ? [] : [{ ip_address: port.ipv6, subnet_id: subnet?.ipv6?.neutronSubnetId ?? '' }]),
    ],
  };
};

function attachments(region: Region, serverId: string) {
  region.store.servers.need(serverId);
  const ports = portsOf(region, serverId);
  return {
    attachableQuantity: { free_nic: NUMBERS.nics.max - ports.length, free_efi_nic: 0 },
    interfaceAttachments: ports.map((port) => attachment(region, port)),
  };
}

export const nicRoutes = [
  route({
    service: 'ecs',
    method: 'GET',
    path: `${server}/os-interface`,
    summary: 'List the network interfaces of a server',
    errors: 'wrapped',
    status: 200,
    handle: ({ region, params }) => attachments(region, params.server_id),
  }),
  route({
    service: 'ecs',
    method: 'GET',
    path: `${server}/os-interface_extension`,
    summary: 'List the network interfaces of a server, and how many more it can have',
    errors: 'wrapped',
    status: 200,
    handle: ({ region, params }) => attachments(region, params.server_id),
  }),
  route({
    service: 'ecs',
    method: 'POST',
    path: `${server}/nics`,
    summary: 'Add network interfaces to a server, which may run, by a job',
    errors: 'wrapped',
    status: 200,
    body: z.strictObject({ nics: z.array(added).min(1, 'at least one network interface') }),
    handle: async ({ region, params: { server_id }, body }) => {
      const job = await region.changes.run(() => {
        const to = region.store.servers.need(server_id);
        const count = portsOf(region, to.id).length + body.nics.length;
        if (count > NUMBERS.nics.max) throw conflict(`nics: ${count} network interfaces, at most ${NUMBERS.nics.max}`);
        const ports = body.nics.map((nic, index) => attach(region, to, nic, `nics.${index}`));
        const entities = ports.map((port) => ({ server_id, nic_id: port.id }));
        return startJob(region, 'addNics', entities);
      });
      runJob(region, job, []);
      return { job_id: job.id };
    },
  }),
  route({
    service: 'ecs',
    method: 'POST',
    path: `${server}/nics/delete`,
    summary: 'Take network interfaces, but for the first, from a server by a job',
    errors: 'wrapped',
    status: 200,
    body: z.strictObject({
      nics: z
        .array(z.strictObject({ id: z.string() }))
        .min(1, 'at least one network interface')
        .refine((nics) => isDistinct(nics.map(({ id }) => id)), 'a network interface is listed twice'),
    }),
    handle: async ({ region, params: { server_id }, body }) => {
      const job = await region.changes.run(() => {
        region.store.servers.need(server_id);
        body.nics.forEach(({ id }, index) => {
          const port = region.store.ports.refer(`nics.${index}.id`, id);
          if (port.serverId !== server_id) throw invalid(`nics.${index}.id`, `${id} is not of server ${server_id}`);
          if (port.isPrimary) throw invalid(`nics.${index}.id`, `${id} is the server's first network interface`);
          detach(region, port);
        });
        return startJob(
          region,
          'deleteNics',
          body.nics.map(({ id }) => ({ server_id, nic_id: id })),
        );
      });
      runJob(region, job, []);
      return { job_id: job.id };
    },
  }),
  route({
    service: 'ecs',
    method: 'PUT',
    path: `${server}/os-interface/{port_id}`,
    summary: 'Say whether a network interface goes with its server',
    errors: 'wrapped',
    status: 204,
    body: z.strictObject({ interface_attachment: z.strictObject({ delete_on_termination: z.boolean() }) }),
    change: ({ region, params, body }) => {
      const { id } = nicOf(region, params.server_id, params.port_id);
      const { delete_on_termination: deleteOnTermination } = body.interface_attachment;
      region.store.ports.update(id, { deleteOnTermination, updatedAt: region.clock() });
    },
  }),
  route({
    service: 'ecs',
    method: 'POST',
    path: `${server}/os-interface/{port_id}/change-network-interface`,
    summary: 'Move a network interface to another subnet of its VPC or another address; its id and its groups stay',
    errors: 'wrapped',
    status: 200,
    body: z.strictObject({
      subnet_id: z.string().optional(),
      ip_address: z.union([ipv4, z.literal('')]).optional(),
      security_groups: groupReferences.optional(),
    }),
    change: ({ region, params, body }) => {
      const port = nicOf(region, params.server_id, params.port_id);
      const { vpcId } = region.store.servers.need(params.server_id);
      const groups = body.security_groups && groupsOf(region, 'security_groups', body.security_groups);
      movePort(region, port, { vpcId, subnetId: body.subnet_id ?? port.subnetId, ipv4: body.ip_address, groups }, '');
      return {};
    },
  }),
];

interface Place {
  readonly vpcId: string;
  readonly subnetId: string;
  readonly ipv4: string | undefined;
  readonly groups: readonly string[] | undefined;
}

/** Gives a port a place elsewhere, with another MAC address in another subnet. `prefix` leads the fields in messages. */
export function movePort(region: Region, port: Port, { vpcId, subnetId, ipv4, groups }: Place, prefix: string): void {
  const subnet = region.store.subnets.refer(`${prefix}subnet_id`, subnetId);
  if (subnet.vpcId !== vpcId) throw invalid(`${prefix}subnet_id`, `subnet ${subnet.id} is not in the VPC ${vpcId}`);
  const stays = subnet.id === port.subnetId && (ipv4 === undefined || ipv4 === '' || ipv4 === port.ipv4);
  const address = stays ? port.ipv4 : takeAddress(region, subnet, `${prefix}ip_address`, ipv4);
  const { ipv6, ...rest } = port;
  region.store.ports.insert({
    ...rest,
    subnetId: subnet.id,
    ipv4: address,
    ...(ipv6 !== undefined && subnet.ipv6 && { ipv6: ipv6Beside(address, subnet.ipv6.cidr) }),
    mac: subnet.id === port.subnetId ? port.mac : freeMac(region),
    securityGroupIds: groups ?? port.securityGroupIds,
    updatedAt: region.clock(),
  });
}
