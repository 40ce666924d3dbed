import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ASKS_NOBODY, terraformConfiguration } from './caller';
import { follow, type Followed } from './follow';
import { type Progress } from './progress';
import { keepTransforms, quickStart } from './quick-start';
import { terraformProgram } from './terraform-version';
import { ROOT, type Workspace } from './workspace';

/** A program that must not outlive this process has a PID namespace, which the kernel ends with this process. */
const ENDS_WITH_THIS_PROCESS = [
  ...['setpriv', '--pdeathsig', 'KILL', '--'],
  ...['unshare', '--pid', '--mount-proc', '--fork', '--kill-child', '--'],
] as const;

/** What Terraform says while it installs: `- Installing huaweicloud/huaweicloud v1.97.1...` */
const STEP = /^- ((?:Finding|Installing|Installed|Using) .*)$/;

/**
 * Installs the real providers into the lab's folder, from where Terraform is configured to find them: a registry, or a
 * mirror that TF_CLI_CONFIG_FILE names. Done on the machine's own network, because the operator's place has only the lab's.
 * Rejects with Terraform's own words, and when the signal aborts.
 */
export async function installProviders(workspace: Workspace, progress: Progress, signal: AbortSignal): Promise<void> {
  progress.step('installing the real providers, as Terraform is configured to find them');
  const temporary = join(workspace.folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  keepTransforms(temporary);
  // What a download leaves when it is killed goes with the lab.
  const env = { ...process.env, ...terraformConfiguration(), ...ASKS_NOBODY, ...quickStart(), TMPDIR: temporary };
  const run = async (cwd: string, argv: readonly string[], onLine?: (line: string) => void): Promise<Followed> => {
    const [program, ...args] = [...ENDS_WITH_THIS_PROCESS, ...argv] as const;
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const followed = await follow(child, { signal, onLine });
    signal.throwIfAborted();
    return followed;
  };

  const synth = await run(workspace.folder, [join(ROOT, 'node_modules', '.bin', 'cdktf'), 'synth']);
  if (synth.status !== 0) throw new Error(`cdktf synth failed:\n${synth.lines.join('\n')}`);
  if (!existsSync(workspace.stackFolder)) throw new Error(`cdktf synth wrote no stack to ${workspace.stackFolder}`);
  const init = await run(workspace.stackFolder, [terraformProgram(), 'init', '-input=false', '-no-color'], (line) => {
    const step = STEP.exec(line)?.[1];
    if (step !== undefined) progress.detail(step);
  });
  if (init.status !== 0) {
    const error = init.lines.findIndex((line) => /Error: /.test(line));
    const words = init.lines.slice(Math.max(error, 0)).join('\n').trim();
    throw new Error(`terraform init cannot install the providers:\n${words}`);
  }
}
