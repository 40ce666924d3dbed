/** The traffic that the rules of filters are about, as lines of the picture. */
import { type MirrorRule } from '../../lib/mirror/mirror-rule';
import { type End, type FilterRule, type Session, type Stack } from '../stack/model';

/** One end of what a rule is about: a server of the stack, or a block of addresses. */
export type Party = { readonly server: string } | { readonly block: string };

export interface RuleFlow {
  readonly session: Session;
  readonly source: End;
  readonly party: Party;
  /** True for what the source receives. */
  readonly isInbound: boolean;
  readonly isAccept: boolean;
  readonly traffic: string;
}

/** What each session's rules say of each of its sources; rules that never decide, and those of other sources, say nothing. */
export function ruleFlows(stack: Stack): RuleFlow[] {
  return stack.sessions.flatMap((session) => {
    const rules = stack.filters.find(({ address }) => address === session.filter)?.rules ?? [];
    return session.sources.flatMap((source) =>
      rules.filter(({ coveredBy }) => coveredBy === undefined).flatMap((rule) => flowOf(stack, session, source, rule)),
    );
  });
}

function flowOf(stack: Stack, session: Session, source: End, { rule, isAccept }: FilterRule): RuleFlow[] {
  if (rule === undefined) return [];
  const isInbound = rule.direction === 'ingress';
  const [near, far] = isInbound ? [rule.destination, rule.source] : [rule.source, rule.destination];
  const ip = stack.servers.find(({ address }) => address === source.server)?.privateIp;
  if (near !== undefined && ip !== undefined && !near.contains(ip)) return [];
  const block = far?.toString();
  const server = stack.servers.find(({ privateIp }) => block === `${privateIp}/32`);
  // What is not mirrored is drawn only where it is somebody's: else the picture would be full of what does not happen.
  if (!isAccept && server === undefined) return [];
  const party: Party = server === undefined ? { block: block ?? 'anywhere' } : { server: server.address };
  return [{ session, source, party, isInbound, isAccept, traffic: trafficOf(rule) }];
}

/** Such as `TCP 1234`. */
function trafficOf({ protocol, destinationPorts, sourcePorts, ethertype }: MirrorRule): string {
  const range = destinationPorts ?? sourcePorts;
  const words = protocol === 'all' ? 'all traffic' : protocol.toUpperCase();
  const text =
    range === undefined || range.isAll ? '' : range.from === range.to ? `${range.from}` : `${range.from}-${range.to}`;
  const from = destinationPorts === undefined && text !== '' ? ' from port' : '';
  return `${words}${from}${text === '' ? '' : ` ${text}`}${ethertype === 'IPv6' ? ', IPv6' : ''}`;
}
