/**
 * Records what a tcpdump prints of each capture, as VERSION/NAME.txt beside this file.
 *
 * usage: node --import tsx record.ts [TCPDUMP...]
 *   TCPDUMP  the command, such as `tcpdump`, or one that runs another version by its own loader
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printed, versionOf } from './printed';
import { captureFile, captureNames } from './mirrored';

const [program = 'tcpdump', ...before] = process.argv.slice(2);
const tcpdump = [program, ...before] as const;
const version = versionOf(tcpdump);
const folder = join(__dirname, version);
mkdirSync(folder, { recursive: true });
for (const name of captureNames) writeFileSync(join(folder, `${name}.txt`), printed(tcpdump, captureFile(name)));
console.log(`${captureNames.length} captures as tcpdump ${version} prints them: ${folder}`);
