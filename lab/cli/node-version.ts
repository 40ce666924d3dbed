import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOlder } from './is-older';
import { ROOT } from './workspace';

/** What is wrong with this Node.js, as a sentence; undefined when it will do. package.json says which is the oldest. */
export function checkNode(found = process.versions.node): string | undefined {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { engines: { node: string } };
  const oldest = engines.node.replace('>=', '');
  if (!isOlder(found, oldest)) return undefined;
  return `the lab needs Node.js ${oldest} or later, found ${found}: see https://nodejs.org/en/download`;
}
