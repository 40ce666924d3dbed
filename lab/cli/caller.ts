import { resolve } from 'node:path';

/**
 * For cdktf and Terraform: nobody is asked for newer versions, which takes 70 seconds on a terminal without Internet, and
 * a variable that is missing is an error at once, where Terraform would wait for an answer that cannot be given.
 */
export const ASKS_NOBODY = { CHECKPOINT_DISABLE: '1', DISABLE_VERSION_CHECK: '1', TF_INPUT: '0' } as const;

/** A path as the user gave it: npm changes to the project's folder before it runs a script. */
export function callersPath(path: string, env: NodeJS.ProcessEnv = process.env): string {
  const start = env['npm_lifecycle_event'] === 'lab' ? env['INIT_CWD'] : undefined;
  return resolve(start ?? process.cwd(), path);
}

/** The user's configuration of Terraform, to be found from any folder. */
export function terraformConfiguration(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const file = env['TF_CLI_CONFIG_FILE'];
  return file === undefined || file === '' ? {} : { TF_CLI_CONFIG_FILE: callersPath(file, env) };
}

/**
 * An environment for what outlives the run: no credential, under neither of the names that the provider reads, and no
 * Terraform variable, which may be a key.
 */
export function withoutSecrets(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(TF_VAR|TF_TOKEN|HW|OS)_/.test(name)));
}
