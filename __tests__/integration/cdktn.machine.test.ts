import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describeUnless, missingTool } from '../needs';
import { ROOT, run, type CliRun } from './project';

jest.setTimeout(300_000);

/** CDK Terrain, the community's continuation of CDKTF, under CDKTF's name: no line of code changes. */
const ALIAS = 'npm:cdktn@0.24.0';
const PACKAGES = ['@cdktf/provider-null', 'zod', 'ipaddr.js', 'fastest-levenshtein'];

/** Synthesizes the variants of the stack and prints them as one object. */
const PROGRAM = `
import { Testing } from 'cdktf';
import { parseSettings } from './lib/settings/settings';
import { InboundTcpStack } from './lib/scenarios/inbound-tcp';
const variants = [
  {},
  { securityGroups: { mode: 'split' } },
  { publicAccess: false },
  { stateBackend: { type: 'cloud', organization: 'o' } },
];
console.log(JSON.stringify(variants.map((settings) => {
  const stack = new InboundTcpStack(Testing.app({ outdir: 'cdktf.out' }), parseSettings(settings));
  stack.prepareStack();
  return JSON.parse(Testing.synth(stack, true));
})));
`;

/** See jest.config.js. */
const { EXTRA_CA_CERTS_OF_NPM } = process.env;

function npm(args: readonly string[], folder: string): CliRun {
  return run('npm', args, folder, { ...(EXTRA_CA_CERTS_OF_NPM && { NODE_EXTRA_CA_CERTS: EXTRA_CA_CERTS_OF_NPM }) });
}

function offline(): string | undefined {
  const { status } = npm(['view', ALIAS.replace('npm:', ''), 'version'], ROOT);
  return status === 0 ? undefined : 'the npm registry is not reached';
}

// Both kits ask Terraform for its version, for a stack with a cloud backend.
describeUnless(missingTool(['terraform']) ?? offline(), 'the same code under CDK Terrain', () => {
  test('synthesizes equal JSON', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cdktn-'));
    try {
      for (const part of ['lib', '.gen', 'tsconfig.json'])
        cpSync(join(ROOT, part), join(folder, part), { recursive: true });
      writeFileSync(join(folder, 'program.ts'), PROGRAM);
      const dependencies = { cdktf: ALIAS, constructs: '10.6.0' };
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
      expect(npm(['install', '--no-audit', '--no-fund', '--no-package-lock'], folder)).toMatchObject({
        status: 0,
      });
      for (const name of PACKAGES) {
        const link = join(folder, 'node_modules', name);
        mkdirSync(dirname(link), { recursive: true });
        // A copy, so that what it requires as "cdktf" is found in this folder.
        cpSync(join(ROOT, 'node_modules', name), link, { recursive: true });
      }
      symlinkSync(join(ROOT, 'node_modules', 'tsx'), join(folder, 'node_modules', 'tsx'));

      const terrain = run('node', ['--require', 'tsx/cjs', 'program.ts'], folder);
      expect(terrain).toMatchObject({ status: 0 });
      const version = run('node', ['-p', 'require("cdktf/package.json").name'], folder);
      expect(version.output.trim()).toBe('cdktn');

      // In the same folder, for which tsx has compiled the code.
      rmSync(join(folder, 'node_modules'), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
      const cdktf = run('node', ['--require', 'tsx/cjs', 'program.ts'], folder);

      expect(JSON.parse(terrain.output)).toEqual(JSON.parse(cdktf.output));
      expect(JSON.parse(terrain.output)).toHaveLength(4);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
