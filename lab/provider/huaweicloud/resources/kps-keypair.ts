import { z } from 'zod';
import { segment } from '../api';
import { apiOf, type HuaweicloudResource } from '../huaweicloud';
import { hasChanged } from './has-changed';
import { refuseToChange } from './refuse-to-change';

const made = z.object({ keypair: z.object({ name: z.string() }) });
const shown = z.object({
  keypair: z.object({
    name: z.string(),
    public_key: z.string(),
    description: z.string().nullish(),
    scope: z.string().default(''),
    user_id: z.string().default(''),
    fingerprint: z.string().default(''),
    is_key_protection: z.boolean().default(false),
    /** Milliseconds since 1970. */
    create_time: z.number(),
  }),
});

const at = (name: string) => ({ service: 'kms', path: `v3/{p}/keypairs/${segment(name)}` }) as const;

/** `account` here is `domain` there. */
const toApiScope = (scope: string | undefined) => (scope === 'account' ? 'domain' : scope);
const fromApiScope = (scope: string) => (scope === 'domain' ? 'account' : scope);

export const kpsKeypair: HuaweicloudResource = {
  // A private key that the provider makes would be written into the folder of the lab's process, not of Terraform's.
  unsupported: ['key_file', 'kms_key_id', 'kms_key_name', 'private_key', 'encryption_type'],

  async create(call, wanted, haveMade) {
    const keypair = {
      name: wanted.text('name'),
      type: 'ssh',
      public_key: wanted.text('public_key'),
      scope: toApiScope(wanted.text('scope')),
      user_id: wanted.text('user_id'),
    };
    const path = 'v3/{p}/keypairs';
    const answer = await apiOf(call).read({ service: 'kms', method: 'POST', path, body: { keypair } }, made);
    const { name } = answer.keypair;
    haveMade(name);
    const description = wanted.text('description');
    if (description !== undefined) {
      await apiOf(call).send({ ...at(name), method: 'PUT', body: { keypair: { description } } });
    }
  },

  async read(call, name) {
    const answer = await apiOf(call).find({ ...at(name), method: 'GET' }, shown);
    if (!answer) return undefined;
    const { keypair } = answer;
    return {
      name: keypair.name,
      public_key: keypair.public_key,
      description: keypair.description ?? '',
      scope: fromApiScope(keypair.scope),
      user_id: keypair.user_id,
      fingerprint: keypair.fingerprint,
      is_managed: keypair.is_key_protection,
      created_at: new Date(keypair.create_time).toISOString().slice(0, 19).replace('T', ' '),
    };
  },

  async update(call, name, prior, wanted) {
    refuseToChange('kps keypair', ['user_id'], prior, wanted);
    if (!hasChanged(prior, wanted, ['description'])) return;
    const keypair = { description: wanted.text('description') ?? '' };
    await apiOf(call).send({ ...at(name), method: 'PUT', body: { keypair } });
  },

  delete: (call, name) => apiOf(call).remove(at(name)),
};
