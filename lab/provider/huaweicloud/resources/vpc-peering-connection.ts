import { z } from 'zod';
import { segment } from '../api';
import { apiOf, type HuaweicloudCall, type HuaweicloudResource } from '../huaweicloud';
import { poll } from '../polling';

const made = z.object({ peering: z.object({ id: z.string() }) });
const end = z.object({ vpc_id: z.string(), tenant_id: z.string().default('') });
const shown = z.object({
  peering: z.object({
    name: z.string(),
    description: z.string().default(''),
    status: z.string(),
    request_vpc_info: end,
    accept_vpc_info: end,
  }),
});

const collection = { service: 'vpc', path: 'v2.0/vpc/peerings' } as const;
const at = (id: string) => ({ ...collection, path: `${collection.path}/${segment(id)}` });
const show = (call: HuaweicloudCall, id: string) => apiOf(call).find({ ...at(id), method: 'GET' }, shown);

/** One that waits for the other account is as good as made for the provider, says its source. */
const done = ['ACTIVE', 'PENDING_ACCEPTANCE'];

export const vpcPeeringConnection: HuaweicloudResource = {
  async create(call, wanted, haveMade) {
    const peering = {
      name: wanted.text('name'),
      description: wanted.text('description'),
      request_vpc_info: { vpc_id: wanted.text('vpc_id') },
      accept_vpc_info: { vpc_id: wanted.text('peer_vpc_id'), tenant_id: wanted.text('peer_tenant_id') },
    };
    const creation = { ...collection, method: 'POST', body: { peering }, success: [201] } as const;
    const { id } = (await apiOf(call).read(creation, made)).peering;
    haveMade(id);
    await poll(call, `peering connection ${id}`, async () => {
      const state = (await show(call, id))?.peering.status ?? 'gone';
      if (state === 'gone' || state === 'REJECTED') throw new Error(`its status became ${state}, not ACTIVE`);
      return done.includes(state) ? state : undefined;
    });
  },

  async read(call, id) {
    const answer = await show(call, id);
    if (!answer) return undefined;
    const { request_vpc_info: from, accept_vpc_info: to, ...rest } = answer.peering;
    return { ...rest, vpc_id: from.vpc_id, peer_vpc_id: to.vpc_id, peer_tenant_id: to.tenant_id };
  },

  async update(call, id, _prior, wanted) {
    const peering = { name: wanted.text('name'), description: wanted.text('description') ?? '' };
    await apiOf(call).send({ ...at(id), method: 'PUT', body: { peering }, success: [200] });
  },

  delete: (call, id) => apiOf(call).remove(at(id)),
};
