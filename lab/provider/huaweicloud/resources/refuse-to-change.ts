import { DiagnosticError } from '../../diagnostics';
import { type Attributes } from '../../engine/attributes';
import { hasChanged } from './has-changed';

/**
 * Refuses a change in place that the provider could make and the lab cannot: left out, it would be planned for ever.
 *
 * @throws DiagnosticError at the first of these attributes that is to change
 */
export function refuseToChange(kind: string, names: readonly string[], prior: Attributes, wanted: Attributes): void {
  const name = names.find((each) => hasChanged(prior, wanted, [each]));
  if (name === undefined) return;
  throw new DiagnosticError({
    severity: 'error',
    summary: `error updating ${kind}: the lab cannot change ${name} of one that exists, as Huawei Cloud can`,
    detail: 'Replace it instead: terraform apply -replace=ADDRESS',
    path: [name],
  });
}
