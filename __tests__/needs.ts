import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The variable in which a run's setup says what this machine lacks for the fabric; empty when it lacks nothing. */
export const LACKING = 'LAB_TESTS_LACK';

/** Why the data plane cannot be tested on this machine, as the lab itself would say it; undefined when it can. */
export function missingForFabric(moreTools: readonly string[] = []): string | undefined {
  const lacking = process.env[LACKING];
  if (lacking === undefined) throw new Error(`${LACKING} is not set: this project of jest.config.js needs globalSetup`);
  return lacking === '' ? missingTool(moreTools) : lacking;
}

/** The first tool that is not on PATH, as a reason; undefined when all are. */
export function missingTool(tools: readonly string[]): string | undefined {
  const missing = tools.find((tool) => findCommand(tool) === undefined);
  return missing === undefined ? undefined : `${missing} is not installed`;
}

/** The file of a command on PATH, on which jest.config.js has put sbin. */
export function findCommand(command: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(':');
  return folders.map((folder) => join(folder, command)).find((file) => existsSync(file));
}

/** Why what reads /proc cannot be tested here; undefined where it can. */
export const elsewhere = process.platform === 'linux' ? undefined : 'this is not Linux';

/**
 * `describe` where the machine allows; elsewhere a visible skip that names the reason, which is a failure on CI.
 */
export function describeUnless(missing: string | undefined, name: string, body: () => void): void {
  if (missing === undefined) describe(name, body);
  else if (process.env['CI'] !== undefined) failOnCi(missing, name);
  else describe.skip(`${name} (skipped: ${missing})`, body);
}

/** The same for what needs Linux and these commands. */
export function describeWith(commands: readonly string[], name: string, body: () => void): void {
  describeUnless(elsewhere ?? missingTool(commands), name, body);
}

/** The same for one test. */
export function testUnless(missing: string | undefined, name: string, body: () => Promise<void>): void {
  if (missing === undefined) test(name, body);
  else if (process.env['CI'] !== undefined) failOnCi(missing, name);
  else test.skip(`${name} (skipped: ${missing})`, body);
}

function failOnCi(missing: string, name: string): void {
  test(`${name}: cannot run on CI`, () => {
    throw new Error(missing);
  });
}
