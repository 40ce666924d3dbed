/**
 * `npm run synth`: `cdktf synth`, which asks nothing of the Internet. What follows `--` is for cdktf.
 * A program and not an environment in front of the command, because the shell of npm on Windows knows none.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runProgram } from '../lib/stack/run-program';
import { parseJson } from '../lib/settings/json-text';

const PROJECT_FILE = 'cdktf.json';

runProgram(() => {
  // cdktf would end in a stack trace that names neither the file nor the place.
  if (existsSync(PROJECT_FILE)) parseJson(PROJECT_FILE, readFileSync(PROJECT_FILE, 'utf8'));
  const sentence = obstacle();
  if (sentence !== undefined) {
    console.error(`synth: ${sentence}`);
    process.exitCode = 1;
    return;
  }
  // Not node_modules/.bin/cdktf: on Windows that is a script which cannot be started without a shell.
  const cli = join(dirname(require.resolve('cdktf-cli/package.json')), 'bundle', 'bin', 'cdktf');
  const run = spawnSync(process.execPath, [cli, 'synth', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: {
      ...process.env,
      // On a terminal cdktf asks npm for its own newest version, and waits 70 s for the answer where there is none.
      CHECKPOINT_DISABLE: '1',
      DISABLE_VERSION_CHECK: '1',
      // Of Terraform it only asks the version, and shows the warning of a missing configuration as an error.
      TF_CLI_CONFIG_FILE: join(__dirname, 'terraform.rc'),
    },
  });
  if (run.error !== undefined) console.error(`synth: cdktf cannot be started: ${run.error.message}`);
  process.exitCode = run.status ?? 1;
});

/** Why cdktf cannot write its output, where cdktf itself would say nothing that helps; undefined when it can. */
function obstacle(): string | undefined {
  try {
    accessSync('.', constants.W_OK);
    return undefined;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return `cdktf.out is written into the project's folder, which cannot be written to (${code}): copy the project to one that can`;
  }
}
