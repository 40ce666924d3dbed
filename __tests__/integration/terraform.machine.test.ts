import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeUnless, missingTool } from '../needs';
import { remoteScript } from '../../lib/verification/remote-script';
import { synth } from '../synth';
import { run, type CliRun } from './project';

jest.setTimeout(120_000);

/** Of the right form; nobody's. */
const KEY = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${'Placeholder'.repeat(4).slice(0, 43)} somebody`;

/** What the checks at plan ask the cloud for, as it answers when all is well. */
const ASKED_AT_PLAN = {
  region: 'cn-north-4',
  ids: ['c7t.large.2', 's6.large.2'],
  traffic_mirror_sessions: [{ id: 'mirror_session-id', name: 'mirror-session-A', priority: 1 }],
};

/**
 * Terraform itself reads the synthesized JSON, without any provider: resources of providers become local values, and
 * null_resource becomes terraform_data, which is built in. So variables, checks, expressions and escapes are Terraform's
 * word, not ours.
 */
function withoutProviders(): Record<string, unknown> {
  const { resource, data, variable, output, check, locals, terraform } = synth() as unknown as Record<
    string,
    Record<string, unknown>
  >;
  const { null_resource: steps, ...owned } = resource as Record<string, Record<string, Record<string, unknown>>>;
  const text = JSON.stringify({ variable, output, check, steps, owned, data, locals })
    .replace(/\bdata\.huaweicloud_/g, 'local.huaweicloud_')
    .replace(/(?<!local\.)\bhuaweicloud_(?=\w+\.)/g, 'local.huaweicloud_')
    .replaceAll('self.id', '\\"7\\"')
    .replaceAll(/null_resource\.(\w+)\.triggers\b/g, 'terraform_data.$1.triggers_replace')
    .replaceAll('null_resource.', 'terraform_data.');
  const parsed = JSON.parse(text) as Record<string, Record<string, Record<string, Record<string, unknown>>>>;
  const scripts = Object.values(parsed['steps'] ?? {}).flatMap((step) =>
    (step['provisioner'] as unknown as Record<string, { inline: string[] }>[]).map(
      (entry) => entry['remote-exec']?.inline[0],
    ),
  );
  const triggers = Object.fromEntries(
    Object.entries(parsed['steps'] ?? {}).map(([name, step]) => [name, { triggers_replace: step['triggers'] }]),
  );
  const stand = Object.fromEntries(
    Object.entries({ ...parsed['owned'], ...parsed['data'] }).map(([type, all]) => [
      type,
      Object.fromEntries(
        Object.keys(all).map((name) => [
          name,
          {
            ...ASKED_AT_PLAN,
            ...{ id: `${name}-id`, address: '203.0.113.9', name: `${name}-name`, network: [{ port: `${name}-port` }] },
          },
        ]),
      ),
    ]),
  );
  return {
    terraform: { required_version: terraform?.['required_version'] },
    variable,
    check: parsed['check'],
    locals: { ...parsed['locals'], ...stand },
    resource: { terraform_data: triggers },
    output: { ...parsed['output'], scripts: { value: scripts } },
  };
}

describeUnless(missingTool(['terraform']), 'Terraform reads the synthesized JSON', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'terraform-'));
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(withoutProviders(), null, 1));
    expect(run('terraform', ['init', '-input=false', '-no-color'], folder)).toMatchObject({ status: 0 });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function apply(variables: Readonly<Record<string, string>>): CliRun {
    const all = { ssh_public_key: KEY, ...variables };
    const args = Object.entries(all).map(([name, value]) => `-var=${name}=${value}`);
    const { status, output } = run(
      'terraform',
      ['apply', '-auto-approve', '-input=false', '-no-color', ...args],
      folder,
    );
    // Terraform breaks its lines where it likes.
    return { status, output: output.replace(/\s+/g, ' ') };
  }

  test('every expression is valid', () => {
    const { status, output } = apply({ trusted_cidr: '198.51.100.7/32' });
    expect(output).not.toContain('Error');
    expect(status).toBe(0);
    expect(output).not.toContain('Check block assertion failed');
    expect(output).toContain('ssh -J root@203.0.113.9 root@192.168.0.230');
  });

  test('the scripts reach the servers as they were written', () => {
    apply({ trusted_cidr: '198.51.100.7/32' });
    const { output } = run('terraform', ['output', '-json', 'scripts'], folder);
    const scripts = JSON.parse(output) as string[];
    expect(scripts).toHaveLength(7);
    const names = [
      'prepare-test',
      'prepare-source',
      'capture',
      'listen',
      'send',
      'check-source',
      'check-target',
    ] as const;
    scripts.forEach((script, index) => {
      const written = remoteScript(names[index] ?? 'send', {})
        .replaceAll('$${', '${')
        .replaceAll('%%{', '%{');
      const body = written.slice(written.indexOf('\n') + 1);
      expect(script.endsWith(body)).toBe(true);
      expect(script).not.toMatch(/\$\$\{|%%\{/);
    });
    // sha1("7") begins so: the nonce is computed by Terraform.
    expect(scripts[4]).toContain("NONCE='902ba3cda1'");
  });

  test.each(['', 'anywhere', '198.51.100.7', '198.51.100.7/24', '2001:db8::/64'])(
    'trusted_cidr %p is refused with a sentence',
    (value) => {
      const { status, output } = apply({ trusted_cidr: value });
      expect(status).toBe(1);
      expect(output).toContain('trusted_cidr must be an IPv4 CIDR block without host bits, such as 198.51.100.7/32.');
    },
  );

  test('trusted_cidr 0.0.0.0/0, the value of the guide, is taken with a warning', () => {
    const { status, output } = apply({ trusted_cidr: '0.0.0.0/0' });
    expect(status).toBe(0);
    expect(output).toContain('trusted_cidr is open to the whole Internet');
  });

  test('trusted_cidr has no default', () => {
    const args = ['plan', '-input=false', '-no-color', `-var=ssh_public_key=${KEY}`];
    const { status, output } = run('terraform', args, folder);
    expect(status).toBe(1);
    expect(output).toContain('trusted_cidr');
  });
});
