import { newId } from './json-api';
import { type ConfigurationVersion, type Workspace } from './organization';

/** API reference, "Runs", run states: those that a run without cost estimates, policies and tasks goes through. */
export type RunStatus =
  | 'pending'
  | 'plan_queued'
  | 'planning'
  | 'planned'
  | 'planned_and_finished'
  | 'confirmed'
  | 'applying'
  | 'applied'
  | 'discarded'
  | 'canceled'
  | 'errored';

const FINAL: readonly RunStatus[] = ['planned_and_finished', 'applied', 'discarded', 'canceled', 'errored'];

/** What a worker prints in one phase, between the two marks by which a client knows its beginning and its end. */
class Log {
  private text = Buffer.from([2]);

  add(chunk: Buffer | string): void {
    this.text = Buffer.concat([this.text, Buffer.from(chunk)]);
  }

  end(): void {
    this.add(Buffer.from([3]));
  }

  read(offset: number, limit: number): Buffer {
    return this.text.subarray(offset, offset + limit);
  }

  toString(): string {
    return this.text.toString('utf8');
  }
}

export class Phase {
  readonly id: string;
  /** Part of the link to the log, which needs no token. */
  readonly secret = newId('log');
  readonly log = new Log();
  status: 'pending' | 'running' | 'finished' | 'errored' | 'canceled' = 'pending';

  constructor(prefix: 'plan' | 'apply') {
    this.id = newId(prefix);
  }
}

export interface RunVariable {
  readonly key: string;
  /** An expression of Terraform's language. */
  readonly value: string;
}

export interface RunProps {
  readonly workspace: Workspace;
  readonly configuration: ConfigurationVersion;
  readonly isDestroy: boolean;
  readonly planOnly: boolean;
  readonly autoApply: boolean;
  /** Go before those of the workspace. */
  readonly variables: readonly RunVariable[];
}

export class Run {
  readonly id = newId('run');
  readonly createdAt = new Date().toISOString();
  readonly plan = new Phase('plan');
  readonly apply = new Phase('apply');
  status: RunStatus = 'pending';
  hasChanges = false;
  private decide: (confirmed: boolean) => void = () => undefined;
  private readonly decision = new Promise<boolean>((resolve) => {
    this.decide = resolve;
  });

  constructor(readonly props: RunProps) {}

  get isFinal(): boolean {
    return FINAL.includes(this.status);
  }

  get isConfirmable(): boolean {
    return this.status === 'planned' && !this.props.autoApply;
  }

  confirm(): void {
    this.status = 'confirmed';
    this.decide(true);
  }

  discard(): void {
    this.status = 'discarded';
    this.decide(false);
  }

  /** Resolves when somebody has confirmed or discarded the plan, at once if nobody has to. */
  confirmed(): Promise<boolean> {
    return this.props.autoApply ? Promise.resolve(true) : this.decision;
  }
}
