/**
 * Keeps what the deploys of the e2e tests have said when they failed, for the test of the report.
 *
 * usage: RECORD_LOGS=FOLDER npx jest --selectProjects e2e --testPathPatterns 'faults|split'
 *        node --import tsx keep.ts FOLDER
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How Terraform logs in, which is said anew for each step. */
const LOGIN =
  /\(remote-exec\): {3}(?:User|Password|Private key|Certificate|SSH Agent|Checking Host Key|Target Platform): /;

const [from = ''] = process.argv.slice(2);
const to = join(__dirname, 'failures');
mkdirSync(to, { recursive: true });
for (const file of readdirSync(from)) {
  const [, chain = '', fault = ''] = /^(.*?)-GIVEN-(.*)-WHEN-/.exec(file) ?? [];
  const log = readFileSync(join(from, file), 'utf8');
  const lines = log.slice(Math.max(0, log.search(/^Plan: /m))).split('\n');
  writeFileSync(join(to, `${chain}--${fault}.log`), lines.filter((line) => !LOGIN.test(line)).join('\n'));
}
