/** `npm run bench`: every measurement of the project, as ratios within this one run. */
import { parseArgs } from 'node:util';
import { missingForFabric, missingTool } from '../__tests__/lab/fabric/prerequisites';
import { benchFabric } from './fabric';
import { benchLab } from './lab';
import { benchMirror } from './mirror';
import { benchRunner } from './runner';
import { benchSources } from './sources';

interface Section {
  readonly what: string;
  readonly run: () => Promise<void>;
  /** Why it cannot run on this machine. */
  readonly missing?: () => string | undefined;
}

const FABRIC_TOOLS = ['ip', 'nft', 'sshd', 'tcpdump', 'perl', 'nsenter', 'setpriv'];

const SECTIONS: Readonly<Record<string, Section>> = {
  runner: { what: "synthesis with this project's runner beside ts-node", run: benchRunner },
  sources: { what: 'synthesis by number of mirror sources', run: benchSources },
  fabric: {
    what: 'boot time and memory of a server of the lab',
    run: benchFabric,
    missing: () => missingForFabric(FABRIC_TOOLS),
  },
  mirror: {
    what: "mirrored packets per second and loss beside the kernel's own path",
    run: benchMirror,
    missing: () => missingForFabric(FABRIC_TOOLS),
  },
  lab: {
    what: 'seconds of lab start, deploy, verification and destroy',
    run: benchLab,
    missing: () => missingForFabric(FABRIC_TOOLS) ?? missingTool(['terraform']),
  },
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const names = Object.keys(SECTIONS);
  if (values.help) {
    console.log('usage: npm run bench [-- SECTION…]\n\nSections; without one, all of them:');
    for (const name of names) console.log(`  ${name.padEnd(8)} ${SECTIONS[name]?.what ?? ''}`);
    return;
  }
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`no section "${unknown}"; there are: ${names.join(', ')}`);
  for (const name of positionals.length > 0 ? positionals : names) {
    const missing = SECTIONS[name]?.missing?.();
    if (missing === undefined) await SECTIONS[name]?.run();
    else console.log(`${name}: SKIPPED: ${missing}`);
    console.log();
  }
}

main().catch((error: unknown) => {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
