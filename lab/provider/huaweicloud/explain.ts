import { DiagnosticError } from '../diagnostics';
import { type ExplainContext } from '../engine/definition';
import { ApiError } from './api-error';

/** Names what was being done and, where the API's message begins with a field, the attribute that the field came from. */
export function explain(thrown: unknown, context: ExplainContext): Error {
  if (thrown instanceof DiagnosticError) return thrown;
  const name = context.type.replace(/^huaweicloud_/, '').replaceAll('_', ' ');
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  const summary = `error ${context.doing} ${name}: ${thrown instanceof ApiError ? apiReason(thrown) : reason}`;
  const attribute = thrown instanceof ApiError ? attributeOf(thrown, context) : undefined;
  return new DiagnosticError({
    severity: 'error',
    summary,
    ...(thrown instanceof ApiError && { detail: reason }),
    ...(attribute !== undefined && { path: [attribute] }),
  });
}

const apiReason = ({ code, apiMessage, status }: ApiError): string => `${code || `status ${status}`}: ${apiMessage}`;

/** A message such as `vpc.cidr: …` is about the attribute `cidr`. */
function attributeOf(error: ApiError, { fieldNames, hasAttribute }: ExplainContext): string | undefined {
  const field = /^([\w.]+): /.exec(error.apiMessage)?.[1];
  if (field === undefined) return undefined;
  const parts = field.split('.').map((part) => fieldNames[part] ?? part);
  return parts.reverse().find(hasAttribute);
}
