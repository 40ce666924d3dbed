import { addressOf, endOf, type Copy } from '../mirror/mirror-model';
import { type ProofPlan } from './proof-plan';
import { type ProofCell, type ProofRow } from './proof-row';
import { marksOf, type NamedEnd } from './verdict-table';

/**
 * The plan as data for whoever reads the synthesized JSON, at `locals.proof_plan`. Addresses that only Terraform knows are
 * references.
 *
 * - `ends`: `{ name, private_ip, ipv6?, security_group, network_interface_id? }`
 * - `targets`: names of the ends that get copies
 * - `sessions`: `{ name, filter, priority, vni, packet_length, enabled, sources, target, rules }`
 * - `flows`: `{ mark, answer_mark?, kind, control?, from, to, protocol, ip_version, port?, label, short, answers }`; `kind` is
 *   `wanted`, `session` or `control`, `control` is `port`, `protocol` or `rejected`; the label is what people read
 * - `cells`: `{ flow, way, target, marks, sentence, copies, silences }`, one for each flow, way and target: `flow` is the
 *   flow's mark, `way` is `there` or `back`; `copies` must arrive, `{ session, vni, outer_source, source, direction,
 *   packet_length, rule }`, and without any nothing must; `silences` say of each session that copies nothing why:
 *   `{ session, source, direction, reason, rule?, by? }`. A line `PASS  …` of the log begins with the cell's sentence
 * - `turns`: who sends what, in order: `{ sender, marks }`
 * - `notes`: what is not proven, and why
 */
export function planData(plan: ProofPlan, ends: readonly NamedEnd[]): Record<string, unknown> {
  const { model } = plan.input;
  return {
    ends: ends.map((end) => {
      const { privateIp, ipv6 } = endOf(end.name, model);
      const id = (end as { networkInterfaceId?: string }).networkInterfaceId;
      return {
        ...{ name: end.name, private_ip: privateIp, security_group: end.group },
        ...(ipv6 === undefined ? {} : { ipv6 }),
        ...(id === undefined ? {} : { network_interface_id: id }),
      };
    }),
    targets: plan.targets,
    sessions: model.sessions.map(
      ({ name, filterName, priority, vni, packetLength, enabled, sources, target, rules }) => ({
        ...{ name, filter: filterName, priority, vni, packet_length: packetLength, enabled, sources, target },
        rules: rules.map((rule) => rule.toString()),
      }),
    ),
    flows: plan.rows.map(flowData),
    cells: plan.cells.map((cell) => cellData(cell, plan)),
    turns: plan.turns.map(({ sender, sends }) => ({ sender, marks: sends.map(({ mark }) => mark) })),
    notes: plan.notes,
  };
}

function flowData({ mark, answer, kind, control, flow, label, short, answers }: ProofRow): Record<string, unknown> {
  return {
    ...{ mark, kind, from: flow.from, to: flow.to, protocol: flow.protocol, ip_version: flow.ethertype ?? 'IPv4' },
    ...{ label, short, answers },
    ...(answer === undefined ? {} : { answer_mark: answer }),
    ...(control === undefined ? {} : { control }),
    ...(flow.port === undefined ? {} : { port: flow.port }),
  };
}

function cellData(cell: ProofCell, plan: ProofPlan): Record<string, unknown> {
  const { row, way, target, copies, sentence } = cell;
  const copyData = ({ session, source, direction, rule }: Copy): Record<string, unknown> => ({
    ...{ session: session.name, vni: session.vni, packet_length: session.packetLength, source, direction },
    outer_source: addressOf(endOf(source, plan.input.model)),
    rule: rule.toString(),
  });
  return {
    ...{ flow: row.mark, way, target, marks: marksOf(cell, plan), sentence, copies: copies.map(copyData) },
    silences: row[way].silences.map(({ session, source, direction, reason }) => ({
      ...{ session: session.name, source, direction, reason: reason.kind },
      ...('rule' in reason ? { rule: reason.rule.toString() } : {}),
      ...('by' in reason ? { by: reason.by.name } : {}),
    })),
  };
}
