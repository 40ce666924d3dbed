/** `npm run bench`: every measurement of the project, as ratios within this one run. */
import { parseArgs } from 'node:util';
import { benchRunner } from './runner';
import { benchSources } from './sources';

const SECTIONS: Readonly<Record<string, () => Promise<void>>> = {
  runner: benchRunner,
  sources: benchSources,
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const names = Object.keys(SECTIONS);
  if (values.help) {
    console.log(`usage: npm run bench [-- SECTION…]\n\nSections: ${names.join(', ')}. Without one, all of them.`);
    return;
  }
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`no section "${unknown}"; there are: ${names.join(', ')}`);
  for (const name of positionals.length > 0 ? positionals : names) {
    await SECTIONS[name]?.();
    console.log();
  }
}

main().catch((error: unknown) => {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
