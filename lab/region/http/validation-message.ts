import { type z } from 'zod';

type Issue = z.ZodError['issues'][number];

/** Longer values say more about the sender than about the mistake. */
const longestShown = 64;

/**
 * One sentence for the first thing that is wrong with a body or a query, led by the field's path and closed by the value:
 * `vpc.cidr: not an IPv4 block in CIDR notation, got "ten"`. A field that the cloud knows and the lab does not emulate is
 * refused like one that nobody knows.
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
  if (issue.input === undefined || issue.input === null) return `${where}: missing${expectation(issue)}`;
  return `${where}: ${lowerFirst(problem(issue))}${shown(issue.input)}`;
}

const expectation = (issue: Issue): string => (issue.code === 'invalid_type' ? `, expected ${issue.expected}` : '');

/** Of several forms that a value may have, the fixed ones (such as "empty") explain nothing. */
function problem(issue: Issue): string {
  if (issue.code === 'invalid_key') return `a key is ${issue.issues[0]?.message ?? issue.message}`;
  if (issue.code !== 'invalid_union' || issue.message !== 'Invalid input') return issue.message;
  const reasons = issue.errors.flatMap((branch) => branch.slice(0, 1));
  return (reasons.find((reason) => reason.code !== 'invalid_value') ?? reasons[0] ?? issue).message;
}

function shown(input: unknown): string {
  if (typeof input === 'object') return '';
  const text = JSON.stringify(input);
  return text.length > longestShown ? '' : `, got ${text}`;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
