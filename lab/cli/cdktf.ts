import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { readDeployLine, type DeployEvent } from './deploy-output';
import { follow } from './follow';
import { spawnInOperatorPlace } from './operator-place';
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
}

export interface CdktfResult {
  readonly status: number;
  /** Everything that it printed. */
  readonly output: string;
}

/** Runs `cdktf deploy` or `cdktf destroy` in the operator's place, as a user would, and reports what it says. */
export async function runCdktf(command: 'deploy' | 'destroy', run: CdktfRun): Promise<CdktfResult> {
  const cli = join(ROOT, 'node_modules', '.bin', 'cdktf');
  // The provider registry is not asked for checksums: it is out of reach, and the stand-in has none.
  const args = [command, 'inbound-tcp', '--auto-approve', '--skip-provider-lock'];
  const child = spawnInOperatorPlace(run.operatorPid, [cli, ...args], {
    cwd: run.workspace.folder,
    env: { ...run.environment, FORCE_COLOR: '0', CI: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const log = createWriteStream(run.workspace.logFile, { flags: 'a', mode: 0o600 });
  log.on('error', ({ message }) => {
    run.onEvent({ type: 'warning', text: `the log cannot be written: ${message}` });
  });
  const seen = new Set<string>();
  const onLine = (line: string): void => {
    log.write(`${line}\n`);
    const event = readDeployLine(line);
    // cdktf prints some lines on both of its streams.
    if (event === undefined || seen.has(JSON.stringify(event))) return;
    seen.add(JSON.stringify(event));
    run.onEvent(event);
  };
  try {
    const { status, lines } = await follow(child, { signal: run.signal, onLine });
    return { status, output: lines.join('\n') };
  } finally {
    log.end();
  }
}
