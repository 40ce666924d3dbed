import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { describeUnless } from '../lab/fabric/prerequisites';
import { missing } from '../lab/fabric/test-lab';

jest.setTimeout(300_000);

const ROOT = resolve(__dirname, '../..');

/** A mirror of providers on this machine, in Terraform's layout, and the configuration that leads to it. */
function makeMirror(folder: string): string {
  const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch as string] ?? process.arch;
  for (const [source, name, version] of [
    ['huaweicloud/huaweicloud', 'huaweicloud', '1.97.1'],
    ['hashicorp/null', 'null', '3.2.4'],
  ] as const) {
    const place = join(folder, 'registry.terraform.io', source, version, `linux_${arch}`);
    mkdirSync(place, { recursive: true });
    const program = join(place, `terraform-provider-${name}_v${version}`);
    const tsx = join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs');
    const entry = join(__dirname, 'provider-program.ts');
    writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' --import '${tsx}' '${entry}' ${name}\n`);
    chmodSync(program, 0o755);
  }
  const configuration = join(folder, 'terraform.rc');
  writeFileSync(configuration, `provider_installation {\n  filesystem_mirror {\n    path = "${folder}"\n  }\n}\n`);
  return configuration;
}

describeUnless(missing, 'npm run lab -- --provider registry', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mirror-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function lab(configuration: string): { status: number | null; output: string } {
    const args = ['--import', 'tsx', 'lab/cli.ts', '--provider', 'registry', '--lab', `registry-${process.pid}`];
    const run = spawnSync(process.execPath, args, {
      cwd: ROOT,
      encoding: 'utf8',
      timeout: 240_000,
      env: { ...process.env, TF_CLI_CONFIG_FILE: configuration },
    });
    return { status: run.status, output: run.stdout + run.stderr };
  }

  test('GIVEN a mirror that TF_CLI_CONFIG_FILE names by a relative path THEN Terraform starts its providers, and the mirror is verified', () => {
    const { status, output } = lab(relative(ROOT, makeMirror(folder)));
    expect(output).toContain('VERIFIED: mirror session mirror-session-A works');
    expect(output).toContain('nothing left');
    expect(status).toBe(0);
  });

  test('GIVEN an empty mirror THEN it ends with the words of Terraform before anything is started', () => {
    const configuration = join(folder, 'terraform.rc');
    writeFileSync(configuration, `provider_installation {\n  filesystem_mirror {\n    path = "${folder}"\n  }\n}\n`);
    const { status, output } = lab(configuration);
    expect(status).toBe(1);
    expect(output).toContain('lab: terraform init cannot install the providers:');
    expect(output).not.toContain('starting the region');
    expect(existsSync(join(ROOT, '.lab', `registry-${process.pid}`))).toBe(false);
  });
});
