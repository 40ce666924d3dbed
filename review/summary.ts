import { type Session, type Stack } from './stack/model';

/** The stack in one sentence. */
export function summaryOf({ vpcs, servers, elasticIps, sessions, isVerified }: Stack): string {
  const targets = new Set(sessions.map(({ target }) => target.key)).size;
  const made = [count(vpcs.length, 'VPC'), count(servers.length, 'server'), count(elasticIps.length, 'EIP')];
  const makes = made.filter((text) => text !== '').join(', ');
  const mirrors = `${sessionsInWords(sessions)} to ${count(targets, 'target')}`;
  const proof = isVerified ? 'a deploy proves it with packets' : 'a deploy does not prove it';
  if (sessions.length === 0) return `Makes ${makes || 'nothing'}; mirrors nothing.`;
  return makes === '' ? `Makes ${mirrors}; ${proof}.` : `Makes ${makes}, and ${mirrors}; ${proof}.`;
}

/** How many there are of those that Terraform multiplies, nobody knows before a plan. */
function sessionsInWords(sessions: readonly Session[]): string {
  const single = sessions.filter(({ each }) => each === '');
  const sources = new Set(single.flatMap((session) => session.sources.map(({ key }) => key))).size;
  return [
    ...(single.length === 0 ? [] : [`${count(single.length, 'mirror session')} from ${count(sources, 'source')}`]),
    ...(sessions.some(({ inWords }) => inWords !== undefined)
      ? ['mirror sessions of ten sources each from what is found at plan']
      : []),
    ...(sessions.some(({ each, inWords }) => each !== '' && inWords === undefined)
      ? ['mirror sessions whose number is known at plan']
      : []),
  ].join(', and ');
}

function count(number: number, what: string): string {
  return number === 0 ? '' : `${number} ${what}${number === 1 ? '' : 's'}`;
}
