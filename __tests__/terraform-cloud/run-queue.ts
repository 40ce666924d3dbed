import { type Workspace } from './organization';
import { type Run } from './run';
import { type Worker } from './worker';

/**
 * Who may run. API reference, "Runs": a workspace has one run at a time, which locks it until it is final; the others
 * are pending, as all are while somebody has locked the workspace by hand. Runs that only plan neither lock nor wait.
 */
export class RunQueue {
  readonly runs: Run[] = [];
  private readonly playing = new Set<Promise<void>>();

  constructor(private readonly worker: Worker) {}

  /** The run that has the workspace locked. */
  holder(workspace: Workspace): Run | undefined {
    return this.waiting(workspace).find(({ status }) => status !== 'pending');
  }

  /** The holder, else the next one, else the last one. */
  current(workspace: Workspace): Run | undefined {
    const last = this.runs.findLast(({ props }) => props.workspace === workspace && !props.planOnly);
    return this.holder(workspace) ?? this.waiting(workspace)[0] ?? last;
  }

  add(run: Run): void {
    this.runs.push(run);
    if (run.props.planOnly) this.play(run);
    else this.startNext(run.props.workspace);
  }

  /** A pending run is gone at once; a planned one was not confirmed; of one that runs, Terraform is told to stop. */
  cancel(run: Run): void {
    if (run.status === 'pending') run.status = 'canceled';
    else if (run.status === 'planned') run.discard();
    else this.worker.interrupt(run);
  }

  unlock(workspace: Workspace): void {
    workspace.lockedBy = undefined;
    this.startNext(workspace);
  }

  /** Resolves when nothing runs any more. */
  async close(): Promise<void> {
    for (const run of this.runs.filter(({ isFinal }) => !isFinal)) this.cancel(run);
    await Promise.all(this.playing);
  }

  private waiting(workspace: Workspace): readonly Run[] {
    return this.runs.filter(({ props, isFinal }) => props.workspace === workspace && !props.planOnly && !isFinal);
  }

  private startNext(workspace: Workspace): void {
    const [next] = this.waiting(workspace);
    if (next?.status === 'pending' && workspace.lockedBy === undefined) this.play(next);
  }

  private play(run: Run): void {
    const played = this.worker
      .play(run)
      .catch((error: unknown) => {
        // What goes wrong in the worker itself is in the log, as in the service.
        run.status = 'errored';
        for (const phase of [run.plan, run.apply]) {
          if (phase.status === 'finished') continue;
          phase.status = 'errored';
          phase.log.add(`worker: ${String(error)}\n`);
          phase.log.end();
        }
      })
      .finally(() => {
        this.playing.delete(played);
        this.startNext(run.props.workspace);
      });
    this.playing.add(played);
  }
}
