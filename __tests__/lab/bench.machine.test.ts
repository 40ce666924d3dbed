import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describeUnless, missingTool } from '../needs';
import { missing } from './fabric/test-lab';

jest.setTimeout(60_000);

function bench(...args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const cwd = resolve(__dirname, '../..');
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'bench/main.ts', ...args], { cwd, encoding: 'utf8' });
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

  test('GIVEN a section that is none THEN it ends with a sentence', () => {
    expect(bench('speed')).toEqual({
      status: 1,
      output: 'bench: no section "speed"; there are: runner, sources, servers, review, fabric, mirror, lab\n',
    });
  });
});
