import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Progress } from './progress';
import { ROOT, type Workspace } from './workspace';

/**
 * Installs the real providers into the lab's folder, from where Terraform is configured to find them: a registry, or a
 * mirror that TF_CLI_CONFIG_FILE names. Done on the machine's own network, because the operator's place has only the lab's.
 * @throws Error with Terraform's own words
 */
export function installProviders(workspace: Workspace, progress: Progress): void {
  progress.step('installing the real providers, as Terraform is configured to find them');
  const env = { ...process.env, CHECKPOINT_DISABLE: '1' };
  const synth = spawnSync(join(ROOT, 'node_modules', '.bin', 'cdktf'), ['synth'], {
    cwd: workspace.folder,
    encoding: 'utf8',
    env,
  });
  if (synth.status !== 0) throw new Error(`cdktf synth failed:\n${synth.stderr}${synth.stdout}`);
  if (!existsSync(workspace.stackFolder)) throw new Error(`cdktf synth wrote no stack to ${workspace.stackFolder}`);
  const init = spawnSync('terraform', ['init', '-input=false', '-no-color'], {
    cwd: workspace.stackFolder,
    encoding: 'utf8',
    env,
  });
  if (init.status !== 0) {
    throw new Error(`terraform init cannot install the providers:\n${init.stderr.trim()}`);
  }
}
