import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './pages';

/** The commands of docs/use-the-copies.md, in its order: a line each of its blocks of sh. */
export function copiesCommands(): readonly string[] {
  const page = readFileSync(join(ROOT, 'docs/use-the-copies.md'), 'utf8');
  return [...page.matchAll(/^```sh\n([^]*?)^```/gm)].flatMap((match) => (match[1] ?? '').trim().split('\n'));
}
