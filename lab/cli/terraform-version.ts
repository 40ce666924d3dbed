import { spawn } from 'node:child_process';
import { follow } from './follow';

/** Oldest Terraform that reads the stack: ephemeral variables, which leave the key out of plans, came with 1.10. */
const OLDEST = { major: 1, minor: 10 } as const;
const NEEDED = `the lab needs Terraform ${OLDEST.major}.${OLDEST.minor} or later`;

/** Milliseconds in which Terraform must say its version. */
const PATIENCE = 20_000;

/** What is wrong with the Terraform on PATH, as a sentence; undefined when it will do. */
export async function checkTerraform(signal: AbortSignal, patience = PATIENCE): Promise<string | undefined> {
  const child = spawn('terraform', ['version', '-json'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CHECKPOINT_DISABLE: '1' },
  });
  const late = AbortSignal.timeout(patience);
  let said: string;
  try {
    said = (await follow(child, { signal: AbortSignal.any([signal, late]) })).lines.join('\n');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? `${NEEDED}, which is not on PATH: see https://developer.hashicorp.com/terraform/install`
      : `${NEEDED}, and the one on PATH cannot be run: ${(error as Error).message}`;
  }
  const version = /"terraform_version": *"(\d+)\.(\d+)/.exec(said);
  if (version === null) {
    const words = said.trim().replaceAll(/\s+/g, ' ').slice(0, 300);
    return `${NEEDED}, and the one on PATH does not tell its version; ${words === '' ? 'it says nothing' : `it says: ${words}`}`;
  }
  const [major, minor] = [Number(version[1]), Number(version[2])];
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return undefined;
  return `${NEEDED}, found ${major}.${minor}`;
}
