import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, run } from './project';

jest.setTimeout(120_000);

/** Every file below a folder, by its path in it. */
function filesOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')])
      .sort(),
  ) as Record<string, string>;
}

describe('the committed bindings', () => {
  test('are what cdktf get writes from schemas/', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bindings-'));
    try {
      const output = join(folder, 'gen');
      const get = run('node', ['--require', 'tsx/cjs', 'tools/get.ts', '--output', output], ROOT);
      expect(get).toMatchObject({ status: 0 });
      expect(filesOf(output)).toEqual(filesOf(join(ROOT, '.gen')));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('GIVEN a schema whose attribute has another name THEN they differ', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bindings-'));
    try {
      for (const part of ['tools', 'schemas', 'cdktf.json', 'package.json', 'main.ts', 'lib']) {
        cpSync(join(ROOT, part), join(folder, part), { recursive: true });
      }
      const file = join(folder, 'schemas', 'huaweicloud@1.97.1.json');
      const changed = readFileSync(file, 'utf8').replace('"packet_length"', '"packet_size"');
      writeFileSync(file, changed);
      symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
      expect(run('node', ['--require', 'tsx/cjs', 'tools/get.ts'], folder)).toMatchObject({ status: 0 });
      expect(filesOf(join(folder, '.gen'))).not.toEqual(filesOf(join(ROOT, '.gen')));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
