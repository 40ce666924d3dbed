import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Told to convert asm.js, V8 complains about this. */
const PROGRAM = 'function asm() { "use asm"; return 1; } console.log(asm());';

describe('flags of V8 for cdktf', () => {
  let root: string;
  let preload: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'checkout-'));
    mkdirSync(join(root, 'checkout', 'lab'), { recursive: true });
    preload = join(root, 'checkout', 'lab', 'v8-flags.cjs');
    copyFileSync(resolve(__dirname, '../../lab/v8-flags.cjs'), preload);
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  function run(program: string): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
    writeFileSync(program, PROGRAM);
    const env = { ...process.env, NODE_OPTIONS: '' };
    return spawnSync(process.execPath, ['--require', preload, program], { encoding: 'utf8', env });
  }

  test('are known to this Node.js, and asm.js is plain JavaScript', () => {
    const { status, stdout, stderr } = run(join(root, 'checkout', 'program.js'));
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '1\n', stderr: '' });
  });

  test('GIVEN a program from elsewhere THEN it has those of Node.js', () => {
    const { status, stdout, stderr } = run(join(root, 'program.js'));
    expect({ status, stdout }).toEqual({ status: 0, stdout: '1\n' });
    expect(stderr).toContain('asm.js');
  });
});
