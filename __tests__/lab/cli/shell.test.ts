import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { greeting, interactiveShell, shellCommand } from '../../../lab/cli/shell';
import { Workspace } from '../../../lab/cli/workspace';

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

describe('what the shell runs in the operator’s place', () => {
  test('GIVEN one word THEN it is a command line; GIVEN several THEN they are a program and its words', () => {
    expect(shellCommand(['echo a; echo b']).slice(-3)).toEqual(['sh', '-c', 'echo a; echo b']);
    expect(shellCommand(['echo', 'a; b']).slice(-2)).toEqual(['echo', 'a; b']);
  });

  test('the greeting says where one is, which cdktf.json counts there, and what to type', () => {
    const text = greeting(new Workspace('two'), '198.51.100.10');
    expect(text).toContain('198.51.100.10');
    expect(text).toContain('You are in .lab/two.');
    expect(text).toContain('The cdktf.json here is a copy');
    for (const command of ['diff', 'deploy', 'output', 'destroy']) expect(text).toContain(`  npx cdktf ${command} `);
    expect(text).toContain('npm run lab -- --lab two stop');
  });
});
