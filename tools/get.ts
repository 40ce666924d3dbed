/**
 * Writes `.gen` from `schemas/`: `cdktf get` with its schema cache pointed at the pruned provider schema, so neither
 * the provider registry nor Terraform is asked. `--output DIR` writes elsewhere (the drift test does).
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const root = resolve(__dirname, '..');
const { values } = parseArgs({ options: { output: { type: 'string', default: '.gen' } } });

const cdktf = join(root, 'node_modules', '.bin', 'cdktf');
if (!existsSync(cdktf)) {
  console.error('get: cdktf-cli is not installed: run npm ci first');
  process.exit(1);
}
const run = spawnSync(cdktf, ['get', '--force', '--output', values.output], {
  cwd: root,
  encoding: 'utf8',
  env: {
    ...process.env,
    CDKTF_EXPERIMENTAL_PROVIDER_SCHEMA_CACHE_PATH: join(root, 'schemas'),
    CHECKPOINT_DISABLE: '1',
    TF_CLI_CONFIG_FILE: join(root, 'tools', 'terraform.rc'),
  },
});
if (run.status !== 0) {
  console.error(run.stdout + run.stderr);
  console.error(`get: cdktf get failed${run.error === undefined ? '' : `: ${run.error.message}`}`);
  process.exit(run.status ?? 1);
}
console.log(`bindings written to ${values.output} from schemas/`);
