/** Runs shellcheck over every tracked shell script; a machine without shellcheck is told so, CI must have it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const tracked = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
const scripts = tracked.stdout
  .split('\n')
  .filter((file) => file !== '')
  .filter((file) => file.endsWith('.sh') || (!/\.[a-z]+$/.test(file) && isShell(file)));

function isShell(file: string): boolean {
  try {
    return /^#!.*\b(ba)?sh\b/.test(readFileSync(file, 'utf8').slice(0, 80));
  } catch {
    return false;
  }
}

const run = spawnSync('shellcheck', ['--external-sources', '--source-path=SCRIPTDIR', ...scripts], {
  stdio: 'inherit',
});
if (run.error !== undefined) {
  const missing = 'shellcheck is not installed (apt-get install shellcheck)';
  if (process.env['CI'] !== undefined) {
    console.error(`lint: ${missing}`);
    process.exit(1);
  }
  console.warn(`lint: SKIPPED ${scripts.length} shell scripts: ${missing}`);
} else {
  if (run.status === 0) console.log(`shellcheck: ${scripts.length} scripts clean`);
  process.exit(run.status ?? 1);
}
