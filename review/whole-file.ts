import { lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a file wholly or not at all: who is interrupted, or has no room left, keeps the file that was there. What is no
 * ordinary file (/dev/stdout, a link) is written to as it is.
 *
 * @throws the system's error if the file cannot be written
 */
export function writeWhole(file: string, content: string | Uint8Array): void {
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() === false) {
    writeFileSync(file, content);
    return;
  }
  const unfinished = `${file}.${process.pid}.new`;
  try {
    writeFileSync(unfinished, content);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
