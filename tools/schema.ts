import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runTool } from './command';
import { pruneSchema, pruneTraits, type SchemaTypes } from './provider-schema';

const HELP = `Rebuilds schemas/huaweicloud@VERSION.json, the provider's schema cut down to the types of schemas/types.json, which
npm run get reads, and beside it stand-in.huaweicloud@VERSION.json, what the lab's stand-in provider needs on top.
Without --from it asks Terraform, which must reach the provider registry or a mirror of it.

usage: npm run schema [-- [--from FILE] [--traits FILE]]

options:
  --from FILE      a saved output of terraform providers schema -json, instead of asking Terraform
  --traits FILE    a saved dump of the provider's own schema objects (what replaces a resource, defaults, conflicts,
                   timeouts), which Terraform's schema lacks: rebuilds huaweicloud@VERSION.traits.json too
  --help           this text`;

const root = resolve(__dirname, '..');

function rebuild({ from, traits }: { readonly from?: string; readonly traits?: string }): void {
  const types = JSON.parse(readFileSync(join(root, 'schemas', 'types.json'), 'utf8')) as SchemaTypes;
  const full = from === undefined ? askTerraform(types) : readFileSync(from, 'utf8');
  const name = types.provider.slice(types.provider.lastIndexOf('/') + 1);
  const versioned = `${name}@${types.version}`;
  const file = write(`${versioned}.json`, pruneSchema(JSON.parse(full), types));
  write(`stand-in.${versioned}.json`, pruneSchema(JSON.parse(full), { ...types, resources: [], ...types.standIn }));
  if (traits !== undefined) {
    write(`${versioned}.traits.json`, pruneTraits(JSON.parse(readFileSync(traits, 'utf8')), types));
  }
  console.log(
    `${file} written: ${types.resources.length} resources, ${types.dataSources.length} data sources; now: npm run get`,
  );
}

function write(name: string, document: unknown): string {
  const file = join(root, 'schemas', name);
  writeFileSync(file, `${JSON.stringify(document, null, 1)}\n`);
  return file;
}

function askTerraform(types: SchemaTypes): string {
  const folder = mkdtempSync(join(tmpdir(), 'provider-schema-'));
  try {
    const required = { [types.provider.split('/')[1] ?? '']: { source: types.provider, version: types.version } };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ terraform: { required_providers: required } }));
    console.log(`downloading ${types.provider} ${types.version} (over 100 MB) …`);
    terraform(folder, ['init', '-input=false', '-no-color']);
    console.log('reading its schema …');
    return terraform(folder, ['providers', 'schema', '-json']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function terraform(folder: string, args: string[]): string {
  const run = spawnSync('terraform', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1024 ** 3,
    env: { ...process.env, CHECKPOINT_DISABLE: '1' },
  });
  if (run.error !== undefined) throw new Error(`terraform cannot be started: ${run.error.message}`);
  if (run.status !== 0) throw new Error(`terraform ${args.join(' ')} failed:\n${run.stderr}`);
  return run.stdout;
}

runTool({ name: 'schema', help: HELP, options: ['from', 'traits'], run: rebuild });
