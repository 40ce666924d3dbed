import { ReviewError } from '../review-error';

/** Runs a command with the arguments of this process. Of a user's own mistake one sentence is told, and the exit code is 1. */
export function runCommand(name: string, command: (argv: readonly string[]) => Promise<number>): void {
  command(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(error instanceof ReviewError ? `${name}: ${error.message}` : error);
      process.exitCode = 1;
    },
  );
}
