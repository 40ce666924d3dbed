import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './pages';

/** The plain HCL configuration that lab/README.md lets one try. */
export const OWN_STACK_FOLDER = join(ROOT, 'docs/examples/plain-hcl');

/** What "Your own stack in the lab" has one type: on the machine, and then in the lab's shell. */
export function ownStackCommands(): { readonly onMachine: readonly string[]; readonly inShell: readonly string[] } {
  const page = readFileSync(join(ROOT, 'lab/README.md'), 'utf8');
  const section = page.split('\n## Your own stack in the lab\n')[1]?.split('\n## ')[0] ?? '';
  const blocks = [...section.matchAll(/^```sh\n([^]*?)^```/gm)].map((match) => (match[1] ?? '').trim().split('\n'));
  const [onMachine = [], inShell = [], ...others] = blocks;
  if (inShell.length === 0 || others.length > 0) throw new Error('lab/README.md: two blocks of commands are expected');
  return { onMachine, inShell };
}
