/**
 * Keeps the compiled code of cdktf and of the stack's program on Node.js 20, which has no compile cache of its own. Loaded before a program, whose modules it compiles as Node.js does, but from the code that
 * V8 has kept of them, if their text is still the same. A program that is killed keeps nothing.
 *
 * In plain JavaScript, because it runs before the loader of TypeScript.
 */
const { createHash } = require('node:crypto');
const { readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join, sep } = require('node:path');
const { cachedDataVersionTag, deserialize, serialize } = require('node:v8');
const { constants, Script } = require('node:vm');

/** Milliseconds after which a file that is not whole was left by a program that was killed. */
const LEFT_OVER = 60_000;

const sha1 = (data) => createHash('sha1').update(data).digest('hex');

/** Code by the hash of a module's name and text; null for a module whose code V8 does not take back. */
function read(file) {
  try {
    const content = readFileSync(file);
    const data = content.subarray(40);
    return sha1(data) === content.toString('latin1', 0, 40) ? deserialize(data) : new Map();
  } catch {
    return new Map();
  }
}

/** Whole or not at all: others read it meanwhile. */
function write(file, codes) {
  const part = `${file}.part`;
  try {
    const data = serialize(codes);
    writeFileSync(part, Buffer.concat([Buffer.from(sha1(data), 'latin1'), data]), { flag: 'wx', mode: 0o600 });
    renameSync(part, file);
  } catch (error) {
    // Another is at it, or was; or the disk is full. It is compiled again then.
    const isOthers = error.code === 'EEXIST';
    // Another may be done with it by now.
    const written = statSync(part, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (!isOthers || Date.now() - written > LEFT_OVER) rmSync(part, { force: true });
  }
}

/** What Node.js gives a module to load others. */
function requireOf(module) {
  const require = (id) => module.require(id);
  require.resolve = (request, options) => Module._resolveFilename(request, module, false, options);
  require.resolve.paths = (request) => Module._resolveLookupPaths(request, module);
  require.main = process.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

function keepCompiled(file) {
  const codes = read(file);
  const compiled = new Map();
  const compile = Module.prototype._compile;

  Module.prototype._compile = function (content, filename, ...rest) {
    const key = sha1(`${filename}\0${content}`);
    const code = codes.get(key);
    let script;
    if (code !== null) {
      try {
        script = new Script(Module.wrap(content), {
          filename,
          // Node.js has no such words in front of the text.
          columnOffset: -Module.wrapper[0].length,
          cachedData: code,
          importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
        });
      } catch {
        // An ECMAScript module, or a mistake, of which Node.js tells in its own words.
      }
    }
    if (script === undefined) return compile.call(this, content, filename, ...rest);
    if (code === undefined) compiled.set(key, script);
    else if (script.cachedDataRejected) compiled.set(key, null);
    const body = script.runInThisContext();
    return body.call(this.exports, this.exports, requireOf(this), this, filename, dirname(filename));
  };

  process.on('exit', () => {
    if (compiled.size === 0) return;
    for (const [key, script] of compiled) codes.set(key, script === null ? null : script.createCachedData());
    write(file, codes);
  });
}

const folder = process.env['LAB_COMPILE_CACHE'];
const [, program = ''] = process.argv;
// Not npx, for one, which somebody types in the lab's shell.
const isOurs = program.startsWith(join(__dirname, '..', sep));
if (folder && isOurs && constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER) {
  // The tag is another one with each version and each option of V8, which takes back no other's code.
  keepCompiled(join(folder, `${process.version}-${cachedDataVersionTag()}-${sha1(program)}`));
}
