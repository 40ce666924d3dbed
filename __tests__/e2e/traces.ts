import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/** Bytes of a file that is not looked into: whatever writes more than this is none of ours. */
const LIMIT = 4 * 1024 * 1024;

/** The files below a folder, changed since `start`, that have one of the texts in them, also packed in a zip archive. */
export function filesWith(folder: string, texts: readonly string[], start = 0): readonly string[] {
  return filesBelow(folder).filter((file) => {
    const content = contentOf(file, start);
    return content !== undefined && texts.some((text) => content.includes(text));
  });
}

/** Others work in the folder, too: what goes while this looks is no error. */
function filesBelow(folder: string): readonly string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

/** The processes of this machine that have one of the texts in their environment or in their command line. */
export function processesWith(texts: readonly string[]): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => ['environ', 'cmdline'].map((name) => `/proc/${pid}/${name}`))
    .filter((file) => texts.some((text) => (read(file) ?? '').includes(text)));
}

function contentOf(file: string, start: number): string | undefined {
  try {
    const { size, mtimeMs } = statSync(file);
    if (size > LIMIT || mtimeMs < start) return undefined;
  } catch {
    return undefined;
  }
  const content = read(file);
  return content?.startsWith('PK') === true ? content + unpacked(Buffer.from(content, 'latin1')) : content;
}

/** Undefined for what has gone by now. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return undefined;
  }
}

/** What is in a zip archive, such as a plan of Terraform's: its central directory says where each entry begins. */
function unpacked(archive: Buffer): string {
  const entries: string[] = [];
  for (let at = archive.indexOf('PK\x01\x02'); at >= 0; at = archive.indexOf('PK\x01\x02', at + 46)) {
    const [method, size, local] = [
      archive.readUInt16LE(at + 10),
      archive.readUInt32LE(at + 20),
      archive.readUInt32LE(at + 42),
    ];
    const data = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(data, data + size);
    entries.push((method === 8 ? inflateRawSync(bytes) : bytes).toString('latin1'));
  }
  if (entries.length === 0) throw new Error('a zip archive without entries cannot be looked into');
  return entries.join('\n');
}
