const { availableParallelism } = require('node:os');

const common = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleFileExtensions: ['ts', 'js', 'json'],
};

/** The folders below __tests__ that have a project of their own. */
const OWN = ['lab', 'integration', 'e2e'];

/**
 * `unit` needs nothing but Node and a shell; `integration` runs the real CLIs and takes longer; `lab` makes
 * network namespaces and needs root on Linux; `e2e` deploys to a lab with real Terraform, which takes minutes.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  // The tests of the lab wait as long as they compute: twice as many at a time as there are cores.
  maxWorkers: availableParallelism() * 2,
  testSequencer: '<rootDir>/__tests__/longest-first.js',
  projects: [
    {
      ...common,
      displayName: 'unit',
      setupFiles: ['<rootDir>/__tests__/without-token-traces.ts'],
      testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...OWN.map((folder) => `<rootDir>/__tests__/${folder}/`)],
    },
    ...OWN.map((folder) => ({
      ...common,
      displayName: folder,
      ...(folder !== 'integration' && { globalSetup: '<rootDir>/__tests__/lab/fabric/try-machine.ts' }),
      testMatch: [`<rootDir>/__tests__/${folder}/**/*.test.ts`],
    })),
  ],
};
