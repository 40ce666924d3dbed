/**
 * A fault that the region acts out, for tests of clients: the `call`-th matching request, and `times - 1` after it, wait
 * `latencyMs` and, if `status` is given, fail with it before anything is read or changed.
 */
export interface Fault {
  /** Upper case, such as `POST`. Every method when absent. */
  readonly method?: string;
  /** A documented path, such as `/v1/{project_id}/vpcs`, or a pattern for the path asked for. Every path when absent. */
  readonly path?: string | RegExp;
  /** The first matching request that is hit, counted from 1. Default 1. */
  readonly call?: number;
  /** How many matching requests in a row are hit. Default 1; `Infinity` for all. */
  readonly times?: number;
  readonly status?: number;
  readonly latencyMs?: number;
}

/** Takes the fault back; it hits nothing more. */
export type RemoveFault = () => void;

/** The faults in force, and how often each was met. */
export class Faults {
  private readonly planned = new Map<symbol, { readonly fault: Fault; met: number }>();

  inject(fault: Fault): RemoveFault {
    const key = Symbol('fault');
    this.planned.set(key, { fault, met: 0 });
    return () => {
      this.planned.delete(key);
    };
  }

  /** What hits this request. Counts it as met, so ask once per request. */
  hit(method: string, template: string, path: string): readonly Fault[] {
    const hits: Fault[] = [];
    for (const plan of this.planned.values()) {
      if (!matches(plan.fault, method, template, path)) continue;
      plan.met += 1;
      const first = plan.fault.call ?? 1;
      if (plan.met >= first && plan.met < first + (plan.fault.times ?? 1)) hits.push(plan.fault);
    }
    return hits;
  }
}

function matches(fault: Fault, method: string, template: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  if (fault.path === undefined) return true;
  return typeof fault.path === 'string' ? fault.path === template : fault.path.test(path);
}
