import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Claim } from '../../../lab/cli/claim';
import { Workspace } from '../../../lab/cli/workspace';
import { describeUnless } from '../fabric/prerequisites';

const elsewhere = process.platform === 'linux' ? undefined : 'needs Linux';

describeUnless(elsewhere, 'the right to run a lab', () => {
  const workspace = new Workspace(`claim-${process.pid}`);
  const other = new Workspace(`claim-${process.pid}-two`);

  test('GIVEN one has it WHEN another wants it THEN it gets nothing until the first gives it back', async () => {
    const first = await Claim.take(workspace);
    expect(first).toBeDefined();
    expect(await Claim.take(workspace)).toBeUndefined();
    await first?.release();
    const second = await Claim.take(workspace);
    expect(second).toBeDefined();
    await second?.release();
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

  test('GIVEN another process shares it WHEN the first gives it back THEN it is free only when that one is killed', async () => {
    const claim = await Claim.take(workspace);
    if (claim === undefined) throw new Error('the claim is taken');
    workspace.write({});
    const sharer = spawn('sleep', ['1000'], { stdio: ['ignore', 'ignore', 'ignore', claim.share] });
    await once(sharer, 'spawn');
    const released = claim.release();
    expect(await Claim.take(workspace)).toBeUndefined();
    expect(existsSync(workspace.folder)).toBe(true);
    sharer.kill('SIGKILL');
    await released;
    expect(existsSync(workspace.folder)).toBe(false);
    const next = await Claim.take(workspace);
    expect(next).toBeDefined();
    await next?.release();
  });
});
