import { type z } from 'zod';

/**
 * One sentence for the first thing that is wrong with a body or a query, led by the field's path: `vpc.cidr: missing`.
 * A field that the cloud knows and the lab does not emulate is refused like one that nobody knows.
 */
export function validationMessage(error: z.ZodError, part: 'body' | 'querystring'): string {
  const issue = error.issues[0];
  if (!issue) return `${part}: not valid`;
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return part === 'body'
      ? `${path === '' ? key : `${path}.${key}`}: unknown field, or one that the lab does not emulate`
      : `${key}: unknown query parameter, or one that the lab does not emulate`;
  }
  const where = path === '' ? part : path;
  if (issue.code === 'invalid_type' && (issue.input ?? undefined) === undefined)
    return `${where}: missing, expected ${issue.expected}`;
  return `${where}: ${lowerFirst(issue.message)}`;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
