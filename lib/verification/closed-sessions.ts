import { addressOf, endOf, type EndFlow, type MirrorModel, type ModelSession } from '../mirror/mirror-model';
import { type MirrorRule } from '../mirror/mirror-rule';
import { type ProofPlan } from './proof-plan';

/** The sessions of a plan whose rules accept nothing but what the plan sends, so that any other packet is one too many. */
export function closedSessions({ cells, input: { model } }: ProofPlan): readonly ModelSession[] {
  return model.sessions.filter((session) =>
    session.rules
      .filter(({ action }) => action === 'accept')
      .every((rule) =>
        cells.some(
          ({ row, way, copies }) =>
            copies.some((copy) => copy.session === session && copy.direction === rule.direction) &&
            isExactly(rule, row.flow, way, model),
        ),
      ),
  );
}

function isExactly(rule: MirrorRule, flow: EndFlow, way: 'there' | 'back', model: MirrorModel): boolean {
  const { protocol, ethertype = 'IPv4', port } = flow;
  const length = ethertype === 'IPv4' ? 32 : 128;
  const [sender, receiver] = way === 'there' ? [flow.from, flow.to] : [flow.to, flow.from];
  const block = (name: string): string => `${addressOf(endOf(name, model), ethertype) ?? ''}/${length}`;
  const ports = way === 'there' ? rule.destinationPorts : rule.sourcePorts;
  return (
    rule.ethertype === ethertype &&
    rule.protocol === (protocol === 'icmp' && ethertype === 'IPv6' ? 'icmpv6' : protocol) &&
    rule.source?.toString() === block(sender) &&
    rule.destination?.toString() === block(receiver) &&
    ports?.from === port &&
    ports?.to === port
  );
}
