import { z } from 'zod';
import { type Values } from '../../codec/value';
import { type Attributes } from '../../engine/attributes';
import { segment } from '../api';
import { apiOf, type HuaweicloudCall, type HuaweicloudResource } from '../huaweicloud';
import { poll } from '../polling';
import { createTags, mergeDefaultTags, parseTags, replaceTags } from '../tags';
import { hasChanged } from './has-changed';
import { refuseToChange } from './refuse-to-change';

const made = z.object({ publicip: z.object({ id: z.string() }) });
const shown1 = z.object({
  publicip: z.object({
    status: z.string(),
    type: z.string(),
    public_ip_address: z.string(),
    public_ipv6_address: z.string().nullish(),
    ip_version: z.number().default(4),
    port_id: z.string().nullish(),
    private_ip_address: z.string().nullish(),
    alias: z.string().default(''),
    bandwidth_id: z.string(),
    bandwidth_size: z.number(),
    bandwidth_share_type: z.string(),
    create_time: z.string().default(''),
    enterprise_project_id: z.string().default(''),
    tags: z.array(z.string()).default([]),
  }),
});
const shown3 = z.object({
  publicip: z.object({
    description: z.string().nullish(),
    updated_at: z.string().nullish(),
    associate_instance_type: z.string().nullish(),
    associate_instance_id: z.string().nullish(),
    vnic: z.object({ instance_type: z.string().nullish(), instance_id: z.string().nullish() }).nullish(),
  }),
});
const shownBandwidth = z.object({ bandwidth: z.object({ name: z.string(), charge_mode: z.string() }) });

const at1 = (id: string) => ({ service: 'vpc', path: `v1/{p}/publicips/${segment(id)}` }) as const;
const at3 = (id: string) => ({ service: 'vpc', path: `v3/{p}/eip/publicips/${segment(id)}` }) as const;
const bandwidthAt = (id: string) => ({ service: 'vpc', path: `v1/{p}/bandwidths/${segment(id)}` }) as const;
const show = (call: HuaweicloudCall, id: string) => apiOf(call).find({ ...at1(id), method: 'GET' }, shown1);

/** The provider's words for the API's. */
const statuses: Readonly<Record<string, string>> = { DOWN: 'UNBOUND', ACTIVE: 'BOUND' };

export const vpcEip: HuaweicloudResource = {
  customizePlan: mergeDefaultTags,
  // The lab has no bills.
  unsupported: ['period', 'period_unit', 'auto_renew', 'auto_pay', 'publicip.port_id'],
  fixed: { charging_mode: 'postPaid' },
  fieldNames: { alias: 'name' },

  async create(call, wanted, haveMade) {
    const api = apiOf(call);
    const path = 'v1/{p}/publicips';
    const answer = await api.read({ service: 'vpc', method: 'POST', path, body: creation(wanted) }, made);
    const { id } = answer.publicip;
    haveMade(id);
    await poll(call, `EIP ${id}`, async () => {
      const state = (await show(call, id))?.publicip.status ?? 'gone';
      if (state === 'gone' || state.endsWith('ERROR')) throw new Error(`its status became ${state}, not DOWN`);
      return state === 'DOWN' || state === 'ACTIVE' ? state : undefined;
    });
    const description = wanted.text('description');
    if (description !== undefined) await describe(call, id, description);
    await createTags(call, 'publicips', id, wanted.map('tags'));
  },

  async read(call, id) {
    const answer = await show(call, id);
    if (!answer) return undefined;
    const { publicip: eip } = answer;
    const { bandwidth } = await apiOf(call).read({ ...bandwidthAt(eip.bandwidth_id), method: 'GET' }, shownBandwidth);
    return {
      address: eip.public_ip_address,
      ipv6_address: eip.public_ipv6_address ?? '',
      status: statuses[eip.status] ?? eip.status,
      name: eip.alias,
      port_id: eip.port_id ?? '',
      private_ip: eip.private_ip_address ?? '',
      charging_mode: 'postPaid',
      created_at: eip.create_time,
      enterprise_project_id: eip.enterprise_project_id,
      tags: parseTags(eip.tags),
      publicip: [
        {
          type: eip.type,
          ip_address: eip.public_ip_address,
          ip_version: eip.ip_version,
          port_id: eip.port_id ?? '',
        },
      ],
      bandwidth: [
        {
          id: eip.bandwidth_id,
          name: bandwidth.name,
          size: eip.bandwidth_size,
          share_type: eip.bandwidth_share_type,
          charge_mode: bandwidth.charge_mode,
        },
      ],
      ...(await thirdPart(call, id)),
    };
  },

  async update(call, id, prior, wanted) {
    refuseToChange('vpc eip', ['enterprise_project_id'], prior, wanted);
    const [before, after] = [prior.block('bandwidth'), wanted.block('bandwidth')];
    if (hasChanged(before, after, ['name', 'size', 'charge_mode'])) {
      const bandwidth = {
        name: after.text('name'),
        size: after.number('size'),
        charge_mode: after.text('charge_mode'),
      };
      await apiOf(call).send({ ...bandwidthAt(before.text('id') ?? ''), method: 'PUT', body: { bandwidth } });
    }
    const version = wanted.block('publicip').number('ip_version');
    const isOtherVersion = version !== prior.block('publicip').number('ip_version');
    if (isOtherVersion || hasChanged(prior, wanted, ['name'])) {
      const publicip = { alias: wanted.text('name') ?? '', ...(isOtherVersion && { ip_version: version }) };
      await apiOf(call).send({ ...at1(id), method: 'PUT', body: { publicip } });
    }
    if (hasChanged(prior, wanted, ['description'])) await describe(call, id, wanted.text('description') ?? '');
    await replaceTags(call, 'publicips', id, prior, wanted);
  },

  async delete(call, id, state) {
    if (!(await show(call, id))) return;
    if (state.text('port_id') !== undefined || state.block('publicip').text('port_id') !== undefined) {
      await apiOf(call).send({ ...at1(id), method: 'PUT', body: { publicip: {} } });
    }
    await apiOf(call).send({ ...at1(id), method: 'DELETE' });
  },
};

function creation(wanted: Attributes) {
  const [publicip, bandwidth] = [wanted.block('publicip'), wanted.block('bandwidth')];
  return {
    publicip: {
      type: publicip.text('type'),
      alias: wanted.text('name'),
      ip_address: publicip.text('ip_address'),
      ip_version: publicip.number('ip_version'),
    },
    bandwidth: {
      id: bandwidth.text('id'),
      name: bandwidth.text('name'),
      size: bandwidth.number('size'),
      share_type: bandwidth.text('share_type'),
      charge_mode: bandwidth.text('charge_mode'),
    },
    enterprise_project_id: wanted.text('enterprise_project_id'),
  };
}

const describe = (call: HuaweicloudCall, id: string, description: string): Promise<unknown> =>
  apiOf(call).send({ ...at3(id), method: 'PUT', body: { publicip: { description } } });

/** The provider does without what v3 alone knows, when v3 does not tell. */
async function thirdPart(call: HuaweicloudCall, id: string): Promise<Values> {
  try {
    const { publicip: eip } = await apiOf(call).read({ ...at3(id), method: 'GET' }, shown3);
    return {
      description: eip.description ?? '',
      updated_at: eip.updated_at ?? '',
      associate_type: eip.associate_instance_type ?? '',
      associate_id: eip.associate_instance_id ?? '',
      instance_type: eip.vnic?.instance_type ?? '',
      instance_id: eip.vnic?.instance_id ?? '',
    };
  } catch {
    return {};
  }
}
