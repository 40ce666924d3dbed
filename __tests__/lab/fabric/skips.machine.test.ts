import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describeUnless } from '../../needs';
import { missing } from './test-lab';

jest.setTimeout(60_000);

const ROOT = resolve(__dirname, '../../..');
const REASON = /this kernel cannot mount a tmpfs and an overlay .* in a privileged container/;

/** What a test says in a run as root in a container that may not make namespaces, as Docker's are by default. */
function runInContainer(ci: string | undefined) {
  const args = [
    '--selectProjects',
    'lab',
    '--runTestsByPath',
    join(__dirname, 'eip.machine.test.ts'),
    '--json',
    '--silent',
  ];
  const jest = [process.execPath, join(ROOT, 'node_modules/jest/bin/jest.js'), ...args];
  const run = spawnSync('setpriv', ['--bounding-set=-sys_admin', '--inh-caps=-sys_admin', ...jest], {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: 50_000,
    env: { ...process.env, CI: ci },
  });
  const { testResults } = JSON.parse(run.stdout) as {
    readonly testResults: readonly {
      readonly assertionResults: readonly {
        readonly status: string;
        readonly fullName: string;
        readonly failureMessages: readonly string[];
      }[];
    }[];
  };
  return { status: run.status, tests: testResults.flatMap(({ assertionResults }) => assertionResults) };
}

describeUnless(missing, 'tests where the kernel lets root make no namespaces', () => {
  test('GIVEN somebody runs them THEN they are skipped, and their titles say why', () => {
    const { status, tests } = runInContainer(undefined);
    expect(new Set(tests.map((each) => each.status))).toEqual(new Set(['pending']));
    for (const { fullName } of tests) expect(fullName).toMatch(REASON);
    expect(status).toBe(0);
  });

  test('GIVEN CI runs them THEN they fail, and say why', () => {
    const { status, tests } = runInContainer('true');
    expect(tests).toMatchObject([{ status: 'failed', failureMessages: [expect.stringMatching(REASON) as string] }]);
    expect(status).toBe(1);
  });
});
