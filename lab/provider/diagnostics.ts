import { type Path } from './planning/change';

/** A sentence for the person who reads Terraform's output. Terraform adds the resource's address and its place in the code. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail?: string;
  /** The attribute that it is about, if it is about one. */
  readonly path?: Path;
}

/** Thrown by whatever can say more than a summary. */
export class DiagnosticError extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.summary);
  }
}

/** Makes the best of whatever was thrown. */
export function diagnosticOf(thrown: unknown): Diagnostic {
  if (thrown instanceof DiagnosticError) return thrown.diagnostic;
  return { severity: 'error', summary: thrown instanceof Error ? thrown.message : String(thrown) };
}
