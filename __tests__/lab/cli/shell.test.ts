import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interactiveShell } from '../../../lab/cli/commands';

describe('the shell in the operator’s place', () => {
  test('GIVEN settings of the user’s that set a prompt THEN bash has the lab’s, and the rest of the settings', () => {
    const home = mkdtempSync(join(tmpdir(), 'home-'));
    writeFileSync(join(home, '.bashrc'), "PS1='mine> '\nPROMPT_COMMAND='PS1=other'\nmine=yes\n");
    const [program = '', ...args] = interactiveShell('/bin/bash');
    const shell = spawnSync(program, [...args, '-i', '-c', 'echo "$PS1,$PROMPT_COMMAND,$mine"'], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: home, PS1: 'inherited ' },
    });
    rmSync(home, { recursive: true });
    expect(shell.stdout).toBe('lab# ,,yes\n');
  });

  test('another shell is the user’s business; without any, it is bash', () => {
    expect(interactiveShell('/usr/bin/fish')).toEqual(['/usr/bin/fish']);
    expect(interactiveShell()[0]).toBe('/bin/bash');
  });
});
