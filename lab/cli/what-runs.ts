import { Claim } from './claim';
import { type LabRecord, type Workspace } from './workspace';

/** What there is of a lab at this moment. */
export type WhatRuns =
  | { readonly state: 'nothing' }
  /** Its servers are there, and commands can be given to it. */
  | { readonly state: 'running'; readonly record: LabRecord }
  /** A process has begun to start it. */
  | { readonly state: 'starting'; readonly pid: number }
  /** The right to run it is taken, and nobody has said so far, or says any more, who has it. */
  | { readonly state: 'in between' };

/** One answer for all commands: the lab's own notes, and behind them the right to run it, which notes cannot contradict. */
export async function whatRuns(workspace: Workspace): Promise<WhatRuns> {
  const record = workspace.record();
  if (record !== undefined) return { state: 'running', record };
  const runner = workspace.runner();
  if (runner !== undefined) return { state: 'starting', pid: runner.pid };
  return (await Claim.isTaken(workspace)) ? { state: 'in between' } : { state: 'nothing' };
}

/** Why no command can be given to a lab, or no other one started. */
export function isInBetween({ name }: Workspace): string {
  return `lab "${name}" is just starting or being taken down: try again`;
}
