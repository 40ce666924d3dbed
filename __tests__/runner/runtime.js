const asyncHooks = require('node:async_hooks');
const { sep } = require('node:path');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

const PACKAGES = `${sep}node_modules${sep}`;

/** What keeps the state of a test file in its module. */
const OF_A_FILE = /[\\/]node_modules[\\/](jest-circus|source-map-support)[\\/]/;

/**
 * The one of jest-circus, which makes another for each test file. Node 20 never forgets one, and goes through them all at
 * each promise.
 */
const storage = new asyncHooks.AsyncLocalStorage();
const hooksOfCircus = {
  ...asyncHooks,
  AsyncLocalStorage: function AsyncLocalStorage() {
    return storage;
  },
};

/** Functions of files' bodies, by their names. */
const bodies = new Map();

/**
 * Loads packages once, as Node does, where Jest loads them anew for each test file, which takes longer than nearly all of
 * the tests. The project's own files are evaluated anew for each test file, and compiled once.
 */
class PackagesOnce extends Runtime {
  constructor(...args) {
    super(...args);
    const { injectedModuleParameters } = this.executor;
    // In Node's own scope, as environment.js says.
    this.executor.compile = (source, filename) => {
      const known = bodies.get(filename);
      if (known?.source === source) return known.body;
      const body = compileFunction(source, injectedModuleParameters, { filename });
      bodies.set(filename, { source, body });
      return body;
    };
  }

  requireModule(from, name, options, isActual) {
    if (name === 'node:async_hooks' && OF_A_FILE.test(from)) return hooksOfCircus;
    if (name !== undefined && !this._resolution.isCoreModule(name)) {
      const path = this._resolution.resolveCjs(from, name);
      if (path.includes(PACKAGES) && !OF_A_FILE.test(path)) return require(path);
    }
    return super.requireModule(from, name, options, isActual);
  }
}

module.exports = { __esModule: true, default: PackagesOnce };
