import { z } from 'zod';
import { type Region } from '../../context';
import { conflict, invalid } from '../../errors';
import { pageInfo, pageOf, paging } from '../../http/paging';
import { route } from '../../http/route';
import { CHARGE_MODES, EIP_TYPES, NUMBERS } from '../../limits';
import { description, enterpriseProjectId, ipv4, newEnterpriseProjectId, numberOf, resourceName } from '../../schema';
import { type Eip } from '../../store/eip';
import { isOfSubnet } from '../../store/port';
import { allocate } from './allocation';
import { publicip1, publicip3 } from './publicip-forms';

const ipVersion = z.literal([4, 6], { error: '4 or 6' });

const createBody = z.strictObject({
  publicip: z.strictObject({
    type: z.enum(EIP_TYPES),
    alias: resourceName.optional(),
    ip_address: ipv4.optional(),
    ip_version: ipVersion.default(4),
  }),
  bandwidth: z.discriminatedUnion('share_type', [
    z.strictObject({
      share_type: z.literal('PER'),
      name: resourceName,
      size: numberOf(NUMBERS.bandwidth),
      charge_mode: z.enum(CHARGE_MODES).default('bandwidth'),
    }),
    z.strictObject({
      share_type: z.literal('WHOLE'),
      id: z.string(),
      // The shared bandwidth has them already.
      name: resourceName.optional(),
      size: numberOf(NUMBERS.bandwidth).optional(),
      charge_mode: z.enum(CHARGE_MODES).optional(),
    }),
  ]),
  enterprise_project_id: newEnterpriseProjectId.default('0'),
});

/** Only a body that says nothing but which port, or nothing at all, is about binding: `{ alias }` must not unbind. */
const updateBody = z.strictObject({
  publicip: z.strictObject({
    port_id: z.string().nullish(),
    // Empty takes the name away.
    alias: z.union([z.literal(''), resourceName]).optional(),
    ip_version: ipVersion.optional(),
  }),
});

function portAfter(eip: Eip, wanted: z.infer<typeof updateBody>['publicip'], region: Region): string | null {
  const isBinding = 'port_id' in wanted || Object.keys(wanted).length === 0;
  // API reference of EIP: UpdatePublicip, ip_version.
  if ('port_id' in wanted && wanted.ip_version !== undefined) {
    throw invalid('publicip.ip_version', 'cannot be given together with port_id');
  }
  if (!isBinding) return eip.portId;
  const portId = wanted.port_id ?? '';
  if (portId === '') return null;
  const port = region.store.ports.refer('publicip.port_id', portId);
  if (isOfSubnet(port)) throw invalid('publicip.port_id', `${portId} is the subnet's own ${port.owner}`);
  if (eip.portId !== null && eip.portId !== portId) {
    throw conflict(`EIP ${eip.address} is bound to the port ${eip.portId}, unbind it first`);
  }
  const other = region.store.eips.find((one) => one.portId === portId && one.id !== eip.id);
  if (other) throw conflict(`port ${portId} has the EIP ${other.address} already`);
  return portId;
}

const listQuery = z.strictObject({
  ...paging,
  id: z.string().optional(),
  ip_version: z.string().optional(),
  public_ip_address: z.string().optional(),
  private_ip_address: z.string().optional(),
  port_id: z.string().optional(),
  enterprise_project_id: enterpriseProjectId.optional(),
});

const listed = (region: Region, query: z.infer<typeof listQuery>): Eip[] =>
  region.store.eips.filter((eip) => {
    const form = publicip1(eip, region);
    return (
      (query.id ?? eip.id) === eip.id &&
      (query.ip_version ?? String(eip.ipVersion)) === String(eip.ipVersion) &&
      (query.public_ip_address ?? eip.address) === eip.address &&
      (query.private_ip_address ?? form.private_ip_address) === form.private_ip_address &&
      (query.port_id ?? form.port_id) === form.port_id
    );
  });

export const publicipRoutes = [
  route({
    service: 'eip',
    method: 'POST',
    path: '/v1/{project_id}/publicips',
    summary: 'Allocate an EIP with a bandwidth of its own, or in a shared one',
    errors: 'plain',
    status: 200,
    body: createBody,
    change: ({ region, body }) => {
      const { publicip, bandwidth } = body;
      const eip = allocate(region, {
        type: publicip.type,
        address: publicip.ip_address,
        ipVersion: publicip.ip_version,
        alias: publicip.alias,
        enterpriseProjectId: body.enterprise_project_id,
        ...(bandwidth.share_type === 'WHOLE'
          ? { sharedBandwidth: { id: bandwidth.id, field: 'bandwidth.id' } }
          : { bandwidth: { name: bandwidth.name, size: bandwidth.size, chargeMode: bandwidth.charge_mode } }),
      });
      return { publicip: publicip1(eip, region) };
    },
  }),
  route({
    service: 'eip',
    method: 'GET',
    path: '/v1/{project_id}/publicips',
    summary: 'List EIPs',
    errors: 'plain',
    status: 200,
    query: listQuery,
    handle: ({ region, query }) => ({
      publicips: pageOf(listed(region, query), query).map((eip) => publicip1(eip, region)),
    }),
  }),
  route({
    service: 'eip',
    method: 'GET',
    path: '/v1/{project_id}/publicips/{publicip_id}',
    summary: 'Show an EIP',
    errors: 'plain',
    status: 200,
    handle: ({ region, params }) => ({ publicip: publicip1(region.store.eips.need(params.publicip_id), region) }),
  }),
  route({
    service: 'eip',
    method: 'PUT',
    path: '/v1/{project_id}/publicips/{publicip_id}',
    summary: 'Bind an EIP to a port, unbind it with an empty object, rename it, or give it an IPv6 address beside',
    errors: 'plain',
    status: 200,
    body: updateBody,
    change: ({ region, params, body }) => {
      const eip = region.store.eips.need(params.publicip_id);
      const updated = region.store.eips.update(eip.id, {
        portId: portAfter(eip, body.publicip, region),
        alias: body.publicip.alias,
        ipVersion: body.publicip.ip_version,
        updatedAt: region.clock(),
      });
      return { publicip: publicip1(updated, region) };
    },
  }),
  route({
    service: 'eip',
    method: 'DELETE',
    path: '/v1/{project_id}/publicips/{publicip_id}',
    summary: 'Release an EIP; 409 while it is bound',
    errors: 'plain',
    status: 204,
    change: ({ region: { store }, params }) => {
      const eip = store.eips.need(params.publicip_id);
      if (eip.portId !== null) throw conflict(`EIP ${eip.address} is bound to the port ${eip.portId}, unbind it first`);
      store.eips.delete(eip.id);
    },
  }),
  route({
    service: 'eip',
    method: 'GET',
    path: '/v3/{project_id}/eip/publicips',
    summary: 'List EIPs (v3)',
    errors: 'v3',
    status: 200,
    query: z.strictObject({ ...paging, public_ip_address: z.string().optional(), id: z.string().optional() }),
    handle: ({ region, query }) => {
      const all = listed(region, query);
      const page = pageOf(all, query);
      return {
        publicips: page.map((eip) => publicip3(eip, region)),
        page_info: pageInfo(all, page),
        total_count: all.length,
      };
    },
  }),
  route({
    service: 'eip',
    method: 'GET',
    path: '/v3/{project_id}/eip/publicips/{publicip_id}',
    summary: 'Show an EIP (v3)',
    errors: 'v3',
    status: 200,
    handle: ({ region, params }) => ({ publicip: publicip3(region.store.eips.need(params.publicip_id), region) }),
  }),
  route({
    service: 'eip',
    method: 'PUT',
    path: '/v3/{project_id}/eip/publicips/{publicip_id}',
    summary: 'Describe or rename an EIP (v3)',
    errors: 'v3',
    status: 200,
    body: z.strictObject({
      publicip: z.strictObject({ description: description.optional(), alias: resourceName.optional() }),
    }),
    change: ({ region, params, body }) => {
      const patch = { ...body.publicip, updatedAt: region.clock() };
      return { publicip: publicip3(region.store.eips.update(params.publicip_id, patch), region) };
    },
  }),
];
