import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What asks a measurement to end, with the exit code of one that did. */
export const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Whatever the measurements and what they start keep in files is in one folder, which goes when this process is interrupted, too. */
export function useFolderOfItsOwn(): void {
  const made: string[] = [];
  process.on('exit', () => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  // Before there is a folder: a signal that comes while it is made waits for these, and would end the process without them.
  for (const [signal, code] of Object.entries(SIGNALS)) process.once(signal, () => process.exit(code));
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  made.push(folder);
  process.env['TMPDIR'] = folder;
}
