import { spawn } from 'node:child_process';
import { ASKS_NOBODY } from './caller';
import { follow } from './follow';
import { isOlder } from './is-older';

/** Oldest Terraform that reads the stack: ephemeral variables, which leave the key out of plans, came with 1.10. */
const OLDEST = '1.10';
const NEEDED = `the lab needs Terraform ${OLDEST} or later`;

/** Milliseconds in which Terraform must say its version. */
const PATIENCE = 20_000;

/** The program that cdktf takes for Terraform: what TERRAFORM_BINARY_NAME says, a name on PATH or a path. */
export function terraformProgram(env: NodeJS.ProcessEnv = process.env): string {
  const named = env['TERRAFORM_BINARY_NAME'] ?? '';
  return named === '' ? 'terraform' : named;
}

/** What is wrong with the Terraform that would be run, as a sentence; undefined when it will do. */
export async function checkTerraform(signal: AbortSignal, patience = PATIENCE): Promise<string | undefined> {
  const program = terraformProgram();
  const isDefault = program === 'terraform';
  const which = isDefault ? 'the one on PATH' : `TERRAFORM_BINARY_NAME is "${program}", which`;
  const child = spawn(program, ['version'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...ASKS_NOBODY },
  });
  const late = AbortSignal.timeout(patience);
  let said: string;
  try {
    said = (await follow(child, { signal: AbortSignal.any([signal, late]) })).lines.join('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      return `${NEEDED}, and ${which} cannot be run: ${(error as Error).message}`;
    }
    return isDefault
      ? `${NEEDED}, which is not on PATH: see https://developer.hashicorp.com/terraform/install`
      : `${NEEDED}, and ${which} is not there: set it to a Terraform, or unset it`;
  }
  const [, product, version = ''] = /^(Terraform|OpenTofu) v(\d+\.\d+)/m.exec(said) ?? [];
  if (product === undefined) {
    const words = said.trim().replaceAll(/\s+/g, ' ').slice(0, 300);
    return `${NEEDED}, and ${which} does not tell its version; ${words === '' ? 'it says nothing' : `it says: ${words}`}`;
  }
  if (product === 'OpenTofu') {
    const remedy = isDefault ? 'put Terraform before it on PATH' : 'unset TERRAFORM_BINARY_NAME';
    return `${NEEDED}, and ${which} is OpenTofu ${version}, with which the lab has not been tried: ${remedy}`;
  }
  return isOlder(version, OLDEST) ? `${NEEDED}, found ${version}` : undefined;
}
