import { randomBytes } from 'node:crypto';
import { PRIVATE_TEXT, PUBLIC_KEY, USELESS_KEY } from '../../../lib/stack/ssh-public-key';
import { sshKey } from '../../ssh-keys';
import { only, synth } from '../../synth';

/** Of random bytes: to find the primes of a key that is as long as people have takes ssh-keygen up to half a second. */
function rsaKey(bits: number): string {
  const [first = 0, ...rest] = randomBytes(bits / 8);
  const modulus = Buffer.of(0, 0x80 | first, ...rest);
  const fields = [Buffer.from('ssh-rsa'), Buffer.of(1, 0, 1), modulus];
  const length = (field: Buffer): Buffer => Buffer.of(0, 0, field.length >> 8, field.length & 255);
  const blob = Buffer.concat(fields.flatMap((field) => [length(field), field]));
  return `ssh-rsa ${blob.toString('base64')} test`;
}

describe('the public key', () => {
  test.each<[string, number, () => string]>([
    ...(
      [
        ['ed25519', 256],
        ['ecdsa', 256],
        ['ecdsa', 384],
        ['ecdsa', 521],
        ['rsa', 1024],
      ] as const
    ).map(([kind, bits]): [string, number, () => string] => [
      kind,
      bits,
      () => sshKey(['-t', kind, '-b', String(bits)]).publicKey,
    ]),
    ...[1032, 2048, 3072, 4096].map((bits): [string, number, () => string] => ['rsa', bits, () => rsaKey(bits)]),
  ])('of type %s with %i bits may be given, but not cut off, nor garbled', (_kind, _bits, make) => {
    const publicKey = make();
    const [type = '', bytes = ''] = publicKey.split(' ');
    for (const good of [publicKey, `${type} ${bytes}`, `${type} ${bytes} of some body`]) {
      expect(good).toMatch(PUBLIC_KEY);
    }
    const bad = [
      `${type} ${bytes.slice(0, -1)}`,
      `${type} ${bytes.slice(0, 40)}`,
      `${type} ${bytes}A`,
      `${type} ${bytes.replace('AAAA', 'AAAB')}`,
      `${type}${bytes}`,
      bytes,
      `${publicKey}\n${publicKey}`,
    ];
    for (const each of bad) expect(each).not.toMatch(PUBLIC_KEY);
  });

  test('of one type may not be given as another', () => {
    const [, bytes = ''] = sshKey().publicKey.split(' ');
    expect(`ssh-rsa ${bytes}`).not.toMatch(PUBLIC_KEY);
  });

  test.each(['', 'ssh-ed25519', 'ssh-ed25519 AAAA', '/root/.ssh/id_ed25519.pub', '---- BEGIN SSH2 PUBLIC KEY ----'])(
    'may not be %j',
    (key) => {
      expect(key).not.toMatch(PUBLIC_KEY);
      expect(key).not.toMatch(USELESS_KEY);
    },
  );

  // Terraform would show it: with what is untrue of a variable it shows the variable.
  test.each([
    ['of OpenSSH', ['-t', 'ed25519']],
    ['of PEM', ['-t', 'rsa', '-b', '1024', '-m', 'PEM']],
    ['of PKCS 8', ['-t', 'ecdsa', '-m', 'PKCS8']],
  ])('may not be a private one %s, which no condition of the variable shows', (_, options) => {
    const { privateKey, publicKey } = sshKey(options);
    expect(privateKey).not.toMatch(PUBLIC_KEY);
    expect(privateKey).toMatch(PRIVATE_TEXT);
    expect(publicKey).not.toMatch(PRIVATE_TEXT);
  });

  test('is looked at before a key pair is made of it', () => {
    const { locals = {}, variable } = synth();
    expect(locals['ssh_public_key_is_private']).toContain('can(regex("PRIVATE[ ]KEY|');
    expect(only(synth(), 'huaweicloud_kps_keypair')['lifecycle']).toEqual({
      precondition: [
        {
          condition: '${!local.ssh_public_key_is_private}',
          error_message: expect.stringContaining('private key') as string,
        },
      ],
    });
    const conditions = (variable['ssh_public_key']?.['validation'] as { condition: string }[]).map(
      (each) => each.condition,
    );
    expect(conditions.at(-1)).toContain('can(regex("PRIVATE[ ]KEY|');
  });

  test.each([
    'sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29t me',
    'sk-ecdsa-sha2-nistp256@openssh.com AAAAInNrLWVjZHNhLXNoYTItbmlzdHAyNTZAb3BlbnNzaC5jb20=',
    'ssh-dss AAAAB3NzaC1kc3M= me',
  ])('%s is of a type with which Terraform cannot log in', (key) => {
    expect(key).toMatch(USELESS_KEY);
    expect(key).not.toMatch(PUBLIC_KEY);
  });
});
