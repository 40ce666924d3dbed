import { readlinkSync, realpathSync } from 'node:fs';
import { isRunning, livingProcesses, type ProcessRecord } from '../processes';

/** Between this process and npm there is a shell, which may have started another. */
const GENERATIONS = 3;

/** Milliseconds between two looks. */
const INTERVAL = 500;

/**
 * The npm that has started this process as its script `lab`; undefined without one. It is known by its program, of which
 * it tells its scripts: its name it changes.
 */
export function npmAbove(env: NodeJS.ProcessEnv = process.env): ProcessRecord | undefined {
  const program = env['npm_node_execpath'];
  if (env['npm_lifecycle_event'] !== 'lab' || program === undefined) return undefined;
  const processes = new Map(livingProcesses().map((each) => [each.pid, each]));
  let ancestor = processes.get(process.ppid);
  for (let generation = 0; generation < GENERATIONS && ancestor !== undefined; generation += 1) {
    if (runs(ancestor.pid, program)) return ancestor;
    ancestor = processes.get(ancestor.parent);
  }
  return undefined;
}

/**
 * Tells once when npm has ended although this process goes on: killed, it cannot pass on what it is told, and with it has
 * gone whoever has waited. @returns ends the watch
 */
export function watchNpm(onEnd: () => void, npm = npmAbove()): () => void {
  if (npm === undefined) return () => undefined;
  const timer = setInterval(() => {
    if (isRunning(npm)) return;
    clearInterval(timer);
    onEnd();
  }, INTERVAL).unref();
  return () => {
    clearInterval(timer);
  };
}

function runs(pid: number, program: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/exe`) === realpathSync(program);
  } catch {
    // It is another user's, or has just ended.
    return false;
  }
}
