import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Claim } from '../../../lab/cli/claim';
import { whatRuns } from '../../../lab/cli/what-runs';
import { ROOT, Workspace } from '../../../lab/cli/workspace';
import { familyOf } from '../../../lab/processes';
import { describeUnless, elsewhere } from '../../needs';

jest.setTimeout(30_000);

/** Takes the claim of the lab that its argument names, writes into its folder, and shares the claim with a child. */
const HOLDER = `
  const { spawn } = require('node:child_process');
  const { Claim } = require('./lab/cli/claim.ts');
  const { Workspace } = require('./lab/cli/workspace.ts');
  void (async () => {
    const workspace = new Workspace(process.argv[1], process.argv[2]);
    const claim = await Claim.take(workspace);
    workspace.write({});
    const sharer = spawn('sleep', ['1000'], { stdio: ['ignore', 'ignore', 'ignore', claim.share], detached: true });
    sharer.once('spawn', () => console.log(String(sharer.pid)));
  })();
`;

describeUnless(elsewhere, 'the right to run a lab', () => {
  // In the place of the project's, which may be read-only.
  const place = mkdtempSync(join(tmpdir(), 'claim-'));
  const parent = join(place, '.lab');
  const workspace = new Workspace('one', parent);
  const other = new Workspace('two', parent);
  /** What a red test would leave. */
  const started: ChildProcess[] = [];
  let sharer: number | undefined;
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
    if (sharer !== undefined) process.kill(sharer, 'SIGKILL');
    sharer = undefined;
  });
  afterAll(() => {
    rmSync(place, { recursive: true });
  });

  /** Process id of the program that waits to clear the folder. */
  function clearer(): number {
    const found = familyOf(new Set([process.pid])).find(({ pid }) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`claim.pl\0${workspace.folder}`),
    );
    return found?.pid ?? 0;
  }

  async function gone(path: string): Promise<void> {
    for (const deadline = Date.now() + 15_000; existsSync(path) && Date.now() < deadline;) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  test('GIVEN one has it WHEN another wants it THEN it gets nothing until the first gives it back', async () => {
    const first = await Claim.take(workspace);
    expect(first).toBeDefined();
    expect(await Claim.take(workspace)).toBeUndefined();
    expect(await Claim.isTaken(workspace)).toBe(true);
    await first?.release();
    expect(await Claim.isTaken(workspace)).toBe(false);
    const second = await Claim.take(workspace);
    expect(second).toBeDefined();
    await second?.release();
  });

  test('GIVEN several want it at once, again and again THEN one at a time has it', async () => {
    for (let round = 0; round < 3; round += 1) {
      const claims = await Promise.all([1, 2, 3, 4, 5, 6, 7].map(() => Claim.take(workspace)));
      const taken = claims.filter((claim) => claim !== undefined);
      expect(taken).toHaveLength(1);
      await taken[0]?.release();
    }
  });

  test('GIVEN one has it THEN a lab of another name can still be run', async () => {
    const claims = [await Claim.take(workspace), await Claim.take(other)];
    expect(claims).not.toContain(undefined);
    for (const claim of claims) await claim?.release();
  });

  test('WHEN it is given back THEN the lab’s folder is gone, and that of another lab is not', async () => {
    const claims = [await Claim.take(workspace), await Claim.take(other)];
    for (const each of [workspace, other]) each.write({});
    await claims[0]?.release();
    expect([workspace, other].map(({ folder }) => existsSync(folder))).toEqual([false, true]);
    await claims[1]?.release();
    expect(existsSync(other.folder)).toBe(false);
  });

  test('GIVEN the program that would clear the folder is killed THEN nobody else gets the right, and the folder goes', async () => {
    const claim = await Claim.take(workspace);
    workspace.write({});
    const killed = clearer();
    expect(killed).not.toBe(0);
    process.kill(killed, 'SIGKILL');
    expect(await Claim.take(workspace)).toBeUndefined();
    expect(existsSync(join(workspace.folder, 'cdktf.json'))).toBe(true);
    await claim?.release();
    expect(existsSync(workspace.folder)).toBe(false);
  });

  test('GIVEN its processes are killed THEN it is free, and the folder gone, only after the last of them', async () => {
    const holder = spawn(process.execPath, ['--require', 'tsx/cjs', '-e', HOLDER, workspace.name, parent], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    started.push(holder);
    const [line] = (await once(holder.stdout, 'data')) as [Buffer];
    expect(line.toString()).toMatch(/^[1-9]\d*\n$/);
    sharer = Number(line.toString());
    await kill(holder);
    expect(await Claim.take(workspace)).toBeUndefined();
    expect(existsSync(join(workspace.folder, 'cdktf.json'))).toBe(true);
    process.kill(sharer, 'SIGKILL');
    sharer = undefined;
    await gone(workspace.folder);
    expect(existsSync(workspace.folder)).toBe(false);
    const next = await Claim.take(workspace);
    expect(next).toBeDefined();
    await next?.release();
  });

  test('GIVEN another user has bound a socket of any name that can be computed THEN the lab can be run', async () => {
    const name = `mirror-lab-${createHash('sha256').update(workspace.folder).digest('hex').slice(0, 32)}`;
    const squatter = createServer().listen({ path: `\0${name}` });
    await once(squatter, 'listening');
    const claim = await Claim.take(workspace);
    expect(claim).toBeDefined();
    await claim?.release();
    squatter.close();
  });

  test('GIVEN a folder that others can enter THEN a lock in it counts for nothing, and it is made anew', async () => {
    mkdirSync(workspace.folder, { recursive: true });
    chmodSync(workspace.folder, 0o777);
    writeFileSync(workspace.lockFile, '');
    const squatter = spawn('flock', ['--no-fork', workspace.lockFile, 'sh', '-c', 'echo locked; exec sleep 1000'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    started.push(squatter);
    await once(squatter.stdout, 'data');
    const claim = await Claim.take(workspace);
    expect(claim).toBeDefined();
    expect(readdirSync(workspace.folder)).toEqual(['lock']);
    await kill(squatter);
    await claim?.release();
  });

  test('GIVEN only the right is taken THEN no command says that nothing runs', async () => {
    expect(await whatRuns(workspace)).toEqual({ state: 'nothing' });
    const claim = await Claim.take(workspace);
    expect(await whatRuns(workspace)).toEqual({ state: 'in between' });
    await claim?.release();
    expect(await whatRuns(workspace)).toEqual({ state: 'nothing' });
  });
});

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
