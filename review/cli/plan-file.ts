/** A plan as a file: what `terraform show -json` prints, or the plan itself, which only Terraform can read. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { ReviewError } from '../review-error';
import { readBytes } from './stack-files';

/** A saved plan is a ZIP archive. */
const SAVED = 'PK';

/**
 * @param folder in which the stack was initialized
 * @returns JSON
 * @throws ReviewError if there is no such file, or Terraform cannot read it
 */
export function planText(file: string, folder: string): string {
  const bytes = readBytes(file);
  if (bytes.toString('latin1', 0, 2) !== SAVED) return bytes.toString('utf8');
  const terraform = process.env['TERRAFORM_BINARY_NAME'] ?? 'terraform';
  const run = spawnSync(terraform, ['show', '-json', '-no-color', resolve(file)], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: { ...process.env, CHECKPOINT_DISABLE: '1' },
  });
  if (run.error !== undefined) throw new ReviewError(`${terraform} cannot be started: ${run.error.message}`);
  if (run.status !== 0) {
    const [why = ''] = /Error: .*/.exec(run.stderr) ?? [];
    throw new ReviewError(`${terraform} show -json cannot read ${file} in ${folder}: ${why || run.stderr.trim()}`);
  }
  return run.stdout;
}
