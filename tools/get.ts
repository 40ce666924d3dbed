import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runTool } from './command';

const HELP = `Writes the bindings from schemas/: cdktf get with its schema cache pointed at the pruned provider schema, so neither
the provider registry nor Terraform is asked.

usage: npm run get [-- --output DIR]

options:
  --output DIR    where to write, instead of .gen
  --help          this text`;

const root = resolve(__dirname, '..');

runTool({
  name: 'get',
  help: HELP,
  options: ['output'],
  run: ({ output = '.gen' }) => {
    const cdktf = join(root, 'node_modules', '.bin', 'cdktf');
    if (!existsSync(cdktf)) throw new Error('cdktf-cli is not installed: run npm ci first');
    const run = spawnSync(cdktf, ['get', '--force', '--output', output], {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        CDKTF_EXPERIMENTAL_PROVIDER_SCHEMA_CACHE_PATH: join(root, 'schemas'),
        CHECKPOINT_DISABLE: '1',
        TF_CLI_CONFIG_FILE: join(root, 'tools', 'terraform.rc'),
      },
    });
    if (run.error !== undefined) throw new Error(`cdktf cannot be started: ${run.error.message}`);
    if (run.status !== 0) throw new Error(`cdktf get failed:\n${run.stdout}${run.stderr}`);
    console.log(`bindings written to ${output} from schemas/`);
  },
});
