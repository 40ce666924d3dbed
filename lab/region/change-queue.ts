import { isDeepStrictEqual } from 'node:util';
import { type Fabric, type Topology } from '../topology/topology';
import { closing, dataPlaneFailed } from './errors';
import { type Store } from './store/store';
import { topologyOf } from './topology-of';

/** Work that a client does not wait for but polls: booting, stopping, deleting a server. */
export interface BackgroundChange {
  /** Changes the store. What it throws fails this change alone. */
  change(): void;
  /** The data plane has followed. */
  done(): void;
  /** The store is as it was before `change`; `reason` is a sentence. */
  failed(reason: string): void;
}

interface Foreground {
  readonly kind: 'foreground';
  run(): Promise<void>;
  drop(): void;
}
interface Background {
  readonly kind: 'background';
  readonly change: BackgroundChange;
}

/**
 * Brings every change of the store to the data plane, one after the other: a change either is in both or in none, and is
 * not seen before it is in both. What waits in the background goes together, so that several servers boot at once; if
 * that fails they go again one by one, to find out whose fault it was.
 */
export class ChangeQueue {
  private readonly waiting: (Foreground | Background)[] = [];
  private working: Promise<void> | undefined;
  private applied: Topology;
  /** The store before the running change. */
  private before: Store | undefined;
  private isClosed = false;

  constructor(
    private readonly store: Store,
    private readonly fabric: Pick<Fabric, 'apply'>,
    /** Told when the data plane could not even be put back. */
    private readonly warn: (message: string) => void,
  ) {
    this.applied = topologyOf(store);
  }

  /**
   * What may be shown: the store without the running change, which the data plane has still to follow. So a server can be
   * read until it is gone, and nothing is listed that may yet be taken back; nobody has to wait to read.
   */
  get visible(): Store {
    return this.before ?? this.store;
  }

  /**
   * Runs `change`, which must not wait for anything, and resolves with its value once the data plane has followed.
   * Rejects with what it threw, or with 500 when the data plane can't follow; the store is then as before.
   */
  run<T>(change: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.enqueue({
        kind: 'foreground',
        run: async () => {
          try {
            resolve(await this.bring(change));
          } catch (error) {
            reject(error instanceof DataPlaneError ? dataPlaneFailed(error.message) : toError(error));
          }
        },
        drop: () => {
          reject(closing());
        },
      });
    });
  }

  /** Takes `change` on and returns at once. */
  runInBackground(change: BackgroundChange): void {
    this.enqueue({ kind: 'background', change });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.working) await this.working;
  }

  /** Refuses what waits and whatever comes; resolves when the change that runs has ended. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.waiting.splice(0).forEach(drop);
    await this.idle();
  }

  private enqueue(item: Foreground | Background): void {
    if (this.isClosed) {
      drop(item);
      return;
    }
    this.waiting.push(item);
    // Not before the caller's own turn is over: what it adds in one go is taken together.
    this.working ??= Promise.resolve().then(() => this.work());
  }

  private async work(): Promise<void> {
    for (let item = this.waiting.shift(); item; item = this.waiting.shift()) {
      if (item.kind === 'foreground') await item.run();
      else await this.runTogether([item.change, ...this.takeBackground()]);
    }
    this.working = undefined;
  }

  private takeBackground(): BackgroundChange[] {
    const together = this.waiting.filter((item) => item.kind === 'background');
    const others = this.waiting.filter((item) => item.kind === 'foreground');
    this.waiting.splice(0, this.waiting.length, ...others);
    return together.map((item) => item.change);
  }

  private async runTogether(changes: readonly BackgroundChange[]): Promise<void> {
    try {
      await this.bring(() => {
        changes.forEach((one) => {
          one.change();
        });
      });
    } catch (error) {
      if (changes.length === 1) changes[0]?.failed(toError(error).message);
      else for (const one of changes) await this.runTogether([one]);
      return;
    }
    changes.forEach((one) => {
      one.done();
    });
  }

  /** Makes a change in the store and in the data plane. If that fails, it is in neither. */
  private async bring<T>(change: () => T): Promise<T> {
    const before = this.store.snapshot();
    this.before = before;
    try {
      const value = change();
      await this.follow();
      return value;
    } catch (error) {
      this.store.become(before);
      if (error instanceof DataPlaneError) await this.putBack();
      throw error;
    } finally {
      this.before = undefined;
    }
  }

  private async follow(): Promise<void> {
    const topology = topologyOf(this.store);
    if (isDeepStrictEqual(topology, this.applied)) return;
    try {
      await this.fabric.apply(topology);
    } catch (error) {
      throw new DataPlaneError(toError(error).message);
    }
    this.applied = topology;
  }

  /** After a failed apply the kernel may be anywhere between the two topologies. */
  private async putBack(): Promise<void> {
    const topology = topologyOf(this.store);
    try {
      await this.fabric.apply(topology);
      this.applied = topology;
    } catch (error) {
      this.warn(`the data plane could not be put back: ${toError(error).message}`);
    }
  }
}

function drop(item: Foreground | Background): void {
  if (item.kind === 'foreground') item.drop();
  else item.change.failed(closing().message);
}

class DataPlaneError extends Error {}

const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
