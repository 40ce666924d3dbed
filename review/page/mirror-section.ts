import { spanOf } from '../picture/crowd';
import { type Filter, type FilterRule, type Session, type Stack } from '../stack/model';
import { type Section } from '../html/frame';
import { markup, type Markup } from '../html/markup';
import { table } from '../html/table';

/** Sessions, and rules in the order in which they decide. */
export function mirrorSection({ sessions, filters }: Stack): Section {
  const several = new Set(sessions.flatMap(sharedSources(sessions))).size > 0;
  return {
    id: 'mirror',
    title: 'What is mirrored',
    short: 'Mirror',
    body: markup`${table({
      caption: 'Mirror sessions',
      header: ['Session', 'Priority', 'VNI', 'Bytes of a packet', 'Filter', 'Sources', 'Target', 'State'],
      rows: sessions.map((session) => sessionRow(session, filters)),
    })}
${several ? markup`<p>A source of several sessions: the session with the smallest priority number that has a matching rule decides, and a packet is copied at most once.</p>` : undefined}
${filters.map(filterTable)}`,
  };
}

function sharedSources(sessions: readonly Session[]): (session: Session) => string[] {
  return (session) =>
    session.sources
      .filter(({ key }) => sessions.some((other) => other !== session && other.sources.some((end) => end.key === key)))
      .map(({ key }) => key);
}

function sessionRow(session: Session, filters: readonly Filter[]): (string | number | Markup | undefined)[] {
  const filter = filters.find(({ address }) => address === session.filter)?.name ?? session.filter;
  const state = session.isEnabled
    ? markup`<span class="tag good">enabled</span>`
    : markup`<span class="tag warning">disabled</span>`;
  return [
    session.each === '' || session.inWords !== undefined
      ? session.name
      : `${session.name} (one for each of ${session.each})`,
    session.inWords?.priority || session.priority,
    session.inWords?.vni || session.vni,
    session.packetLength === undefined ? '' : `the first ${session.packetLength}`,
    filter,
    sourcesOf(session),
    `${session.target.name} (${session.target.detail})${session.targetType === 'elb' ? ', load balancer' : ''}`,
    state,
  ];
}

function sourcesOf({ sources }: Session): string {
  if (sources.length <= 3) return sources.map(({ name, detail }) => `${name} (${detail})`).join(', ');
  return `${sources.length}: ${spanOf(sources.map(({ detail }) => detail))}`;
}

function filterTable({ name, rules }: Filter): Markup {
  const directions = [...new Set(rules.map(({ direction }) => direction))];
  const rest = directions.map((direction) => ({
    cells: [
      'then',
      '',
      markup`<span class="tag plain">not mirrored</span>`,
      `everything else that a source ${verb(direction)}`,
      '',
    ],
  }));
  return table({
    caption: `Filter ${name}: the first rule that matches decides`,
    header: ['Order', 'Priority', 'Decision', 'Packets', 'Remark'],
    rows: directions.flatMap((direction, index) => [
      ...rules.filter((rule) => rule.direction === direction).map(ruleRow),
      ...(rest[index] === undefined ? [] : [rest[index]]),
    ]),
  });
}

function ruleRow(
  { direction, priority, isAccept, packets, coveredBy, description, rule }: FilterRule,
  index: number,
): { cells: (string | number | Markup)[]; as?: string } {
  const decision = isAccept
    ? markup`<span class="tag good">mirrored</span>`
    : markup`<span class="tag bad">not mirrored</span>`;
  const remarks = [
    ...(coveredBy === undefined ? [] : [`never decides: rule ${coveredBy} matches all that it matches`]),
    ...(rule === undefined ? ['known only when Terraform plans'] : []),
    ...(description === '' ? [] : [description]),
  ];
  const order = `${direction === 'ingress' ? 'inbound' : 'outbound'} ${index + 1}`;
  return {
    cells: [order, priority, decision, packets, remarks.join('; ')],
    ...(coveredBy === undefined ? {} : { as: 'never' }),
  };
}

function verb(direction: string): string {
  return direction === 'ingress' ? 'receives' : 'sends';
}
