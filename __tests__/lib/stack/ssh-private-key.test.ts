import { PRIVATE_KEY } from '../../../lib/stack/ssh-private-key';
import { sshKey } from '../../ssh-keys';
import { synth, type Block } from '../../synth';

const variable = (): Block => synth().variable['ssh_private_key'] ?? {};

/** What a text is taken for. */
const kinds = (text: string): string[] =>
  Object.entries(PRIVATE_KEY)
    .filter(([, pattern]) => pattern.test(text.trim()))
    .map(([kind]) => kind);

const key = sshKey();

describe('the private key', () => {
  test('is left out by default, is sensitive, and reaches no plan and no state: it is ephemeral', () => {
    expect(variable()).toMatchObject({ default: null, sensitive: true, ephemeral: true });
    expect(variable()).not.toHaveProperty('nullable');
  });

  test.each([
    ['without public access', { publicAccess: false }],
    ['without the verification', { verification: { enabled: false } }],
  ])('%s is not asked for', (_, settings) => {
    const { variable, locals } = synth(settings);
    expect(variable).not.toHaveProperty('ssh_private_key');
    expect(Object.keys(locals ?? {})).toEqual(['ssh_public_key_is_private']);
  });

  test.each([
    ['ed25519', ['-t', 'ed25519']],
    ['ed25519, PKCS 8', ['-t', 'ed25519', '-m', 'PKCS8']],
    ['ecdsa', ['-t', 'ecdsa', '-b', '521']],
    ['ecdsa, PEM', ['-t', 'ecdsa', '-m', 'PEM']],
    ['rsa', ['-t', 'rsa', '-b', '1024']],
    ['rsa, PEM', ['-t', 'rsa', '-b', '1024', '-m', 'PEM']],
    ['rsa, PKCS 8', ['-t', 'rsa', '-b', '1024', '-m', 'PKCS8']],
  ])('of type %s is taken, with the line breaks of Windows too, and is protected with a passphrase', (_, options) => {
    const { privateKey } = sshKey(options);
    expect(kinds(privateKey)).toEqual(['begun', 'whole']);
    expect(kinds(privateKey.replaceAll('\n', '\r\n'))).toEqual(['begun', 'whole']);
    expect(kinds(privateKey.replaceAll('\n', '\n    '))).toEqual(['begun', 'whole']);
    expect(kinds(sshKey(options, 'passphrase').privateKey)).toEqual(['begun', 'encrypted']);
  });

  test.each([
    ['nothing', ''],
    ['a blank', ' \n'],
  ])('%s is nothing', (_, text) => {
    expect(kinds(text)).toEqual(['nothing']);
  });

  test.each([
    ['of OpenSSH', key.publicKey],
    ['of RFC 4716', '---- BEGIN SSH2 PUBLIC KEY ----\nAAAAC3Nz\n---- END SSH2 PUBLIC KEY ----'],
    ['of PKCS 8', '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----'],
  ])('a public key %s is one', (_, text) => {
    expect(kinds(text)).toEqual(['publicKey']);
  });

  test.each(['~/.ssh/mirror-key', '/root/.ssh/id_ed25519', 'C:\\key', 'PuTTY-User-Key-File-3: ssh-ed25519'])(
    '%s is no key',
    (text) => {
      expect(kinds(text)).toEqual([]);
    },
  );

  test.each([
    ['blanks', ' '],
    ['\\n', '\\n'],
    ['nothing', ''],
  ])('with %s in place of its line breaks has lost them', (_, instead) => {
    expect(kinds(key.privateKey.replaceAll('\n', instead))).toEqual(['begun', 'onOneLine']);
  });

  test.each([
    ['its last line', key.privateKey.slice(0, key.privateKey.lastIndexOf('\n'))],
    ['all but its first line', key.privateKey.slice(0, key.privateKey.indexOf('\n'))],
    ['what is in it', key.privateKey.replace('b3BlbnNzaC1rZXktdjEA', 'Z2FyYmFnZSAgICAgICAg')],
  ])('without %s is not whole', (_, text) => {
    expect(kinds(text)).toEqual(['begun']);
  });

  test('has no text in the JSON that looks like one', () => {
    expect(JSON.stringify(synth())).not.toMatch(/-----BEGIN|PRIVATE KEY/);
  });
});
