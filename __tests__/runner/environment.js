const { createContext } = require('node:vm');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** Where jest-circus keeps what it knows of a file's tests, and what the file has set for them: symbols' descriptions. */
const OF_A_FILE = [
  'EVENT_HANDLERS',
  'JEST_STATE_SYMBOL',
  'TEST_TIMEOUT_SYMBOL',
  'RETRY_TIMES',
  'RETRY_TIMES_SETTER',
  'RETRY_IMMEDIATELY',
  'WAIT_BEFORE_RETRY',
  'LOG_ERRORS_BEFORE_RETRY',
];

/**
 * Jest's workers have FORCE_COLOR on a terminal, and so would all that tests start: Node.js then prints numbers in yellow.
 * Who has one of these in his own environment means Jest.
 */
const COLORS = ['FORCE_COLOR', 'NO_COLOR', 'NODE_DISABLE_COLORS', 'CLICOLOR', 'CLICOLOR_FORCE'];

/** Jest asks for a context to compile in; runtime.js compiles without. */
const nowhere = createContext();

/**
 * Runs test files in Node's own global scope, one after the other, where Jest's makes a new one for each. What a file has
 * changed of it and of the process is put back after the file.
 *
 * @implements {import('@jest/environment').JestEnvironment}
 */
module.exports = class OneScope {
  constructor({ projectConfig }) {
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimers = null;
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    for (const name of COLORS) Reflect.deleteProperty(process.env, name);
    this.before = {
      symbols: new Set(Object.getOwnPropertySymbols(globalThis)),
      console: globalThis.console,
      env: { ...process.env },
      exit: process.exit,
    };
  }

  async setup() {
    // As Node has it. Jest has set a hundred, and an error's cost is that of its frames.
    Error.stackTraceLimit = 10;
  }

  async teardown() {
    const { symbols, console, env, exit } = this.before;
    // Packages and Node's own modules are the same for the next file.
    this.moduleMocker.restoreAllMocks();
    this.fakeTimersModern.dispose();
    for (const key of Object.getOwnPropertySymbols(globalThis)) {
      if (!symbols.has(key) && OF_A_FILE.includes(key.description)) Reflect.deleteProperty(globalThis, key);
    }
    globalThis.console = console;
    process.exit = exit;
    for (const name of Object.keys(process.env)) if (!(name in env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, env);
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return nowhere;
  }
};
