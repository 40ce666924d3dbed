import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { familyOf, isRunning, livingProcesses, startTime } from '../../lab/processes';
import { describeUnless, elsewhere } from '../needs';

describeUnless(elsewhere, 'the processes of this machine', () => {
  test('GIVEN a process that has ended, of which its parent has not taken note THEN it counts as gone', async () => {
    // The shell becomes a program that never asks what became of its child, which ends when that has happened.
    const child = 'until read -r name </proc/$$/comm && [ "$name" = sleep ]; do :; done';
    const parent = spawn('sh', ['-c', `(${child}) & echo $!; exec sleep 30`], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const [line] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(line.toString());
      for (let turn = 0; turn < 100 && startTime(pid) !== undefined; turn += 1) await sleep(20);
      expect(readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain(') Z ');
      expect(startTime(pid)).toBeUndefined();
    } finally {
      parent.kill('SIGKILL');
    }
  });

  test('a process is told from a later one with its number by the time it started', () => {
    const started = startTime(process.pid) ?? '';
    expect(isRunning({ pid: process.pid, started })).toBe(true);
    expect(isRunning({ pid: process.pid, started: `${started}0` })).toBe(false);
  });

  test('GIVEN a program with brackets in its name THEN it is read right, and is of its parent’s family', async () => {
    const parent = spawn('sh', ['-c', 'printf "a) (b" >/proc/self/comm; echo go; read -r _'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    try {
      await once(parent.stdout, 'data');
      const pid = parent.pid ?? 0;
      expect(livingProcesses().find((each) => each.pid === pid)).toMatchObject({ parent: process.pid, name: 'a) (b' });
      expect(familyOf(new Set([process.pid])).map((each) => each.pid)).toEqual(
        expect.arrayContaining([process.pid, pid]),
      );
      expect(familyOf(new Set([pid])).map((each) => each.pid)).toEqual([pid]);
    } finally {
      parent.kill('SIGKILL');
    }
  });
});
