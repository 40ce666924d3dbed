import { type Stack } from './stack/model';

/** The stack in one sentence. */
export function summaryOf({ vpcs, servers, elasticIps, sessions, isVerified }: Stack): string {
  const sources = new Set(sessions.flatMap((session) => session.sources.map(({ key }) => key))).size;
  const targets = new Set(sessions.map(({ target }) => target.key)).size;
  const made = [count(vpcs.length, 'VPC'), count(servers.length, 'server'), count(elasticIps.length, 'EIP')];
  const makes = made.filter((text) => text !== '').join(', ');
  const mirrors = `${count(sessions.length, 'mirror session')} from ${count(sources, 'source')} to ${count(targets, 'target')}`;
  const proof = isVerified ? 'a deploy proves it with packets' : 'a deploy does not prove it';
  if (sessions.length === 0) return `Makes ${makes || 'nothing'}; mirrors nothing.`;
  return makes === '' ? `Makes ${mirrors}; ${proof}.` : `Makes ${makes}, and ${mirrors}; ${proof}.`;
}

function count(number: number, what: string): string {
  return number === 0 ? '' : `${number} ${what}${number === 1 ? '' : 's'}`;
}
