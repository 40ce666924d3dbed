import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepTransforms, quickStart } from '../../../lab/cli/quick-start';
import { ROOT } from '../../../lab/cli/workspace';

describe('cdktf’s quick start', () => {
  const given = { ...process.env };
  const withoutOptions = (): void => {
    delete process.env['NODE_COMPILE_CACHE'];
    delete process.env['NODE_OPTIONS'];
  };
  let modules: string;
  beforeEach(() => {
    withoutOptions();
    modules = mkdtempSync(join(tmpdir(), 'modules-'));
  });
  afterEach(() => {
    withoutOptions();
    Object.assign(process.env, given);
    rmSync(modules, { recursive: true, force: true });
  });

  const FLAGS = `--require "${join(ROOT, 'lab', 'v8-flags.cjs')}"`;
  const OPTIONS = `--max-old-space-size=4096 ${FLAGS}`;
  const OWN_CACHE = `--require "${join(ROOT, 'lab', 'compile-cache.cjs')}"`;

  test('is by compiled code in node_modules, where nobody else can read or write it', () => {
    const { NODE_COMPILE_CACHE: folder = '' } = quickStart(modules, true);
    expect(folder).toBe(join(modules, '.cache', 'lab'));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(quickStart(modules, true)).toEqual({ NODE_OPTIONS: OPTIONS, NODE_COMPILE_CACHE: folder });
  });

  test('GIVEN a Node.js that has no compile cache THEN the lab’s keeps the code, made with the same flags', () => {
    expect(quickStart(modules, false)).toEqual({
      NODE_OPTIONS: `${OPTIONS} ${OWN_CACHE}`,
      LAB_COMPILE_CACHE: join(modules, '.cache', 'lab'),
    });
  });

  test('GIVEN empty options of the user’s THEN they are none', () => {
    process.env['NODE_OPTIONS'] = '';
    expect(quickStart(modules, true)['NODE_OPTIONS']).toBe(OPTIONS);
  });

  test('GIVEN options of the user’s THEN the lab’s are more', () => {
    process.env['NODE_OPTIONS'] = '--no-warnings';
    expect(quickStart(modules, true)['NODE_OPTIONS']).toBe(`--no-warnings ${FLAGS}`);
  });

  test('GIVEN a folder of the user’s own THEN that stays', () => {
    process.env['NODE_COMPILE_CACHE'] = '/elsewhere';
    expect(quickStart(modules)).toEqual({ NODE_OPTIONS: OPTIONS });
    expect(existsSync(join(modules, '.cache'))).toBe(false);
  });

  test('GIVEN others can write there, or a link in its place, THEN nothing is kept', () => {
    chmodSync(modules, 0o777);
    expect(quickStart(modules)).toEqual({ NODE_OPTIONS: OPTIONS });
    chmodSync(modules, 0o755);
    mkdirSync(join(modules, '.cache'));
    symlinkSync(tmpdir(), join(modules, '.cache', 'lab'));
    expect(quickStart(modules)).toEqual({ NODE_OPTIONS: OPTIONS });
  });

  test('GIVEN no node_modules THEN nothing is kept, and none is made', () => {
    rmSync(modules, { recursive: true });
    expect(quickStart(modules)).toEqual({ NODE_OPTIONS: OPTIONS });
    expect(existsSync(modules)).toBe(false);
  });
});

describe('what tsx has made of TypeScript', () => {
  let modules: string;
  let temporary: string;
  beforeEach(() => {
    modules = mkdtempSync(join(tmpdir(), 'modules-'));
    temporary = mkdtempSync(join(tmpdir(), 'temporary-'));
  });
  afterEach(() => {
    rmSync(modules, { recursive: true, force: true });
    rmSync(temporary, { recursive: true, force: true });
  });

  /** Where tsx keeps it. */
  const place = (): string => join(temporary, `tsx-${process.geteuid?.() ?? 0}`);

  test('is kept in node_modules, for the next lab too', () => {
    keepTransforms(temporary, modules);
    expect(realpathSync(place())).toBe(realpathSync(join(modules, '.cache', 'lab', 'tsx')));
    expect(statSync(join(modules, '.cache', 'lab')).mode & 0o777).toBe(0o700);
    rmSync(place());
    keepTransforms(temporary, modules);
    expect(existsSync(place())).toBe(true);
  });

  test('GIVEN others can write there, or a lab that has ended, THEN it is not kept, and nothing is said', () => {
    chmodSync(modules, 0o777);
    keepTransforms(temporary, modules);
    expect(existsSync(place())).toBe(false);
    chmodSync(modules, 0o755);
    keepTransforms(join(temporary, 'gone'), modules);
    expect(existsSync(join(temporary, 'gone'))).toBe(false);
  });

  test('is where this version of tsx looks for it', () => {
    const program = join(temporary, 'program.ts');
    writeFileSync(program, 'const told: string = "told"; console.log(told);');
    keepTransforms(temporary, modules);
    const env = { ...process.env, TMPDIR: temporary };
    expect(spawnSync(process.execPath, ['--import', 'tsx', program], { env, encoding: 'utf8' }).stdout).toBe('told\n');
    expect(readdirSync(join(modules, '.cache', 'lab', 'tsx'))).not.toEqual([]);
  });
});
