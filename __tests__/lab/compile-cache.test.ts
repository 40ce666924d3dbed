import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PRELOAD = resolve(__dirname, '../../lab/compile-cache.cjs');
describe('the compile cache for cdktf', () => {
  let root: string;
  let cache: string;
  beforeEach(() => {
    // As in a checkout: programs elsewhere have none.
    root = mkdtempSync(join(tmpdir(), 'checkout-'));
    cache = join(root, 'cache');
    for (const folder of ['cache', 'lab', 'lib']) mkdirSync(join(root, folder));
    write('lab/compile-cache.cjs', readFileSync(PRELOAD, 'utf8'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  function write(name: string, text: string): void {
    writeFileSync(join(root, name), text);
  }

  function run(
    program = join(root, 'program.js'),
    options: readonly string[] = [],
  ): { readonly status: number | null; readonly output: string } {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [...options, '--require', join(root, 'lab', 'compile-cache.cjs'), program, 'word'],
      { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', LAB_COMPILE_CACHE: cache } },
    );
    return { status, output: stdout + stderr };
  }

  const kept = (): readonly string[] => readdirSync(cache);

  test('GIVEN a program that was run before THEN it does the same with the code that was kept', () => {
    write(
      'program.js',
      `#!/usr/bin/env node
       const text = require('./lib/text'); const data = require('./lib/data.json');
       import('./lib/late.mjs').then(({ late }) => console.log(
         text.text, data.number, late, require.main === module, require.resolve('./lib/text') === module.children[0].id,
         module.children.length, text.parent === module, './lib/text' in require.cache, process.argv[2], __filename, __dirname,
         typeof require.resolve.paths, typeof require.extensions['.js'], this === module.exports));`,
    );
    write('lib/text.js', 'exports.text = "a text"; exports.parent = module.parent;');
    write('lib/data.json', '{ "number": 7 }');
    write('lib/late.mjs', 'export const late = "late";');
    const program = join(root, 'program.js');
    const expected = `a text 7 late true true 2 true false word ${program} ${root} function function true\n`;
    const plain = spawnSync(process.execPath, [program, 'word'], { encoding: 'utf8' });
    expect(plain.stdout).toBe(expected.replace('\\\n', '\n'));
    expect(run()).toEqual({ status: 0, output: plain.stdout });
    const [file = ''] = kept();
    const before = readFileSync(join(cache, file));
    expect(run()).toEqual({ status: 0, output: plain.stdout });
    expect(kept()).toEqual([file]);
    expect(readFileSync(join(cache, file))).toEqual(before);
  });

  test('GIVEN a module that has changed, and is as long as before, THEN it is the changed one that runs', () => {
    write('program.js', 'console.log(require("./lib/text"));');
    write('lib/text.js', 'module.exports = "one";');
    expect(run().output).toBe('one\n');
    write('lib/text.js', 'module.exports = "two";');
    expect(run().output).toBe('two\n');
    expect(run().output).toBe('two\n');
  });

  test.each([
    ['cut', (content: Buffer) => content.subarray(0, content.length >> 1)],
    ['changed', (content: Buffer) => content.fill(7, content.length >> 1)],
    ['empty', () => Buffer.alloc(0)],
  ])('GIVEN what was kept is %s THEN the program runs all the same, and it is kept anew', (_how, damage) => {
    write('program.js', 'console.log(require("./lib/text"));');
    write('lib/text.js', 'module.exports = "one";');
    run();
    const file = join(cache, kept()[0] ?? '');
    const whole = readFileSync(file);
    writeFileSync(file, damage(readFileSync(file)));
    expect(run()).toEqual({ status: 0, output: 'one\n' });
    expect(readFileSync(file)).toHaveLength(whole.length);
  });

  test('GIVEN other options of V8, which takes no code that was made without them, THEN code is kept for each', () => {
    write('program.js', 'console.log("well");');
    run();
    const [first = ''] = kept();
    const before = readFileSync(join(cache, first));
    expect(run(undefined, ['--max-lazy'])).toEqual({ status: 0, output: 'well\n' });
    expect(kept()).toHaveLength(2);
    expect(readFileSync(join(cache, first))).toEqual(before);
  });

  test('GIVEN a mistake in a module THEN Node.js tells of it in its own words', () => {
    write('program.js', 'require("./lib/text");');
    write('lib/text.js', 'const = 1;');
    const { status, output } = run();
    expect(status).toBe(1);
    expect(output).toMatch(/lib\/text\.js:1\nconst = 1;\n {6}\^\n\nSyntaxError: Unexpected token '='\n/);
    expect(output).toContain(`${join(root, 'program.js')}:1:1)`);
  });

  test('GIVEN another writes at the same time, or was killed while it wrote, THEN the program runs, and that is in nobody’s way', () => {
    write('program.js', 'console.log("well");');
    run();
    const file = join(cache, kept()[0] ?? '');
    rmSync(file);
    writeFileSync(`${file}.part`, 'half');
    expect(run()).toEqual({ status: 0, output: 'well\n' });
    expect(kept()).toEqual([`${file}.part`.slice(cache.length + 1)]);
    utimesSync(`${file}.part`, 1, 1);
    run();
    expect(kept()).toEqual([]);
    run();
    expect(existsSync(file)).toBe(true);
  });

  test('GIVEN what another writes is gone when it is looked at THEN the program ends as it would', () => {
    write('program.js', 'console.log("well");');
    run();
    const file = join(cache, kept()[0] ?? '');
    rmSync(file);
    // There for who wants to make it, and not for who asks for its age.
    symlinkSync('gone', `${file}.part`);
    expect(run()).toEqual({ status: 0, output: 'well\n' });
  });

  test('GIVEN a folder that is not there, or a program from elsewhere, THEN nothing is kept, and nothing is said', () => {
    write('program.js', 'console.log("well");');
    rmSync(cache, { recursive: true });
    expect(run()).toEqual({ status: 0, output: 'well\n' });
    expect(existsSync(cache)).toBe(false);
    mkdirSync(cache);
    const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    writeFileSync(join(elsewhere, 'program.js'), 'console.log("well");');
    expect(run(join(elsewhere, 'program.js'))).toEqual({ status: 0, output: 'well\n' });
    expect(kept()).toEqual([]);
    rmSync(elsewhere, { recursive: true });
  });
});
