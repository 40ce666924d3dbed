import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './workspace';

/** What is wrong with this Node.js, as a sentence; undefined when it will do. package.json says which is the oldest. */
export function checkNode(found = process.versions.node): string | undefined {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { engines: { node: string } };
  const oldest = engines.node.replace('>=', '');
  const [wanted, have] = [oldest, found].map((version) => version.split('.').map(Number));
  const [major = 0, minor = 0] = have ?? [];
  const [oldestMajor = 0, oldestMinor = 0] = wanted ?? [];
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `the lab needs Node.js ${oldest} or later, found ${found}: see https://nodejs.org/en/download`;
}
