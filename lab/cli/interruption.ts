import { watchNpm } from './npm-process';
import { type Progress } from './progress';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * What ends a run before its time: Ctrl-C and the like, a reader of its output or an npm that has gone, or a failure on the
 * way.
 */
export class Interruption {
  private readonly controller = new AbortController();
  private readonly unwatchNpm: () => void;

  constructor(private readonly progress: Progress) {
    for (const signal of SIGNALS) process.on(signal, this.interrupt);
    progress.unread.addEventListener('abort', this.interrupt);
    this.unwatchNpm = watchNpm(this.interrupt);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Ends the run for another reason than the user's wish. */
  fail(reason: Error): void {
    this.controller.abort(reason);
  }

  /** Leaves the signals to Node.js again. */
  dispose(): void {
    for (const signal of SIGNALS) process.off(signal, this.interrupt);
    this.unwatchNpm();
    this.progress.unread.removeEventListener('abort', this.interrupt);
  }

  private readonly interrupt = (): void => {
    if (this.signal.aborted) return;
    this.progress.step('interrupted: taking everything down');
    this.controller.abort();
  };
}
