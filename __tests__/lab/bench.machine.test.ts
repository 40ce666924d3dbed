import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeUnless, missingTool } from '../needs';
import { missing } from './fabric/test-lab';

jest.setTimeout(60_000);

const ROOT = resolve(__dirname, '../..');

function bench(...args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const run = spawnSync(process.execPath, ['--require', 'tsx/cjs', 'bench/main.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status: run.status, output: run.stdout + run.stderr };
}

describeUnless(missing ?? missingTool(['terraform']), 'npm run bench', () => {
  test('GIVEN --help THEN it names its sections, each of which can run here', () => {
    const { status, output } = bench('--help');
    expect(status).toBe(0);
    expect([...output.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name)).toEqual([
      'runner',
      'sources',
      'servers',
      'review',
      'fabric',
      'mirror',
      'lab',
    ]);
    expect(output).not.toContain('cannot run here');
  });

  test('GIVEN a section THEN it measures that one', () => {
    const { status, output } = bench('sources');
    expect(status).toBe(0);
    expect(output).toMatch(/^Synthesis by number of mirror sources[^]*^ {2}1000 +100 /m);
    expect(output).not.toContain('ts-node');
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('WHEN %s ends it THEN no file is left', async (signal, code) => {
    const temporary = mkdtempSync(join(tmpdir(), 'interrupted-bench-'));
    const files = (): readonly string[] => readdirSync(temporary).filter((name) => !name.startsWith('tsx-'));
    try {
      const run = spawn(process.execPath, ['--require', 'tsx/cjs', 'bench/main.ts', 'servers'], {
        ...{ cwd: ROOT, stdio: 'ignore', env: { ...process.env, TMPDIR: temporary } },
      });
      const ended = once(run, 'close');
      for (let looks = 0; files().length === 0 && looks < 400; looks += 1) await sleep(50);
      expect(files()).toHaveLength(1);
      run.kill(signal);
      expect(await ended).toEqual([code, null]);
      expect(files()).toEqual([]);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  });

  test('GIVEN a section that is none THEN it ends with a sentence', () => {
    expect(bench('speed')).toEqual({
      status: 1,
      output: 'bench: no section "speed"; there are: runner, sources, servers, review, fabric, mirror, lab\n',
    });
  });
});
