import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkMachine } from '../../../lab/cli/prerequisites';
import { ROOT } from '../../../lab/cli/workspace';
import { describeUnless } from '../../needs';
import { missing } from '../fabric/test-lab';

describeUnless(missing, 'what a machine lacks', () => {
  const never = new AbortController().signal;
  const path = process.env['PATH'];
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'programs-'));
    process.env['PATH'] = `${folder}:${path ?? ''}`;
    program('terraform', 'echo Terraform v1.10.0');
  });
  afterEach(() => {
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true });
  });

  function program(name: string, script: string): void {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }

  test('GIVEN nothing is missing THEN nothing has to be installed', async () => {
    expect(await checkMachine(never)).toEqual([]);
  });

  test('GIVEN a limit of open files that is too low THEN a sentence says so before anything starts', () => {
    const node = [process.execPath, '--require', 'tsx/cjs', 'lab/cli.ts', '--lab', `test-${process.pid}`];
    const run = spawnSync('sh', ['-c', 'ulimit -n 60 && exec "$@"', 'sh', ...node], { cwd: ROOT, encoding: 'utf8' });
    expect(run.stderr).toBe(
      'lab: the lab needs to open 512 files at a time, this shell lets it open 60: ulimit -n 1024\n',
    );
    expect(run.status).toBe(1);
  });

  test('GIVEN a checkout that cannot be written to THEN a sentence says so before anything starts', () => {
    const script = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && cd "$0" && exec "$@"';
    const node = [process.execPath, '--require', 'tsx/cjs', 'lab/cli.ts', '--lab', `test-${process.pid}`];
    const run = spawnSync('unshare', ['--mount', 'sh', '-c', script, ROOT, ...node], { encoding: 'utf8' });
    expect(run.stderr).toMatch(
      /^lab: the lab needs to write to \S+, and cannot \(read-only file system\): copy the project to a folder where that is possible\n$/,
    );
    expect(run.status).toBe(1);
  });

  test('GIVEN an old Terraform and a kernel that may not THEN both are told at once', async () => {
    program('terraform', 'echo Terraform v1.9.8');
    program('unshare', 'echo "unshare failed: Operation not permitted" >&2; exit 1');
    const error: unknown = await checkMachine(never).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AggregateError);
    const sentences = (error as AggregateError).errors.map((each) => (each as Error).message);
    expect(sentences[0]).toBe('the lab needs Terraform 1.10 or later, found 1.9');
    expect(sentences[1]).toMatch(
      /^this kernel cannot mount a tmpfs .* \(unshare failed: Operation not permitted\): run it on the machine itself/,
    );
    expect(sentences).toHaveLength(6);
    for (const sentence of sentences.slice(1)) expect(sentence).toMatch(/^this kernel cannot /);
  });
});
