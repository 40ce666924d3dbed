import { basename, join, relative } from 'node:path';
import { terraformProgram } from './terraform-version';
import { ROOT, type Workspace } from './workspace';

const HERE = __dirname;

/** What stands in front of each line, so that one sees where one is. */
export const PROMPT = 'lab# ';

/**
 * What ssh does by itself in the lab: a server that is made anew has another key at the same address, and the user's own
 * file of known hosts is none of the lab's business. Over the system's settings, in a mount namespace that ends with the
 * command.
 */
const SSH_SETTINGS = join(HERE, 'lab.ssh_config');
const WITH_SSH_SETTINGS = [
  ...['unshare', '--mount', '--propagation', 'slave', 'sh', '-c'],
  '[ ! -e /etc/ssh/ssh_config ] || mount --bind "$1" /etc/ssh/ssh_config && shift && exec "$@"',
  ...['lab', SSH_SETTINGS],
] as const;

/**
 * The command that `npm run lab -- shell COMMAND…` runs in the operator's place: one word is a command line, as for ssh;
 * without any, it is the user's own shell.
 */
export function shellCommand(words: readonly string[]): readonly string[] {
  const [first = '', ...others] = words;
  if (words.length === 0) return [...WITH_SSH_SETTINGS, ...interactiveShell(process.env['SHELL'])];
  return [...WITH_SSH_SETTINGS, ...(others.length === 0 ? ['sh', '-c', first] : words)];
}

/** The user's own shell; bash would take the prompt from its settings, so it reads one more file after them. */
export function interactiveShell(program = '/bin/bash'): readonly string[] {
  return basename(program) === 'bash' ? [program, '--rcfile', join(HERE, 'lab.bashrc')] : [program];
}

/**
 * Lets Ctrl-C in cdktf end its Terraform in order, and what comes next wait until it has: what Terraform has asked the
 * region for would not be in the state otherwise, and the next deploy fail. The lab's own runs need none of that: the
 * region goes with them.
 */
export function endsInOrder(): NodeJS.ProcessEnv {
  const commands = ['apply', 'destroy', 'plan', 'refresh', 'import'];
  return {
    TERRAFORM_BINARY_NAME: join(ROOT, 'tools', 'terraform.pl'),
    TERRAFORM_PROGRAM: terraformProgram(),
    ...Object.fromEntries(
      commands.map((command) => {
        const name = `TF_CLI_ARGS_${command}`;
        return [name, [process.env[name], '-lock-timeout=60s'].filter((given) => given !== undefined).join(' ')];
      }),
    ),
  };
}

/** Where one is, and what one can type there. */
export function greeting(workspace: Workspace, operatorAddress: string): string {
  const folder = relative(ROOT, workspace.folder);
  const lines = [
    ['npx cdktf diff', 'what a deploy would change'],
    ['npx cdktf deploy', 'change it, and verify again'],
    ['npx cdktf output', 'addresses and ssh_commands, which work here as they are'],
    ['npx cdktf destroy', 'remove the stack; the lab itself goes on'],
    ['exit', `back; the lab runs until ${workspace.commandLine('stop')}`],
  ].map(([command = '', what = '']) => `  ${command.padEnd(17)}  ${what}`);
  return [
    `This is the lab's Internet, at ${operatorAddress}, with your own files. You are in ${folder}.`,
    "The cdktf.json here is a copy with the lab's settings: edit this one to change the lab. The project's own is not read",
    'here, but lib/ and main.ts are.',
    ...lines,
  ].join('\n');
}
