import { isRunning, startTime, type ProcessRecord } from '../processes';

/** Milliseconds between two looks. */
const INTERVAL = 500;

/**
 * The npm, or whatever else runs package.json's scripts, that has started this process as the script `lab`, also if it has
 * ended since; undefined without one. The script's shell gives its number in LAB_NPM, long before this program is loaded.
 * Taken from the environment, because npm has not started what this process starts.
 */
export function npmAbove(env: NodeJS.ProcessEnv): ProcessRecord | undefined {
  const pid = Number(env['LAB_NPM']);
  delete env['LAB_NPM'];
  // With the first process everything ends.
  return Number.isInteger(pid) && pid > 1 ? { pid, started: startTime(pid) ?? 'ended' } : undefined;
}

/** Asked for at once: the later, the likelier that npm's number is another process's. */
const npm = npmAbove(process.env);

/**
 * Tells once when npm has ended although this process goes on: killed, it cannot pass on what it is told, and with it has
 * gone whoever has waited. @returns ends the watch
 */
export function watchNpm(onEnd: () => void): () => void {
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
