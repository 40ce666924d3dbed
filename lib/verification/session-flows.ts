import { copiesOf, type EndFlow, type FlowProtocol, type MirrorModel, type ModelSession } from '../mirror/mirror-model';
import { type MirrorRule } from '../mirror/mirror-rule';

/** sshd's: nothing else can listen there. */
const SSH_PORT = 22;

/**
 * Flows between the ends of the verification that the rules of a session are for, the likeliest first: on a path and a
 * port that are used already, before others.
 *
 * @param accepts which of them will do. @default - those that the session copies, as the model has it
 */
export function flowsFor(
  session: ModelSession,
  wanted: readonly EndFlow[],
  controlPort: number,
  model: MirrorModel,
  accepts: (flow: EndFlow) => boolean = (flow) => {
    const { there, back } = copiesOf(flow, model);
    return [...there.copies, ...back.copies].some((copy) => copy.session.name === session.name);
  },
): readonly EndFlow[] {
  const used = [...new Set(wanted.flatMap(({ from, to }) => [from, to]))];
  const others = model.ends.map(({ name }) => name).filter((name) => !used.includes(name));
  const targets = new Set(model.sessions.map(({ target }) => target));
  const travellers = [...used, ...others].filter((name) => used.includes(name) || !targets.has(name));
  const paths = [
    ...wanted.map(({ from, to }): [string, string] => [from, to]),
    ...travellers.flatMap((from) => travellers.filter((to) => to !== from).map((to): [string, string] => [from, to])),
  ];
  const rules = [...session.rules].sort((a, b) => a.priority - b.priority);
  return rules
    .flatMap((rule) =>
      paths.flatMap(([from, to]) =>
        protocolsOf(rule).flatMap((protocol) =>
          portsOf(rule, protocol, wanted, controlPort).map((port) => ({
            ...{ from, to, protocol },
            ...(rule.ethertype === 'IPv6' ? { ethertype: rule.ethertype } : {}),
            ...(port === undefined ? {} : { port }),
          })),
        ),
      ),
    )
    .filter((flow) => hasAddresses(flow, model) && accepts(flow));
}

function protocolsOf({ protocol }: MirrorRule): readonly FlowProtocol[] {
  if (protocol === 'all') return ['tcp', 'udp', 'icmp'];
  return [protocol === 'icmpv6' ? 'icmp' : protocol];
}

/** Of the end that is sent to: what the rule says of the destination, or of the source if it is for answers. */
function portsOf(
  { sourcePorts, destinationPorts }: MirrorRule,
  protocol: FlowProtocol,
  wanted: readonly EndFlow[],
  controlPort: number,
): readonly (number | undefined)[] {
  if (protocol === 'icmp') return [undefined];
  const known = wanted.flatMap(({ port }) => (port === undefined ? [] : [port]));
  const edges = [destinationPorts, sourcePorts].flatMap((range) => (range === undefined ? [] : [range.from, range.to]));
  return [...new Set([...known, ...edges, controlPort])].filter((port) => port !== SSH_PORT);
}

function hasAddresses({ from, to, ethertype }: EndFlow, { ends }: MirrorModel): boolean {
  if (ethertype !== 'IPv6') return true;
  return [from, to].every((name) => ends.find((end) => end.name === name)?.ipv6 !== undefined);
}
