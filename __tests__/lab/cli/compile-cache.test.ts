import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileCache } from '../../../lab/cli/compile-cache';

describe('compiled code of cdktf', () => {
  const given = process.env['NODE_COMPILE_CACHE'];
  let modules: string;
  beforeEach(() => {
    delete process.env['NODE_COMPILE_CACHE'];
    modules = mkdtempSync(join(tmpdir(), 'modules-'));
  });
  afterEach(() => {
    if (given === undefined) delete process.env['NODE_COMPILE_CACHE'];
    else process.env['NODE_COMPILE_CACHE'] = given;
    rmSync(modules, { recursive: true, force: true });
  });

  test('is kept in node_modules, where nobody else can read or write it', () => {
    const { NODE_COMPILE_CACHE: folder = '' } = compileCache(modules);
    expect(folder).toBe(join(modules, '.cache', 'lab'));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(compileCache(modules)).toEqual({ NODE_COMPILE_CACHE: folder });
  });

  test('GIVEN a folder of the user’s own THEN that stays', () => {
    process.env['NODE_COMPILE_CACHE'] = '/elsewhere';
    expect(compileCache(modules)).toEqual({});
    expect(existsSync(join(modules, '.cache'))).toBe(false);
  });

  test('GIVEN others can write there, or a link in its place, THEN nothing is kept', () => {
    chmodSync(modules, 0o777);
    expect(compileCache(modules)).toEqual({});
    chmodSync(modules, 0o755);
    mkdirSync(join(modules, '.cache'));
    symlinkSync(tmpdir(), join(modules, '.cache', 'lab'));
    expect(compileCache(modules)).toEqual({});
  });

  test('GIVEN no node_modules THEN nothing is kept, and none is made', () => {
    rmSync(modules, { recursive: true });
    expect(compileCache(modules)).toEqual({});
    expect(existsSync(modules)).toBe(false);
  });
});
