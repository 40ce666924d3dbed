/** The commands of docs/day-two.md, each with the test that runs it, or what it comes to, in the lab. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requiredTools } from '../../lab/fabric/prerequisites';
import { ROOT } from './pages';

const DAY_TWO = 'e2e/day-two.machine.test.ts';
const PAGE = readFileSync(join(ROOT, 'docs/day-two.md'), 'utf8');

/** How a command begins, the test's file, and words of its name. */
const TESTED: readonly (readonly [string, string, string])[] = [
  ['npx cdktf diff', 'e2e/command-line-kept.machine.test.ts', 'status, ssh, shell and stop work'],
  ['npx cdktf deploy', DAY_TWO, 'THEN the mirror is updated in place and verified again'],
  ['TF_VAR_verification_run=2 npx cdktf deploy', 'e2e/keys.machine.test.ts', 'THEN the right one is tried first'],
  ['ssh-keygen', DAY_TWO, 'THEN it is verified with that key alone'],
  ['ssh-add', DAY_TWO, 'THEN it is verified with that key alone'],
  ['export TF_VAR_ssh_public_key=', DAY_TWO, 'THEN it is verified with that key alone'],
  ['npx cdktf synth', 'integration/synth.machine.test.ts', 'THEN the JSON is the same to the byte'],
  ['terraform -chdir=… apply -replace=', DAY_TWO, 'THEN it is verified with that key alone'],
  ['terraform -chdir=… destroy -target=', DAY_TWO, 'THEN servers stay without a mirror'],
  ['npx cdktf destroy', 'e2e/keys.machine.test.ts', 'WHEN destroyed THEN nothing is left'],
  ['npm run lab -- stop', 'e2e/command-line-kept.machine.test.ts', 'status, ssh, shell and stop work'],
];

/** Programs of the machine's own. */
const OTHERS = /^(?:git|npm ci|rm|apt-get) ?/;

const commands = [...PAGE.matchAll(/^```sh\n([^]*?)^```/gm)]
  .flatMap((match) => (match[1] ?? '').trim().split('\n'))
  .filter((line) => !OTHERS.test(line))
  .map((line) => line.replace(/-chdir=\S+/, '-chdir=…'));

test.each([...new Set(commands)])('a test runs: %s', (command) => {
  const found = TESTED.filter(([begin]) => command.startsWith(begin));
  expect(found).not.toEqual([]);
  for (const [, file, words] of found) {
    expect(readFileSync(join(ROOT, '__tests__', file), 'utf8')).toContain(words);
  }
});

test('no row is left of a command that the page no longer has', () => {
  expect(TESTED.filter(([begin]) => !commands.some((command) => command.startsWith(begin)))).toEqual([]);
});

test.each([
  ['Set it to true and deploy again', DAY_TWO, 'WHEN publicAccess becomes true again'],
  ['An image that was withdrawn', DAY_TWO, 'GIVEN a withdrawn image'],
  ['With cron, in a crontab', DAY_TWO, "WHEN cron runs the page's line"],
  ['In GitHub Actions', DAY_TWO, "WHEN a CI runs the page's job"],
  ['deleted behind Terraform is put back', DAY_TWO, 'GIVEN a session that was deleted behind Terraform'],
  ['The state of an earlier version', 'lab/provider/stack.machine.test.ts', 'WHEN its state is of the time before'],
  ['The state of an earlier version', DAY_TWO, 'GIVEN the stack of an earlier version'],
])('a test has seen what the page says in words: %s', (words, file, name) => {
  expect(PAGE).toContain(words);
  expect(readFileSync(join(ROOT, '__tests__', file), 'utf8')).toContain(name);
});

test('packages that the page removes are of those that the lab installs', () => {
  const installed = requiredTools.map(({ debianPackage }) => debianPackage);
  const removed = /^apt-get remove (.*)$/m.exec(PAGE)?.[1]?.split(' ') ?? [];
  expect(removed.length).toBeGreaterThan(0);
  expect(removed.filter((name) => !installed.includes(name))).toEqual([]);
});
