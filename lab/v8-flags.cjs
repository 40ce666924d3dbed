/**
 * What V8 is told in the lab's programs, cdktf and the stack's program before they are loaded: not to optimize, in other
 * threads, what they run a few times. In cdktf alone that was a third of the processor time: its layout engine is asm.js, and
 * its readers of HCL are WebAssembly.
 */
const { join, sep } = require('node:path');
const { setFlagsFromString } = require('node:v8');

const FLAGS = [
  // Plain JavaScript then, of which only what is called is compiled.
  '--no-validate-asm',
  // How much WebAssembly runs before it is optimized: by default 13 million, and 2 on Node.js 20.
  '--wasm-tiering-budget=100000000',
  // The same for JavaScript. Later versions wait for thousands of calls, and have no such flag.
  ...(process.versions.node.startsWith('20.') ? ['--interrupt-budget=1000000'] : []),
];

const [, program = ''] = process.argv;
// Not npx, for one, which somebody types in the lab's shell.
if (program.startsWith(join(__dirname, '..', sep))) for (const flag of FLAGS) setFlagsFromString(flag);
