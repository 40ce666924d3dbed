import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readDeployLine, type DeployEvent } from './deploy-output';
import { spawnInOperatorPlace } from './operator-place';
import { ROOT, type Workspace } from './workspace';

export interface CdktfRun {
  readonly operatorPid: number;
  readonly workspace: Workspace;
  readonly environment: NodeJS.ProcessEnv;
  readonly onEvent: (event: DeployEvent) => void;
  /** Ends the run; it is told to stop in an orderly way. */
  readonly signal: AbortSignal;
}

export interface CdktfResult {
  readonly status: number;
  /** Everything that it printed, without colours. */
  readonly output: string;
}

/** Runs `cdktf deploy` or `cdktf destroy` in the operator's place, as a user would, and reports what it says. */
export function runCdktf(command: 'deploy' | 'destroy', run: CdktfRun): Promise<CdktfResult> {
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
  const lines: string[] = [];
  const seen = new Set<string>();
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      lines.push(line);
      const event = readDeployLine(line);
      // cdktf prints some lines on both of its streams.
      if (event === undefined || seen.has(JSON.stringify(event))) return;
      seen.add(JSON.stringify(event));
      run.onEvent(event);
    });
  }
  const abort = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  };
  run.signal.addEventListener('abort', abort, { once: true });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      run.signal.removeEventListener('abort', abort);
      log.end();
      resolve({ status: code ?? 1, output: lines.join('\n') });
    });
  });
}
