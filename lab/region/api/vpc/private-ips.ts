import { z } from 'zod';
import { type Region } from '../../context';
import { pageOf, paging } from '../../http/paging';
import { route } from '../../http/route';
import { createPort } from '../../new-port';
import { checkQuota } from '../../quotas';
import { ipv4 } from '../../schema';
import { type Port } from '../../store/port';
import { portForm } from './port-form';
import { removePort } from './ports';

/** A private IP is a port by another name: its address, and who has it. */
function form(port: Port, region: Region) {
  const { id, status, network_id, tenant_id, device_owner } = portForm(port, region);
  return { id, status, subnet_id: network_id, tenant_id, device_owner, ip_address: port.ipv4 };
}

const createBody = z.strictObject({
  privateips: z
    .array(
      z.strictObject({
        subnet_id: z.string(),
        ip_address: ipv4.optional(),
        device_owner: z.enum(['', 'neutron:VIP_PORT']).default(''),
      }),
    )
    .min(1, 'at least one private IP'),
});

function create(region: Region, wanted: z.infer<typeof createBody>['privateips'][number], index: number): Port {
  const subnet = region.store.subnets.refer(`privateips.${index}.subnet_id`, wanted.subnet_id);
  checkQuota(region.settings.quotas, 'ports', region.store.counts()['ports'] ?? 0);
  const owner = wanted.device_owner === '' ? 'none' : 'virtual-ip';
  const field = `privateips.${index}.ip_address`;
  const asked = { owner, ipv4: wanted.ip_address, isIndependent: true } as const;
  return createPort(region, subnet, asked, { ipv4: field, ipv6: field });
}

const single = '/v1/{project_id}/privateips/{privateip_id}';

export const privateIpRoutes = [
  route({
    service: 'vpc',
    method: 'POST',
    path: '/v1/{project_id}/privateips',
    summary: 'Reserve private IPs in a subnet, also as virtual IPs',
    errors: 'plain',
    status: 200,
    body: createBody,
    change: ({ region, body }) => ({
      privateips: body.privateips.map((wanted, index) => form(create(region, wanted, index), region)),
    }),
  }),
  route({
    service: 'vpc',
    method: 'GET',
    path: '/v1/{project_id}/subnets/{subnet_id}/privateips',
    summary: 'List the private IPs of a subnet, those of servers and of the subnet itself among them',
    errors: 'plain',
    status: 200,
    query: z.strictObject(paging),
    handle: ({ region, params, query }) => {
      region.store.subnets.need(params.subnet_id);
      const all = region.store.ports.filter((port) => port.subnetId === params.subnet_id && port.isIpv6Alone !== true);
      return { privateips: pageOf(all, query).map((port) => form(port, region)) };
    },
  }),
  route({
    service: 'vpc',
    method: 'GET',
    path: single,
    summary: 'Show a private IP',
    errors: 'plain',
    status: 200,
    handle: ({ region, params }) => ({ privateip: form(region.store.ports.need(params.privateip_id), region) }),
  }),
  route({
    service: 'vpc',
    method: 'DELETE',
    path: single,
    summary: 'Release a private IP; 409 while something has it',
    errors: 'plain',
    status: 204,
    change: ({ region, params }) => {
      removePort(region, params.privateip_id);
    },
  }),
];
