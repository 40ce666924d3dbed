import { z } from 'zod';
import { type Attributes } from '../../engine/attributes';
import { type HuaweicloudResource } from '../huaweicloud';
import { trafficMirrorCalls } from './traffic-mirror-calls';

const calls = trafficMirrorCalls('traffic_mirror_filter', {
  name: z.string(),
  description: z.string().default(''),
  created_at: z.string().default(''),
  updated_at: z.string().default(''),
});

const fieldsOf = (wanted: Attributes) => ({
  name: wanted.text('name'),
  description: wanted.text('description') ?? '',
});

export const vpcTrafficMirrorFilter: HuaweicloudResource = {
  async create(call, wanted, haveMade) {
    haveMade(await calls.create(call, fieldsOf(wanted)));
  },

  read: calls.read,

  async update(call, id, _prior, wanted) {
    await calls.update(call, id, fieldsOf(wanted));
  },

  delete: calls.delete,
};
