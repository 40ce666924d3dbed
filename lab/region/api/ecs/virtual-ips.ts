import { z } from 'zod';
import { type Region } from '../../context';
import { invalid } from '../../errors';
import { route } from '../../http/route';
import { ipv4 } from '../../schema';
import { type Port } from '../../store/port';

const withPair = ({ allowedAddressPairs: pairs }: Port, ip_address: string): Port['allowedAddressPairs'] =>
  pairs.some((pair) => pair.ip_address === ip_address) ? pairs : [...pairs, { ip_address }];

const withoutPair = ({ allowedAddressPairs: pairs }: Port, ip_address: string): Port['allowedAddressPairs'] =>
  pairs.filter((pair) => pair.ip_address !== ip_address);

function pairTo({ store, clock }: Region, port: Port, allowedAddressPairs: Port['allowedAddressPairs']): void {
  store.ports.update(port.id, { allowedAddressPairs, updatedAt: clock() });
}

/** Throws 400 for an address that is no virtual IP of the network interface's subnet. */
function associate(region: Region, nic: Port, address: string, isBothWays: boolean): void {
  const isIt = (port: Port) => port.owner === 'virtual-ip' && port.subnetId === nic.subnetId && port.ipv4 === address;
  const virtual = region.store.ports.find(isIt);
  if (!virtual) throw invalid('nic.ip_address', `${address} is no virtual IP of the subnet ${nic.subnetId}`);
  pairTo(region, nic, withPair(nic, address));
  if (isBothWays) pairTo(region, virtual, withPair(virtual, nic.ipv4));
}

/** All of them. */
function disassociate(region: Region, nic: Port): void {
  for (const virtual of region.store.ports.filter(
    ({ owner, subnetId }) => owner === 'virtual-ip' && subnetId === nic.subnetId,
  )) {
    pairTo(region, virtual, withoutPair(virtual, nic.ipv4));
    pairTo(region, nic, withoutPair(region.store.ports.need(nic.id), virtual.ipv4));
  }
}

export const virtualIpRoutes = [
  route({
    service: 'ecs',
    method: 'PUT',
    path: '/v1/{project_id}/cloudservers/nics/{nic_id}',
    summary: 'Bind a virtual IP to a network interface, or, with an empty address, take all from it',
    errors: 'wrapped',
    status: 200,
    body: z.strictObject({
      nic: z.strictObject({
        subnet_id: z.string(),
        ip_address: z.union([ipv4, z.literal('')]),
        reverse_binding: z.boolean().default(false),
      }),
    }),
    change: ({ region, params, body: { nic: wanted } }) => {
      const nic = region.store.ports.need(params.nic_id);
      if (nic.serverId === undefined) throw invalid('nic_id', `${nic.id} is no network interface of a server`);
      if (wanted.ip_address === '') {
        disassociate(region, nic);
        return { port_id: nic.id };
      }
      if (wanted.subnet_id !== nic.subnetId) {
        throw invalid('nic.subnet_id', `${wanted.subnet_id} is not the network of ${nic.id}, ${nic.subnetId}`);
      }
      associate(region, nic, wanted.ip_address, wanted.reverse_binding);
      return { port_id: nic.id };
    },
  }),
];
