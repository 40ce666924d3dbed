import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { dirname, join } from 'node:path';
import { ENDS_WITH_ITS_PARENT } from '../fabric/lab-namespaces';
import { startTime } from '../processes';
import { ASKS_NOBODY, terraformConfiguration } from './caller';
import { quickStart } from './quick-start';
import { ROOT, type LabRecord } from './workspace';

export interface OperatorCommand {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly stdio?: StdioOptions;
  /** A process group of its own, so that Ctrl-C reaches only the command line. */
  readonly detached?: boolean;
}

/** Starts a program in the operator's place of a running lab, from another process than the one that holds it. */
export function spawnInOperatorPlace(
  operatorPid: number,
  argv: readonly string[],
  { cwd, env, stdio = 'inherit', detached = false }: OperatorCommand,
): ChildProcess {
  requirePlace(operatorPid);
  const enter = [`--target=${operatorPid}`, '--mount', '--pid', '--net', '--ipc', '--', ...ENDS_WITH_ITS_PARENT];
  // By its name: the directory that nsenter inherits belongs to another mount namespace.
  const inDirectory = ['sh', '-c', 'cd "$1" && shift && exec "$@"', 'lab', cwd];
  return spawn('nsenter', [...enter, ...inDirectory, ...argv], { env: { ...process.env, ...env }, stdio, detached });
}

/** @throws Error when the place is not there any more, before a command of the system says so in its own words */
export function requirePlace(operatorPid: number): void {
  if (startTime(operatorPid) !== undefined) return;
  throw new Error("the operator's place, where commands run, has ended by itself, and the lab with it");
}

/** The environment in which cdktf and Terraform work against the lab. */
export function operatorEnvironment(record: LabRecord, operatorAddress: string): NodeJS.ProcessEnv {
  requirePlace(record.operatorPid);
  return {
    HW_ACCESS_KEY: 'lab',
    HW_SECRET_KEY: 'lab',
    TF_VAR_trusted_cidr: `${operatorAddress}/32`,
    TF_VAR_ssh_public_key: record.publicKey,
    // The lab's key is with its agent; the user's own would open nothing here.
    SSH_AUTH_SOCK: record.agentSocket,
    SSH_AGENT_PID: undefined,
    TF_VAR_ssh_private_key: undefined,
    ...ASKS_NOBODY,
    // The registry, which would be asked for checksums, is out of reach. cdktf reads its options from such variables, too.
    CDKTF_SKIP_PROVIDER_LOCK: 'true',
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
    // What Terraform leaves when it is killed while it sends a script to a server is gone with the lab.
    TMPDIR: dirname(record.agentSocket),
    ...(record.reattach === undefined
      ? terraformConfiguration()
      : { TF_REATTACH_PROVIDERS: record.reattach, TF_CLI_CONFIG_FILE: join(ROOT, 'tools', 'terraform.rc') }),
    ...quickStart(),
    // With sbin: see sbin-on-path.cjs.
    PATH: `${join(ROOT, 'node_modules', '.bin')}:${process.env['PATH'] ?? '/usr/bin:/bin'}`,
  };
}
