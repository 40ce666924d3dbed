import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..');

/** Files, and what each imports of this project: all paths below the project's root. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** A folder, and what of it stands on what. */
export interface House {
  readonly folder: string;
  /**
   * From the top down: rooms, which are folders or single files below `folder`. A file belongs to the longest of them that
   * it stands in; `.` is what is left. It imports of its own room and of lower floors, not of its neighbours.
   */
  readonly floors: readonly (readonly string[])[];
  /** Folders and files outside that it imports of. @default any */
  readonly outside?: readonly string[];
}

/** What the files below `folder` import of this project, types as well: whoever reads a file has to know them, too. */
export function importsBelow(folder: string): Imports {
  const files = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  return new Map(files.map((file) => [file, importsOf(file)]));
}

/** A file stands in several houses, and is read once. */
const known = new Map<string, readonly string[]>();

function importsOf(file: string): readonly string[] {
  const imports =
    known.get(file) ??
    relativeImports(readFileSync(join(ROOT, file), 'utf8')).map((path) => resolve(posix.join(dirname(file), path)));
  known.set(file, imports);
  return imports;
}

/** The paths that a text imports, by the compiler's own reading. */
export function relativeImports(text: string): string[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((path) => path.startsWith('.'));
}

function resolve(path: string): string {
  const candidates = [`${path}.ts`, path, `${path}/index.ts`];
  return (
    candidates.find((candidate) => existsSync(join(ROOT, candidate)) && statSync(join(ROOT, candidate)).isFile()) ??
    path
  );
}

const isIn = (file: string, place: string): boolean => file === place || file.startsWith(`${place}/`);

/** Imports that run upwards, or to a neighbour, or to where the house does not reach; and files without a room. */
export function faultsOf({ folder, floors, outside }: House, imports: Imports): string[] {
  const rooms = floors.flatMap((floor, level) =>
    floor.map((name) => ({ name, level, path: name === '.' ? folder : posix.join(folder, name) })),
  );
  const roomOf = (file: string) =>
    rooms.filter(({ path }) => isIn(file, path)).sort((one, other) => other.path.length - one.path.length)[0];
  const empty = rooms.filter((room) => ![...imports.keys()].some((file) => roomOf(file) === room));
  const faults = empty.map(({ path }) => `${path} is a room, and no file stands in it`);
  for (const [file, targets] of imports) {
    const from = roomOf(file);
    if (!isIn(file, folder)) continue;
    if (!from) faults.push(`${file} stands in no room`);
    for (const target of targets) {
      const to = roomOf(target);
      if (!isIn(target, folder)) {
        if (outside && !outside.some((place) => isIn(target, place))) faults.push(`${file} reaches out to ${target}`);
      } else if (from && to && from !== to && to.level <= from.level) {
        faults.push(`${file} imports ${to.level < from.level ? 'upwards' : 'of its neighbour'}: ${target}`);
      }
    }
  }
  return faults;
}

/** Files that import each other, round and round: each circle as its files, beginning with where it was entered. */
export function circlesOf(imports: Imports): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) circles.push([...path.slice(at), file].join(' → '));
    if (at >= 0 || done.has(file)) return;
    for (const target of imports.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return circles;
}
