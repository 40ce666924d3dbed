const { availableParallelism } = require('node:os');
const setV8Flags = require('./__tests__/runner/v8-flags');
require('./lab/sbin-on-path.cjs');

setV8Flags();

const common = {
  // Loading packages took more than half of the time of quick tests, and a second or two of each of the others.
  runtime: '<rootDir>/__tests__/runner/runtime.js',
  testEnvironment: '<rootDir>/__tests__/runner/environment.js',
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleFileExtensions: ['ts', 'js', 'json'],
};

// Certificates of authorities that only this machine trusts: Node.js 20 reads them each time that it starts, and tests start
// it some hundred times. Those that ask the registry of npm give them back to it.
const { NODE_EXTRA_CA_CERTS } = process.env;
delete process.env['NODE_EXTRA_CA_CERTS'];
if (NODE_EXTRA_CA_CERTS !== undefined) process.env['EXTRA_CA_CERTS_OF_NPM'] = NODE_EXTRA_CA_CERTS;

// Terraform, which the tests start some hundred times, collects its garbage less often: a sixth of its time.
process.env['GOGC'] ??= '400';

/** The folders below __tests__ whose tests that need the machine are a level. */
const LEVELS = ['lab', 'integration', 'e2e', 'review'];

/**
 * By what tests need: `unit` any laptop with Node and a shell, and an ordinary user who may only read the checkout. What
 * needs more (root, Linux's namespaces, Terraform, the registry of npm) is in files called `*.machine.test.ts`:
 * `integration` runs the real CLIs and takes longer; `lab` makes network namespaces and needs root on Linux; `e2e`
 * deploys to a lab with real Terraform, which takes minutes; `review` opens pages in Chromium and captures in tshark.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  // The tests of the lab wait as long as they compute: of two cores, a quarter was idle with four at a time.
  maxWorkers: Math.ceil(availableParallelism() * 2.5),
  // Nearly all take a second at most on an idle machine; the limit is for one that is not.
  testTimeout: 30_000,
  testSequencer: '<rootDir>/__tests__/longest-first.js',
  projects: [
    {
      ...common,
      displayName: 'unit',
      setupFiles: ['<rootDir>/__tests__/cdktf-alone.ts'],
      testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.machine\\.test\\.ts$'],
    },
    ...LEVELS.map((level) => ({
      ...common,
      displayName: level,
      ...(['lab', 'e2e'].includes(level) && { globalSetup: '<rootDir>/__tests__/lab/fabric/try-machine.ts' }),
      testMatch: [`<rootDir>/__tests__/${level}/**/*.machine.test.ts`],
    })),
  ],
};
