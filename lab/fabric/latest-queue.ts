/**
 * Runs one task at a time. Of those that wait only the latest is run; whoever waited for an earlier one gets the
 * latest one's outcome, which is the one that counts.
 */
export class LatestQueue {
  private running: Promise<void> | undefined;
  private waiting: { task: () => Promise<void>; readonly outcome: Promise<void> } | undefined;

  add(task: () => Promise<void>): Promise<void> {
    if (this.running === undefined) return this.start(task);
    if (this.waiting !== undefined) {
      this.waiting.task = task;
      return this.waiting.outcome;
    }
    const next = (): Promise<void> => {
      const latest = this.waiting?.task ?? task;
      this.waiting = undefined;
      return this.start(latest);
    };
    const waiting = { task, outcome: this.running.then(next, next) };
    this.waiting = waiting;
    return waiting.outcome;
  }

  /** Resolves when nothing runs or waits. */
  async idle(): Promise<void> {
    while (this.running !== undefined) await this.running.catch(() => undefined);
  }

  private start(task: () => Promise<void>): Promise<void> {
    const run = task().finally(() => {
      if (this.running === run) this.running = undefined;
    });
    this.running = run;
    return run;
  }
}
