const { availableParallelism } = require('node:os');
const { resolve } = require('node:path');
const all = require('../jest.config');

const rootDir = resolve(__dirname, '..');
const [unit] = all.projects.filter(({ displayName }) => displayName === 'unit');

if (unit === undefined) throw new Error('jest.config.js has no project called "unit"');

/**
 * The unit tests alone. They wait less than those of the machine, for which jest.config.js has more workers, and each
 * worker loads all packages. (Jest takes no more than 100 % on its command line.)
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...all,
  rootDir,
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  projects: [{ ...unit, rootDir }],
};
