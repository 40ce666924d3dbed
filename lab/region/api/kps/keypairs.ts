import { createHash, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { type Region } from '../../context';
import { conflict, invalid } from '../../errors';
import { pageInfo, pageOf, paging } from '../../http/paging';
import { route } from '../../http/route';
import { checkQuota } from '../../quotas';
import { TEXTS } from '../../limits';
import { description, textOf } from '../../schema';
import { type Keypair } from '../../store/keypair';

const userId = 'u0000000000000000000000000000001';

const form = (keypair: Keypair) => ({
  name: keypair.id,
  type: 'ssh',
  scope: keypair.scope,
  public_key: keypair.publicKey,
  fingerprint: keypair.fingerprint,
  is_key_protection: false,
  frozen_state: 0,
});

const details = (keypair: Keypair) => ({
  ...form(keypair),
  description: keypair.description,
  user_id: userId,
  create_time: keypair.createdAt.getTime(),
  delete_time: null,
  is_managed: false,
});

const createBody = z.strictObject({
  keypair: z.strictObject({
    name: textOf(TEXTS.keypairName),
    type: z.literal('ssh', { error: 'only "ssh" is emulated' }).default('ssh'),
    public_key: z.string().optional(),
    scope: z.enum(['user', 'domain']).default('user'),
    user_id: z.string().optional(),
  }),
});

/** A length in 4 bytes and the bytes, as SSH writes text and numbers (RFC 4251). */
function sshField(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** The blob of a public key line. Throws 400 KPS.0002 unless the line is `<type> <base64> [comment]` and the two agree. */
function keyBlob(publicKey: string): Buffer {
  const [type = '', encoded = ''] = publicKey.trim().split(/\s+/);
  const blob = Buffer.from(encoded, 'base64');
  const isKey = /^(ssh-|ecdsa-)/.test(type) && blob.subarray(0, type.length + 4).equals(sshField(Buffer.from(type)));
  if (!isKey) throw invalid('keypair.public_key', 'not an OpenSSH public key', 'KPS.0002');
  return blob;
}

/** RSA, as KPS makes its keys. The private half is in the answer only. */
async function generateKey(name: string): Promise<{ publicKey: string; privateKey: string }> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const { e = '', n = '' } = pair.publicKey.export({ format: 'jwk' });
  const number = (text: string) => {
    const bytes = Buffer.from(text, 'base64url');
    // A leading zero keeps a number positive whose first bit is set.
    return sshField((bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes);
  };
  const blob = Buffer.concat([sshField(Buffer.from('ssh-rsa')), number(e), number(n)]);
  return {
    publicKey: `ssh-rsa ${blob.toString('base64')} ${name}`,
    privateKey: pair.privateKey.export({ format: 'pem', type: 'pkcs1' }).toString(),
  };
}

function insert(region: Region, wanted: z.infer<typeof createBody>['keypair'], publicKey: string): Keypair {
  const { store } = region;
  const digest = createHash('md5').update(keyBlob(publicKey)).digest('hex');
  if (store.keypairs.get(wanted.name)) throw conflict(`key pair ${wanted.name} exists already`);
  checkQuota(region.settings.quotas, 'keypairs', store.keypairs.size);
  return store.keypairs.insert({
    id: wanted.name,
    description: '',
    publicKey,
    fingerprint: (digest.match(/../g) ?? []).join(':'),
    scope: wanted.scope,
    createdAt: region.clock(),
  });
}

export const keypairRoutes = [
  route({
    service: 'kms',
    method: 'POST',
    path: '/v3/{project_id}/keypairs',
    summary: 'Import a public key, or make a key pair',
    errors: 'v3',
    status: 200,
    body: createBody,
    handle: async ({ region, body: { keypair: wanted } }) => {
      const made = wanted.public_key === undefined ? await generateKey(wanted.name) : undefined;
      const publicKey = wanted.public_key ?? made?.publicKey ?? '';
      const keypair = await region.changes.run(() => insert(region, wanted, publicKey));
      return { keypair: { ...form(keypair), user_id: userId, ...(made && { private_key: made.privateKey }) } };
    },
  }),
  route({
    service: 'kms',
    method: 'GET',
    path: '/v3/{project_id}/keypairs',
    summary: 'List key pairs',
    errors: 'v3',
    status: 200,
    query: z.strictObject(paging),
    handle: ({ region, query }) => {
      const all = region.store.keypairs.all();
      const page = pageOf(all, query);
      return { keypairs: page.map((keypair) => ({ keypair: form(keypair) })), page_info: pageInfo(all, page) };
    },
  }),
  route({
    service: 'kms',
    method: 'GET',
    path: '/v3/{project_id}/keypairs/{keypair_name}',
    summary: 'Show a key pair',
    errors: 'v3',
    status: 200,
    handle: ({ region, params }) => ({ keypair: details(region.store.keypairs.need(params.keypair_name)) }),
  }),
  route({
    service: 'kms',
    method: 'PUT',
    path: '/v3/{project_id}/keypairs/{keypair_name}',
    summary: 'Describe a key pair',
    errors: 'v3',
    status: 200,
    body: z.strictObject({ keypair: z.strictObject({ description }) }),
    change: ({ region, params, body }) => {
      region.store.keypairs.update(params.keypair_name, body.keypair);
      return {};
    },
  }),
  route({
    service: 'kms',
    method: 'DELETE',
    path: '/v3/{project_id}/keypairs/{keypair_name}',
    summary: 'Delete a key pair; servers keep the key they were created with',
    errors: 'v3',
    status: 204,
    change: ({ region, params }) => {
      region.store.keypairs.delete(params.keypair_name);
    },
  }),
];
