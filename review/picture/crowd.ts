/** Many sources of one subnet are one box: a picture of a thousand boxes shows nothing. */
import { type Server, type Stack } from '../stack/model';

/** So many servers of a subnet that do nothing but be mirrored stand for themselves. */
const FEW = 6;

export interface Crowd {
  readonly id: string;
  readonly subnet: string;
  readonly servers: readonly Server[];
}

/** @param apart addresses of servers that need a box of their own: targets, and ends of what the rules name */
export function crowdsOf(stack: Stack, apart: ReadonlySet<string>): Crowd[] {
  const sources = new Set(stack.sessions.flatMap((session) => session.sources.map(({ key }) => key)));
  const subnets = [...new Set(stack.servers.map(({ subnet }) => subnet))];
  return subnets.flatMap((subnet, index) => {
    const servers = stack.servers.filter(
      (server) => server.subnet === subnet && sources.has(server.address) && !apart.has(server.address),
    );
    return servers.length > FEW ? [{ id: `crowd-${index + 1}`, subnet, servers }] : [];
  });
}

/** `192.168.0.10 to 192.168.3.250`, in the order of numbers. */
export function spanOf(texts: readonly string[]): string {
  const sorted = [...new Set(texts)].filter((text) => text !== '').sort(byNumbers);
  const [first = '', last = first] = [sorted[0], sorted.at(-1)];
  return first === last ? first : `${first} to ${last}`;
}

function byNumbers(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
