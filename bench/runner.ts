import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inTurns, milliseconds, printTable } from './measure';

const ROOT = resolve(__dirname, '..');

/** Synthesis of the whole app, as `cdktf synth` starts it, under our runner and under CDKTF's usual one. */
export async function benchRunner(): Promise<void> {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  const app = (args: readonly string[]) => () => {
    const run = spawnSync(process.execPath, args, {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, CDKTF_OUTDIR: outdir },
    });
    if (run.status !== 0) throw new Error(`${args.join(' ')} failed: ${run.stderr}`);
  };
  try {
    const times = await inTurns(
      {
        'node --require tsx/cjs main.ts': app(['--require', 'tsx/cjs', 'main.ts']),
        'ts-node main.ts': app([join('node_modules', 'ts-node', 'dist', 'bin.js'), 'main.ts']),
        'ts-node --transpile-only main.ts': app([
          join('node_modules', 'ts-node', 'dist', 'bin.js'),
          '--transpile-only',
          'main.ts',
        ]),
      },
      5,
    );
    const ours = Object.values(times)[0] ?? Number.NaN;
    console.log('Synthesis of the app, median of 5:');
    printTable(
      ['runner', 'time', 'ratio'],
      Object.entries(times).map(([name, time]) => [name, milliseconds(time), (time / ours).toFixed(2)]),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
