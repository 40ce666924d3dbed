/** docs/examples/plain-hcl against the lab that it is for; e2e/command-line-kept.machine.test.ts deploys it by the page's commands. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLabRegion } from '../../lab/cli/settings';
import { synth } from '../synth';
import { OWN_STACK_FOLDER, ownStackCommands } from './own-stack';
import { ROOT } from './pages';

const HCL = readFileSync(join(OWN_STACK_FOLDER, 'main.tf'), 'utf8');

/** Values of an attribute that stands alone on its line, wherever it is, without quotes. */
function valuesOf(attribute: string): string[] {
  return [...HCL.matchAll(new RegExp(`^ *${attribute} += "?([^"\\n]*)"?$`, 'gm'))].map((match) => match[1] ?? '');
}

test('the provider block of the plain HCL example leads to the lab', () => {
  const { region, provider } = withLabRegion({}) as {
    region: string;
    provider: { projectId: string; authUrl: string; endpoints: Record<string, string> };
  };
  expect(valuesOf('region')).toEqual([region]);
  expect(valuesOf('project_id')).toEqual([provider.projectId]);
  expect(valuesOf('auth_url')).toEqual([provider.authUrl]);
  const endpoints = /^ +endpoints = \{\n([^}]*)\}/m.exec(HCL)?.[1] ?? '';
  const found = [...endpoints.matchAll(/^ +(\w+) = "(.*)"$/gm)].map(([, name, url]) => [name, url]);
  expect(Object.fromEntries(found)).toEqual(provider.endpoints);
});

test('the plain HCL example wants the version of the provider that the project deploys with', () => {
  const { terraformProviders } = JSON.parse(readFileSync(join(ROOT, 'cdktf.json'), 'utf8')) as {
    terraformProviders: readonly string[];
  };
  const [source, version] = [valuesOf('source')[0], valuesOf('version')[0]];
  expect(terraformProviders).toContain(`${source}@${version}`);
});

test('the plain HCL example can stand beside the stack of the lab', () => {
  const resources = JSON.stringify(synth().resource);
  const names = valuesOf('name').filter((name) => name.startsWith('my-'));
  expect(names.length).toBeGreaterThanOrEqual(8);
  expect(names.filter((name) => resources.includes(`"${name}"`))).toEqual([]);
  const [session] = Object.values(synth().resource['huaweicloud_vpc_traffic_mirror_session'] ?? {});
  const priorities = valuesOf('priority');
  expect(priorities).toEqual(['1', '100']);
  expect(priorities[1]).not.toBe(String((session as { priority: number }).priority));
});

test('the page keeps a lab, enters it, and works on a copy of the example', () => {
  const { onMachine, inShell } = ownStackCommands();
  expect(onMachine).toEqual(['npm run lab -- --keep', 'npm run lab -- shell']);
  // From .lab/NAME, where the shell begins.
  const [, from = ''] = /^cp -r (\S+) \.$/.exec(inShell[0] ?? '') ?? [];
  expect(join(ROOT, '.lab/default', from)).toBe(OWN_STACK_FOLDER);
  // What was applied is destroyed; the test in the lab does that last.
  expect(inShell.at(-1)).toBe('terraform destroy -auto-approve');
  expect(readdirSync(OWN_STACK_FOLDER)).toEqual(['main.tf']);
});
