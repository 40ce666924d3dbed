import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { familyOf } from '../../lab/processes';
import { describeUnless } from '../needs';
import { CommandLine, NOTHING } from './command-line';
import { missing } from './lab-under-test';

jest.setTimeout(300_000);

/** Without a way in, which the verification needs: what is tested here does not need the verification. */
const UNVERIFIED = 'deployed, but not verified: verification.enabled or publicAccess is false';

describeUnless(missing, 'what npm run lab says is left', () => {
  let lab: CommandLine;
  let folder: string;
  let settingsFile: string;
  beforeEach(() => {
    lab = new CommandLine();
    folder = mkdtempSync(join(tmpdir(), 'settings-'));
    settingsFile = join(folder, 'settings.json');
    writeFileSync(settingsFile, '{"publicAccess": false}');
  });
  afterEach(async () => {
    await lab.clear();
    rmSync(folder, { recursive: true });
  });

  /** Process id of the first process of the lab's that runs a script, as `sh SCRIPT …`. */
  function pidOf(script: RegExp): number {
    const found = familyOf(new Set([lab.holder()])).find(({ pid }) =>
      script.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')),
    );
    if (found === undefined) throw new Error(`no process of the lab runs ${script.source}`);
    return found.pid;
  }

  /** A process that the lab knows nothing of, in a server's network namespace, which it keeps alive. */
  async function stray(place: readonly string[] = []): Promise<ChildProcess> {
    const net = `--net=/proc/${pidOf(/^\/bin\/sh \S*lab-guest-init/)}/ns/net`;
    const child = spawn('nsenter', [...place, net, 'sh', '-c', 'echo here; exec cat'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    return child;
  }

  test('GIVEN something of a server outlives its deletion THEN the run says what, and exits 1', async () => {
    const run = lab.start('--settings', settingsFile);
    await run.printed(UNVERIFIED);
    const outlives = await stray([`--target=${pidOf(/^sh \S*lab-init\.sh lab/)}`, '--pid']);
    lab.note();
    const { status, output } = await run.ended;
    expect(output).toMatch(/left after destroy: network namespace without a name with process \d+ \(cat\)\n/);
    expect(output).not.toContain('nothing left');
    expect(status).toBe(1);
    // The lab takes it with it all the same.
    if (outlives.exitCode === null && outlives.signalCode === null) await once(outlives, 'exit');
    expect(await lab.left()).toEqual(NOTHING);
  });

  test('GIVEN no way in for the verification WHEN kept THEN it does not claim that the mirror works, and WHEN something outlives its stop THEN it is named, and the exit code is 1', async () => {
    const kept = lab.start('--keep', '--settings', settingsFile);
    await kept.printed('The lab keeps running');
    const deployed = await kept.ended;
    expect(deployed.output).toContain('warning: publicAccess is false');
    expect(deployed.output).toContain(UNVERIFIED);
    expect(deployed.output).not.toContain('the mirror works');
    expect(deployed.status).toBe(0);
    lab.note();
    const outlives = await stray();
    const { status, output } = await lab.run('stop');
    expect(output).toBe(
      `lab: lab "${lab.name}" is stopped, but of its processes there are still: ${outlives.pid ?? 0} (cat)\n`,
    );
    expect(status).toBe(1);
    outlives.kill('SIGKILL');
    await once(outlives, 'exit');
    expect(await lab.left()).toEqual(NOTHING);
  });
});
