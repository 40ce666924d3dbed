import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeUnless, missingTool } from '../needs';
import { sshKey } from '../ssh-keys';
import { only, synth } from '../synth';
import { run } from './project';

jest.setTimeout(120_000);

describeUnless(missingTool(['terraform']), 'GIVEN the variables of the SSH keys WHEN Terraform plans', () => {
  const key = sshKey();
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keys-'));
    const template = synth();
    const { variable, terraform } = template;
    // The plan of the proof names servers, of which there are none here.
    const locals = Object.fromEntries(Object.entries(template.locals ?? {}).filter(([name]) => name !== 'proof_plan'));
    const { required_version } = terraform;
    const { ssh_public_key, ssh_private_key } = variable;
    const text = '${local.ssh_private_key_text}';
    // The arguments of the connections, without a connection that would be made.
    const connection = {
      type: 'ssh',
      host: '127.0.0.1',
      private_key: text,
      bastion_private_key: text,
      agent: '${var.ssh_private_key == null}',
      agent_identity: '${local.ssh_agent_identity}',
    };
    const provisioner = [{ 'remote-exec': { inline: ['true'], connection } }];
    const output = { identity: { value: '${local.ssh_agent_identity}' } };
    const { lifecycle } = only(template, 'huaweicloud_kps_keypair');
    const resource = { terraform_data: { step: { provisioner }, key_pair: { lifecycle } } };
    const json = { terraform: { required_version }, variable: { ssh_public_key, ssh_private_key }, locals };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ ...json, resource, output }, null, 2));
    expect(run('terraform', ['init', '-input=false', '-no-color'], folder)).toMatchObject({ status: 0 });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function plan(variables: Readonly<Record<string, string>>): { status: number | null; output: string } {
    const all = { ssh_public_key: key.publicKey, ...variables };
    const env = Object.fromEntries(Object.entries(all).map(([name, value]) => [`TF_VAR_${name}`, value]));
    const { status, output } = run('terraform', ['plan', '-out=plan', '-input=false', '-no-color'], folder, env);
    // Terraform breaks its lines where it likes, and draws a frame.
    return { status, output: output.replaceAll(/[\s│╵]+/g, ' ') };
  }

  /** The sentences with which a key is refused. */
  const refusals = (output: string): string[] =>
    [...output.matchAll(/(?<!var\.)\b(ssh_\w+_key (?:is|has|must) .*?\.)(?= This was checked|\s*$)/g)].map(
      (match) => match[1] ?? '',
    );

  const lines = key.privateKey.split('\n');

  test.each([
    ['no key', {}],
    ['a key', { ssh_private_key: key.privateKey }],
    ['a key with the line breaks of Windows', { ssh_private_key: lines.join('\r\n') + '\r' }],
    ['an RSA key in PEM', { ssh_private_key: sshKey(['-t', 'rsa', '-b', '1024', '-m', 'PEM']).privateKey }],
  ])('with %s THEN it is taken, and no part of it is in the plan', (_, variables) => {
    const { status, output } = plan(variables);
    expect(output).not.toContain('Error');
    expect(status).toBe(0);
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name)).toContain('plan');
    // The plan is a compressed archive: here it is enough that Terraform itself shows none of it.
    const shown = run('terraform', ['show', '-json', 'plan'], folder).output;
    expect(shown).toContain('"variables"');
    for (const line of lines) expect(output + shown).not.toContain(line);
    expect(JSON.parse(shown)).toHaveProperty('planned_values.outputs.identity.value', 'test');
    for (const { name } of files) expect(readFileSync(join(folder, name), 'latin1')).not.toContain(lines[1]);
  });

  const protectedKey = sshKey(['-t', 'ed25519'], 'passphrase').privateKey;
  const LOST = /^ssh_private_key has lost its line breaks: .* in quotes: TF_VAR_ssh_private_key="\$\(cat KEY\)"\.$/;
  const PUBLIC = /^ssh_public_key must be a public key in OpenSSH format, whole and on one line: /;

  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['an empty private key', { ssh_private_key: '' }, /^ssh_private_key is empty: leave it out, /],
    ['a path', { ssh_private_key: '~/.ssh/mirror-key' }, /^ssh_private_key must be the text .* not its path: /],
    ['the public key as the private one', { ssh_private_key: key.publicKey }, /^ssh_private_key is a public key: /],
    ['blanks in place of line breaks', { ssh_private_key: lines.join(' ') }, LOST],
    ['\\n in place of line breaks', { ssh_private_key: lines.join('\\n') }, LOST],
    ['a passphrase', { ssh_private_key: protectedKey }, /^ssh_private_key has a passphrase, .* ssh-add, /],
    ['half a key', { ssh_private_key: lines.slice(0, 3).join('\n') }, /^ssh_private_key is not whole, /],
    ['no public key', { ssh_public_key: '' }, /^ssh_public_key is empty: is the key in the ssh-agent\? /],
    ['the private key as the public one', { ssh_public_key: key.privateKey }, /^ssh_public_key is a private key: /],
    [
      'a part of the private key as the public one',
      { ssh_public_key: lines[1] ?? '' },
      /^ssh_public_key is a private /,
    ],
    ['half a public key', { ssh_public_key: key.publicKey.slice(0, 60) }, PUBLIC],
    [
      'a security token',
      { ssh_public_key: 'sk-ssh-ed25519@openssh.com AAAAGnNr me' },
      /^ssh_public_key must be of type /,
    ],
  ])('with %s THEN one sentence says what helps, and nothing of the key', (_, variables, sentence) => {
    const { status, output } = plan(variables);
    expect(refusals(output)).toEqual([expect.stringMatching(sentence)]);
    expect(status).toBe(1);
    for (const line of [...lines, ...protectedKey.split('\n')].slice(1, -1)) {
      if (!line.startsWith('-----')) expect(output).not.toContain(line);
    }
  });
});
