import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { ESCAPES, readDeployLine, type DeployEvent } from './deploy-output';
import { EvidenceLines } from './evidence-lines';
import { follow } from './follow';
import { spawnInOperatorPlace } from './operator-place';
import { terraformProgram } from './terraform-version';
import { ROOT, type Workspace } from './workspace';

export interface CdktfRun {
  readonly operatorPid: number;
  readonly workspace: Workspace;
  readonly environment: NodeJS.ProcessEnv;
  readonly onEvent: (event: DeployEvent) => void;
  /**
   * Ends the run by killing it: the region and the state go with the lab, so there is nothing for which an orderly end
   * would be worth its time.
   */
  readonly signal: AbortSignal;
  /** Whether the JSON that a deploy made stands there, so that a destroy need not make it again. */
  readonly isSynthesized: boolean;
}

export interface CdktfResult {
  readonly status: number;
  /** Everything that it printed; with what Terraform's plan says, if that alone tells why it failed. */
  readonly output: string;
}

type Command = 'deploy' | 'destroy';

/** Runs `cdktf deploy` or `cdktf destroy` in the operator's place, as a user would, and reports what it says. */
export async function runCdktf(command: Command, run: CdktfRun): Promise<CdktfResult> {
  const onLine = eventsOf(run.onEvent);
  const cli = join(ROOT, 'node_modules', '.bin', 'cdktf');
  const argv = [cli, command, run.workspace.stack, '--auto-approve', ...(run.isSynthesized ? ['--skip-synth'] : [])];
  const result = await runInPlace(argv, run.workspace.folder, run, onLine);
  if (result.status === 0 || run.signal.aborted) return result;
  const said = whatIsSaid(result.output);
  if (said === 'all') return result;
  const plan = await runPlan(command, run);
  if (plan.status === 0) return result;
  return { ...result, output: said === 'some' ? plan.output : `${result.output}\n${plan.output}` };
}

/** What of a run's lines its user is told. */
export function eventsOf(onEvent: (event: DeployEvent) => void): (line: string) => void {
  const seen = new Set<string>();
  const evidence = new EvidenceLines();
  return (line) => {
    const read = readDeployLine(line);
    const event = read && evidence.fold(read);
    if (event === undefined) return;
    // cdktf prints some lines on both of its streams. A script says the same of two targets, and means both.
    const text = JSON.stringify(event);
    if (event.type !== 'script' && seen.has(text)) return;
    seen.add(text);
    onEvent(event);
  };
}

/**
 * How much cdktf has told of why it failed. At plan time the words of Terraform are its last, so that some of them are
 * missing, or all; once Terraform has begun to change something, its errors are taken for whole.
 */
export function whatIsSaid(output: string): 'all' | 'some' | 'nothing' {
  const text = output.replace(ESCAPES, '');
  if (!/^(?:[\w-]*\s{2,})?(?:│ ?)?Error: /m.test(text)) return 'nothing';
  return /: (?:Creating|Modifying|Destroying)\.\.\./.test(text) ? 'all' : 'some';
}

/**
 * What fails at plan time: cdktf reads Terraform's last words from a terminal of its own, and when Terraform ends on
 * them it has lost most of them, so that all that is told is `Invoking Terraform CLI failed with exit code 1`.
 */
async function runPlan(command: Command, run: CdktfRun): Promise<CdktfResult> {
  const { stackFolder } = run.workspace;
  // Before there is a plugin folder, the plan would only say that it needs one.
  if (!existsSync(join(stackFolder, '.terraform'))) return { status: 0, output: '' };
  const options = ['-input=false', '-no-color', '-lock=false', ...(command === 'destroy' ? ['-destroy'] : [])];
  return runInPlace([terraformProgram(), 'plan', ...options], stackFolder, run);
}

/** Runs a program in the operator's place, and writes what it prints to the log of the run as well. */
export async function runInPlace(
  argv: readonly string[],
  cwd: string,
  { operatorPid, workspace, environment, onEvent, signal }: CdktfRun,
  onLine: (line: string) => void = () => undefined,
): Promise<CdktfResult> {
  const child = spawnInOperatorPlace(operatorPid, argv, {
    cwd,
    env: { ...environment, FORCE_COLOR: '0', CI: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const log = createWriteStream(workspace.logFile, { flags: 'a', mode: 0o600 });
  log.on('error', ({ message }) => {
    onEvent({ type: 'warning', text: `the log cannot be written: ${message}` });
  });
  try {
    const { status, lines } = await follow(child, {
      signal,
      onLine: (line) => {
        log.write(`${line}\n`);
        onLine(line);
      },
    });
    return { status, output: lines.join('\n') };
  } finally {
    log.end();
  }
}
