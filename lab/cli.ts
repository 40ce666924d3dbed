/** `npm run lab`: the stack, deployed and verified on this machine. */
import { HELP, parseCommandLine, refuseOptionsOfNpm, UsageError } from './cli/arguments';
import { shell, ssh, status, stop } from './cli/commands';
import { Progress } from './cli/progress';
import { run } from './cli/run';

async function main(): Promise<number> {
  refuseOptionsOfNpm(process.env);
  const { command, lab } = parseCommandLine(process.argv.slice(2));
  const progress = new Progress();
  switch (command.name) {
    case 'help':
      progress.text(HELP);
      return 0;
    case 'run':
      return run({ lab, ...command }, progress);
    case 'ssh':
      return ssh(lab, command.server, command.command);
    case 'shell':
      return shell(lab, command.command);
    case 'status':
      return status(lab, progress);
    case 'stop':
      return stop(lab, progress);
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(`lab: ${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof UsageError) console.error('lab: npm run lab -- --help shows how it is used');
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
