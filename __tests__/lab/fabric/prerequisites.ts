import { spawnSync } from 'node:child_process';

/** Why the data plane cannot be tested on this machine; undefined when it can. */
export function missingForFabric(tools: readonly string[]): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root: network namespaces and packet sockets';
  return missingTool(tools);
}

/** The first tool that is not installed, as a reason; undefined when all are. */
export function missingTool(tools: readonly string[]): string | undefined {
  const missing = tools.find((tool) => spawnSync(tool, ['--version']).error !== undefined);
  return missing === undefined ? undefined : `${missing} is not installed`;
}

/**
 * `describe` where the machine allows; elsewhere a visible skip that names the reason, which is a failure on CI.
 */
export function describeUnless(missing: string | undefined, name: string, body: () => void): void {
  if (missing === undefined) {
    describe(name, body);
  } else if (process.env['CI'] !== undefined) {
    test(`${name}: cannot run on CI`, () => {
      throw new Error(missing);
    });
  } else {
    describe.skip(`${name} (skipped: ${missing})`, body);
  }
}
