/**
 * Runs before the loader of TypeScript, in plain JavaScript: if that is ended from outside, nothing of the lab has run yet
 * that could say so, and Node.js would print a stack. lab/cli.ts and lab/daemon.ts take it away once they are loaded.
 */
process.on('uncaughtException', (error) => {
  const [what] = String(error instanceof Error ? error.message : error).split('\n');
  console.error(`lab: the program could not be loaded: ${what}`);
  process.exit(1);
});

require('./sbin-on-path.cjs');
require('./v8-flags.cjs');
