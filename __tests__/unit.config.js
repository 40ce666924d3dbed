const { availableParallelism } = require('node:os');
const { resolve } = require('node:path');
const all = require('../jest.config');

const rootDir = resolve(__dirname, '..');
const [unit] = all.projects.filter(({ displayName }) => displayName === 'unit');

/**
 * The unit tests alone. They wait less than the others: two workers left a sixth of two cores idle, and each worker more
 * loads all packages again.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...all,
  rootDir,
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  projects: [{ ...unit, rootDir }],
};
