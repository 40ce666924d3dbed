import { z } from 'zod';
import { type Attributes } from '../../engine/attributes';
import { segment } from '../api';
import { apiOf, type HuaweicloudCall, type HuaweicloudResource } from '../huaweicloud';
import { poll } from '../polling';
import { createTags, mergeDefaultTags, readTags, replaceTags } from '../tags';
import { hasChanged } from './has-changed';
import { refuseToChange } from './refuse-to-change';

const made = z.object({ vpc: z.object({ id: z.string() }) });
const shown = z.object({
  vpc: z.object({
    name: z.string(),
    cidr: z.string(),
    description: z.string().default(''),
    status: z.string(),
    enterprise_project_id: z.string().default(''),
    enhanced_local_route: z.boolean().optional(),
    routes: z.array(z.object({ destination: z.string(), nexthop: z.string() })).default([]),
  }),
});
const shown3 = z.object({ vpc: z.object({ extend_cidrs: z.array(z.string()).default([]) }) });

const at = (id: string) => ({ service: 'vpc', path: `v1/{p}/vpcs/${segment(id)}` }) as const;
const show = (call: HuaweicloudCall, id: string) => apiOf(call).find({ ...at(id), method: 'GET' }, shown);

export const vpc: HuaweicloudResource = {
  customizePlan: mergeDefaultTags,
  unsupported: ['secondary_cidr', 'block_service_endpoint_states'],

  async create(call, wanted, haveMade) {
    const body = {
      vpc: {
        name: wanted.text('name'),
        cidr: wanted.text('cidr'),
        description: wanted.text('description'),
        enterprise_project_id: wanted.text('enterprise_project_id'),
        ...localRoute(wanted),
      },
    };
    const answer = await apiOf(call).read({ service: 'vpc', method: 'POST', path: 'v1/{p}/vpcs', body }, made);
    const { id } = answer.vpc;
    haveMade(id);
    await poll(call, `VPC ${id}`, async () => {
      const state = (await show(call, id))?.vpc.status ?? 'gone';
      if (state !== 'OK' && state !== 'CREATING') throw new Error(`its status became ${state}, not OK`);
      return state === 'OK' ? state : undefined;
    });
    await changeBlocks(call, id, 'add', wanted.texts('secondary_cidrs'));
    await createTags(call, 'vpcs', id, wanted.map('tags'));
  },

  async read(call, id) {
    const answer = await show(call, id);
    if (!answer) return undefined;
    const { enhanced_local_route: isEnhanced, ...rest } = answer.vpc;
    const tags = await readTags(call, 'vpcs', id);
    // The provider, too, takes a VPC that v1 knows and v3 does not for an error.
    const third = await apiOf(call).read(
      { service: 'vpc', method: 'GET', path: `v3/{p}/vpc/vpcs/${segment(id)}` },
      shown3,
    );
    return {
      ...rest,
      ...tags,
      enhanced_local_route: isEnhanced === undefined ? '' : String(isEnhanced),
      secondary_cidrs: third.vpc.extend_cidrs,
    };
  },

  async update(call, id, prior, wanted) {
    refuseToChange('vpc', ['enterprise_project_id'], prior, wanted);
    if (hasChanged(prior, wanted, ['name', 'cidr', 'description', 'enhanced_local_route'])) {
      await apiOf(call).send({ ...at(id), method: 'PUT', body: { vpc: changeable(wanted) } });
    }
    const [before, after] = [prior.texts('secondary_cidrs'), wanted.texts('secondary_cidrs')];
    const without = (blocks: readonly string[], others: readonly string[]) =>
      blocks.filter((one) => !others.includes(one));
    await changeBlocks(call, id, 'remove', without(before, after));
    await changeBlocks(call, id, 'add', without(after, before));
    await replaceTags(call, 'vpcs', id, prior, wanted);
  },

  delete: (call, id) => apiOf(call).remove(at(id)),
};

async function changeBlocks(call: HuaweicloudCall, id: string, how: 'add' | 'remove', blocks: readonly string[]) {
  if (blocks.length === 0) return;
  const path = `v3/{p}/vpc/vpcs/${segment(id)}/${how}-extend-cidr`;
  await apiOf(call).send({ service: 'vpc', method: 'PUT', path, body: { vpc: { extend_cidrs: blocks } } });
}

const localRoute = (wanted: Attributes) => {
  const text = wanted.text('enhanced_local_route');
  return text === undefined ? {} : { enhanced_local_route: text === 'true' };
};

const changeable = (wanted: Attributes) => ({
  name: wanted.text('name'),
  cidr: wanted.text('cidr'),
  description: wanted.text('description') ?? '',
  ...localRoute(wanted),
});
