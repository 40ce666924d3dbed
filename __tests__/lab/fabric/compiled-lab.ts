import { transformFileSync } from '@swc/core';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');

/** The lab, and these tests' own programs. */
const ROOMS = ['lab', '__tests__/lab/fabric'];

/** What the lab reads beside its own files. */
const LINKED = ['node_modules', 'schemas'];

/**
 * A copy of the lab in JavaScript, for programs that a test starts again and again: without tsx, Node.js loads a lab in
 * a third of the time.
 */
export class CompiledLab {
  private readonly folder = mkdtempSync(join(tmpdir(), 'compiled-lab-'));

  constructor() {
    for (const room of ROOMS) this.compile(room);
    for (const name of LINKED) symlinkSync(join(ROOT, name), join(this.folder, name));
  }

  private compile(room: string): void {
    const entries = readdirSync(join(ROOT, room), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile() && !each.name.endsWith('.test.ts'))) {
      const file = join(entry.parentPath, entry.name);
      const copy = join(this.folder, file.slice(ROOT.length));
      mkdirSync(dirname(copy), { recursive: true });
      if (!file.endsWith('.ts')) copyFileSync(file, copy);
      else writeFileSync(copy.replace(/\.ts$/, '.js'), transformFileSync(file, { sourceMaps: false }).code);
    }
  }

  /** The command that runs a program, such as `__tests__/lab/fabric/killed-lab.ts`. */
  argv(program: string, ...args: readonly string[]): readonly string[] {
    return [process.execPath, join(this.folder, program.replace(/\.ts$/, '.js')), ...args];
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
