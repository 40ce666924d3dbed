import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { familyOf } from '../../lab/processes';
import { describeUnless } from '../lab/fabric/prerequisites';
import { CommandLine, NOTHING } from './command-line';
import { missing } from './lab-under-test';

jest.setTimeout(300_000);

describeUnless(missing, 'what npm run lab says is left', () => {
  let lab: CommandLine;
  beforeEach(() => {
    lab = new CommandLine();
  });
  afterEach(() => lab.clear());

  /** Process id of the first process of the lab's that runs a script, as `sh SCRIPT …`. */
  function pidOf(script: RegExp): number {
    const found = familyOf(new Set([lab.holder()])).find(({ pid }) =>
      script.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')),
    );
    if (found === undefined) throw new Error(`no process of the lab runs ${script.source}`);
    return found.pid;
  }

  /** A process that the region knows nothing of, in a server's network namespace, which it keeps alive. */
  async function stray(): Promise<ChildProcess> {
    const place = [`--target=${pidOf(/^sh \S*lab-init\.sh lab/)}`, '--pid'];
    const net = `--net=/proc/${pidOf(/^\/bin\/sh \S*lab-guest-init/)}/ns/net`;
    const child = spawn('nsenter', [...place, net, 'sh', '-c', 'echo here; exec cat'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    return child;
  }

  test('GIVEN something of a server outlives its deletion THEN the run says what, and exits 1', async () => {
    const run = lab.start();
    await run.printed('the mirror works: deployed and verified');
    const outlives = await stray();
    lab.note();
    const { status, output } = await run.ended;
    expect(output).toMatch(/left after destroy: network namespace without a name with process \d+ \(cat\)\n/);
    expect(output).not.toContain('nothing left');
    expect(status).toBe(1);
    // The lab takes it with it all the same.
    if (outlives.exitCode === null && outlives.signalCode === null) await once(outlives, 'exit');
    expect(await lab.left()).toEqual(NOTHING);
  });
});
