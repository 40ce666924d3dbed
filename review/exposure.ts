/** What the Internet can reach. */
import { type GroupRule, type Peer, type Server, type Stack } from './stack/model';

export interface Login {
  readonly peer: Peer;
  /** Such as `SSH 22`. */
  readonly traffic: string;
}

/** What a security group lets in from outside of the network, to a server with an EIP. */
export function loginsOf(stack: Stack, server: Server): Login[] {
  const rules = stack.groups.filter(({ address }) => server.groups.includes(address)).flatMap(({ rules }) => rules);
  return rules
    .filter((rule) => rule.direction === 'ingress' && rule.isAllowed && isFromOutside(rule.peer))
    .map(({ peer, traffic }) => ({ peer, traffic: named(traffic) }));
}

function isFromOutside({ kind, text }: Peer): boolean {
  if (kind === 'any' || kind === 'variable') return true;
  return kind === 'block' && !/^(10\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|f[cd][0-9a-f]{2}:)/i.test(text);
}

function named(traffic: string): string {
  const names: Readonly<Record<string, string>> = {
    'TCP 22': 'SSH, TCP 22',
    'TCP 3389': 'RDP, TCP 3389',
    all: 'everything',
  };
  return names[traffic] ?? traffic;
}

/** A rule through which more of the Internet comes in than a reviewer would let pass unseen. */
export interface Opening {
  readonly group: string;
  readonly rule: GroupRule;
  /** The block that it is open to. */
  readonly to: string;
}

/**
 * Rules that are open to the whole Internet, or to half of it and the like.
 *
 * @param values what a plan knows of the variables, by name
 */
export function openings(stack: Stack, values: Readonly<Record<string, string>> = {}): Opening[] {
  return stack.groups.flatMap((group) =>
    group.rules.flatMap((rule) => {
      const to = openTo(rule, values);
      return rule.direction === 'ingress' && rule.isAllowed && to !== undefined
        ? [{ group: group.name, rule, to }]
        : [];
    }),
  );
}

/** More addresses than that are nobody's own. */
const SHORTEST_PREFIX = 8;

function openTo({ peer, ethertype }: GroupRule, values: Readonly<Record<string, string>>): string | undefined {
  if (peer.kind === 'any') return ethertype === 'IPv6' ? '::/0' : '0.0.0.0/0';
  const block = peer.kind === 'variable' ? values[peer.text] : peer.kind === 'block' ? peer.text : undefined;
  if (block === undefined || block === '10.0.0.0/8') return undefined;
  const prefix = /\/(\d+)$/.exec(block)?.[1];
  return prefix !== undefined && Number(prefix) < (block.includes(':') ? 16 : SHORTEST_PREFIX) ? block : undefined;
}
