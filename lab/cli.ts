/** `npm run lab`: the stack, deployed and verified on this machine. */
import { HELP, parseCommandLine, refuseOptionsOfNpm, UsageError } from './cli/arguments';
import { shell, ssh, status } from './cli/commands';
import { complaintOf } from './cli/complaint';
import { Progress } from './cli/progress';
import type * as Run from './cli/run';
import { stop } from './cli/stop';

async function main(): Promise<number> {
  refuseOptionsOfNpm(process.env);
  // Of authorities that only this machine trusts: Node.js 20 reads them each time that it starts, and nothing that the lab
  // starts asks anybody by TLS.
  delete process.env['NODE_EXTRA_CA_CERTS'];
  const { command, lab } = parseCommandLine(process.argv.slice(2));
  const progress = new Progress();
  switch (command.name) {
    case 'help':
      progress.text(HELP);
      return 0;
    case 'run':
      return loadRun().run({ lab, ...command }, progress);
    case 'ssh':
      requireRoot('ssh');
      return ssh(lab, command.server, command.command);
    case 'shell':
      requireRoot('shell');
      return shell(lab, command.command);
    case 'status':
      requireRoot('status');
      return status(lab, progress);
    case 'stop':
      requireRoot('stop');
      return stop(lab, progress);
  }
}

/** With the settings' schemas it is more than all the rest, and only its own command waits until it is loaded. */
function loadRun(): typeof Run {
  // tsx/cjs knows no other way to load later: import() is left to Node.js, which looks for JavaScript.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./cli/run') as typeof Run;
}

/** A lab is root's: nobody else can even see whether one runs. */
function requireRoot(command: string): void {
  if (process.getuid?.() !== 0) throw new Error(`"${command}" needs root, as the lab does: use sudo`);
}

/** What is wrong, a line each. */
function complain(error: unknown): void {
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
  for (const each of errors) console.error(`lab: ${complaintOf(each)}`);
  if (error instanceof UsageError) console.error('lab: npm run lab -- --help shows how it is used');
}

// Loaded: see loading.cjs.
process.removeAllListeners('uncaughtException');

// A terminal that has hung up reads no complaints; what is being cleaned up must go on.
process.stderr.on('error', () => undefined);
main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    complain(error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
