const { setFlagsFromString } = require('node:v8');

/**
 * What V8 is told in the processes that run tests. Nearly all code of a test runs a few times:
 * - Node 20's V8 optimizes after as little as that, in threads of its own that took a fifth of the unit tests' time.
 *   Later ones wait for hundreds of calls, and have no such flag.
 * - Packages ask for functions to be compiled that no test calls.
 * - What a test makes is soon garbage: the less often it is looked through, the less of it is copied.
 */
const FLAGS = [
  ...(process.versions.node.startsWith('20.') ? ['--interrupt-budget=1000000'] : []),
  '--max-lazy',
  '--min-semi-space-size=16',
];

/** For this process, and for Jest's workers, which are started with the same options. */
module.exports = function setV8Flags() {
  const flags = FLAGS.filter((flag) => !process.execArgv.includes(flag));
  for (const flag of flags) setFlagsFromString(flag);
  process.execArgv.push(...flags);
};
