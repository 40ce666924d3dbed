import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { describeUnless, missingTool } from '../needs';
import { treeBelow } from '../process-tree';
import { CommandLine, NOTHING, type RunningCommand } from './command-line';
import { missing } from './lab-under-test';

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
    const tsx = require.resolve('tsx/cjs');
    const entry = join(__dirname, 'provider-program.ts');
    writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' --require '${tsx}' '${entry}' ${name}\n`);
    chmodSync(program, 0o755);
  }
  const configuration = join(folder, 'terraform.rc');
  writeFileSync(configuration, `provider_installation {\n  filesystem_mirror {\n    path = "${folder}"\n  }\n}\n`);
  return configuration;
}

describeUnless(missing ?? missingTool(['openssl']), 'npm run lab -- --provider registry', () => {
  let folder: string;
  let lab: CommandLine;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mirror-'));
    lab = new CommandLine(`registry-${process.pid}`);
  });
  afterEach(async () => {
    await lab.clear();
    delete process.env['TF_CLI_CONFIG_FILE'];
    rmSync(folder, { recursive: true, force: true });
  });

  function start(configuration: string): RunningCommand {
    process.env['TF_CLI_CONFIG_FILE'] = configuration;
    return lab.start('--provider', 'registry');
  }

  test('GIVEN a mirror that TF_CLI_CONFIG_FILE names by a relative path THEN Terraform starts its providers, the mirror is verified, and nothing is left', async () => {
    const run = start(relative(ROOT, makeMirror(folder)));
    // Terraform ends a provider as soon as it has no more to do.
    for (const [moment, provider] of [
      ['huaweicloud_vpc_subnet.network_subnet: Creation complete', 'huaweicloud'],
      ['null_resource.verification_prepare: Creation complete', 'null'],
    ] as const) {
      await run.printed(moment);
      expect(lab.note()).toBeGreaterThan(0);
      expect(programs()).toContain(provider);
    }
    const { status, output } = await run.ended;
    expect(output).toContain('VERIFIED: mirror session mirror-session-A works');
    expect(output).toContain('nothing left: the region is empty and no server runs');
    expect(status).toBe(0);
    expect(await lab.left()).toEqual(NOTHING);
  });

  test('GIVEN an empty mirror THEN it ends with the words of Terraform before anything is started', async () => {
    const configuration = join(folder, 'terraform.rc');
    writeFileSync(configuration, `provider_installation {\n  filesystem_mirror {\n    path = "${folder}"\n  }\n}\n`);
    const { status, output } = await start(configuration).ended;
    expect(status).toBe(1);
    expect(output).toContain('lab: terraform init cannot install the providers:');
    expect(output).not.toContain('starting the region');
    expect(await lab.left()).toEqual(NOTHING);
  });
});

/** The names of the providers that run as programs below this process. */
function programs(): readonly string[] {
  const names = [...treeBelow(process.pid).processes.keys()].flatMap((pid) => {
    const line = commandLineOf(pid);
    const at = line.findIndex((word) => word.endsWith('provider-program.ts'));
    return at < 0 ? [] : [line[at + 1] ?? ''];
  });
  return [...new Set(names)].sort();
}

/** Empty when it has ended. */
function commandLineOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
