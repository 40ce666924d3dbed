import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { missingPackages } from '../fabric/prerequisites';
import { type Progress } from './progress';

/** Oldest Terraform that reads the stack: check blocks came with 1.5. */
const TERRAFORM = { major: 1, minor: 5 } as const;

/**
 * Makes sure that what a lab needs is there; as root on Debian or Ubuntu, installs missing packages after saying so.
 * Rejects with one sentence and its remedy.
 */
export async function ensurePrerequisites(progress: Progress): Promise<void> {
  if (process.platform !== 'linux') {
    throw new Error(
      `the lab needs Linux for its network namespaces, this is ${process.platform}: run it in a Linux VM`,
    );
  }
  if (process.getuid?.() !== 0) throw new Error('the lab needs root to make network namespaces: sudo npm run lab');
  checkTerraform();
  const missing = await missingPackages();
  if (missing.length === 0) return;
  if (!hasApt())
    throw new Error(`the lab needs programs that are not installed; on Debian: apt-get install ${missing.join(' ')}`);
  progress.step(`installing what this machine lacks: apt-get install ${missing.join(' ')}`);
  install(missing);
}

function checkTerraform(): void {
  const run = spawnSync('terraform', ['version', '-json'], {
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1' },
  });
  if (run.error !== undefined) {
    throw new Error(
      'the lab needs Terraform 1.5 or later, which is not on PATH: see https://developer.hashicorp.com/terraform/install',
    );
  }
  const version = /"terraform_version": "(\d+)\.(\d+)/.exec(run.stdout);
  const [major, minor] = [Number(version?.[1]), Number(version?.[2])];
  if (major > TERRAFORM.major || (major === TERRAFORM.major && minor >= TERRAFORM.minor)) return;
  throw new Error(`the lab needs Terraform ${TERRAFORM.major}.${TERRAFORM.minor} or later, found ${major}.${minor}`);
}

function hasApt(): boolean {
  return (
    existsSync('/etc/os-release') && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}

function install(packages: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-y', '-qq', '--no-install-recommends'];
  for (const args of [
    ['update', '-qq'],
    ['install', ...options, ...packages],
  ]) {
    const run = spawnSync('apt-get', args, { encoding: 'utf8', env });
    if (run.status !== 0) {
      const words = `${run.stderr}${run.stdout}`.trim().split('\n').at(-1) ?? '';
      throw new Error(`apt-get ${args[0] ?? ''} failed: ${words}`);
    }
  }
}
