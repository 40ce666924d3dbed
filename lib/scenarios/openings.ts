import { type EndFlow } from '../mirror/mirror-model';
import { Peer } from '../network/peer';
import { Port } from '../network/port';
import { type SecurityGroup } from '../network/security-group';

/** A server that takes part in the verification, in one of the groups that are split. */
export interface Place {
  readonly name: string;
  readonly privateIp: string;
  /** Part of the addresses of rules in the state, such as `test`. */
  readonly role: string;
  readonly group: SecurityGroup;
}

/** What a rule lets through already. */
export type Opened = Pick<EndFlow, 'from' | 'to'> & { readonly port: Port };

/**
 * Adds a rule for each flow of the proof plan that no rule lets through yet, such as what an additional session is for: a
 * control that a security group stops would prove nothing. A rule is named after what it lets through, so that its address
 * in the state does not depend on the other flows.
 */
export function openTheRest(flows: readonly EndFlow[], opened: readonly Opened[], places: readonly Place[]): void {
  const placeOf = (name: string): Place => {
    const place = places.find((each) => each.name === name);
    if (place === undefined) throw new Error(`no server ${name} in the groups`);
    return place;
  };
  const keyOf = (group: SecurityGroup, from: Place, { protocol, port }: Port): string =>
    [group.node.path, from.privateIp, protocol ?? '', port ?? ''].join(' ');
  const keys = new Set(opened.map(({ from, to, port }) => keyOf(placeOf(to).group, placeOf(from), port)));
  for (const flow of flows) {
    const [from, { group }] = [placeOf(flow.from), placeOf(flow.to)];
    const port = portOf(flow);
    const key = keyOf(group, from, port);
    if (keys.has(key)) continue;
    keys.add(key);
    group.allowIngress(
      ['verification', flow.protocol, ...(flow.port === undefined ? [] : [flow.port]), 'from', from.role].join('-'),
      Peer.address(from.privateIp),
      port,
      `Verification: allows what it sends from ${from.name}.`,
    );
  }
}

function portOf({ protocol, port }: EndFlow): Port {
  if (protocol === 'icmp') return Port.icmp();
  if (port === undefined) throw new Error(`${protocol} without a port`);
  return protocol === 'tcp' ? Port.tcp(port) : Port.udp(port);
}
