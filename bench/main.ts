/** `npm run bench`: every measurement of the project, as ratios within this one run. */
import { parseArgs } from 'node:util';
import '../lab/sbin-on-path.cjs';
import { checkTerraform } from '../lab/cli/terraform-version';
import { checkPrerequisites } from '../lab/fabric/prerequisites';
import { benchFabric } from './fabric';
import { benchLab } from './lab';
import { benchMirror } from './mirror';
import { benchReview } from './review';
import { benchRunner } from './runner';
import { benchServers } from './servers';
import { benchSources } from './sources';
import { useFolderOfItsOwn } from './temporary-folder';

interface Section {
  readonly what: string;
  readonly run: () => Promise<void>;
  /** Why it cannot run on this machine: a sentence each. */
  readonly lacking?: () => Promise<readonly string[]>;
}

const SECTIONS: Readonly<Record<string, Section>> = {
  runner: { what: "synthesis with this project's runner beside ts-node", run: benchRunner },
  sources: { what: 'synthesis by number of mirror sources', run: benchSources },
  servers: {
    what: 'synthesis and plan of existing-servers by number of sources',
    run: benchServers,
    lacking: lackingTerraform,
  },
  review: { what: 'the page of a review, by number of mirror sources', run: benchReview },
  fabric: {
    what: 'boot time and memory of a server of the lab',
    run: benchFabric,
    lacking: checkPrerequisites,
  },
  mirror: {
    what: "mirrored packets per second and loss beside the kernel's own path",
    run: benchMirror,
    lacking: checkPrerequisites,
  },
  lab: {
    what: 'seconds of lab start, deploy, verification and destroy',
    run: benchLab,
    lacking: async () => [...(await lackingTerraform()), ...(await checkPrerequisites())],
  },
};

async function lackingTerraform(): Promise<readonly string[]> {
  const terraform = await checkTerraform(new AbortController().signal);
  return terraform === undefined ? [] : [terraform];
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  // Who reads the beginning only, as head does, wants no more.
  process.stdout.on('error', () => process.exit());
  const names = Object.keys(SECTIONS);
  if (values.help) {
    console.log('usage: npm run bench [-- SECTION…]\n\nSections; without one, all of them:');
    for (const name of names) {
      console.log(`  ${name.padEnd(8)} ${SECTIONS[name]?.what ?? ''}`);
      const lacking = await lackingFor(name);
      if (lacking.length > 0) console.log(`           cannot run here: ${lacking.join('; ')}`);
    }
    return;
  }
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`no section "${unknown}"; there are: ${names.join(', ')}`);
  useFolderOfItsOwn();
  for (const name of positionals.length > 0 ? positionals : names) {
    const lacking = await lackingFor(name);
    if (lacking.length === 0) await SECTIONS[name]?.run();
    else console.log(`${name}: SKIPPED: ${lacking.join('; ')}`);
    console.log();
  }
}

async function lackingFor(name: string): Promise<readonly string[]> {
  return (await SECTIONS[name]?.lacking?.()) ?? [];
}

main().catch((error: unknown) => {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
