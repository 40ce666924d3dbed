/** A review as a comment on a pull request: what must not be missed first, the rest folded up. */
import { billedItems } from '../billing';
import { findingsOf, type Finding, type Reviewed } from '../findings';
import { stackGraph } from '../picture/stack-graph';
import { CHANGE_WORDS, changeCounts } from '../plan/change-words';
import { type Plan } from '../plan/plan';
import { type Filter, type Stack } from '../stack/model';
import { summaryOf } from '../summary';
import { inMarkdown, markdownTable } from './escape';
import { mermaid } from './mermaid';

/** By this a pipeline finds the comment that it wrote before. */
const MARKER = '<!-- traffic mirroring: review -->';
const SIGNS = { danger: '🔴', warning: '🟡', note: '🔵' } as const;

export function reviewMarkdown(reviewed: Reviewed): string {
  const { stack, plan } = reviewed;
  return [
    `${MARKER}\n## Traffic mirroring: ${inMarkdown(stack.name)}\n`,
    `${inMarkdown(summaryOf(stack))}\n`,
    findingLines(findingsOf(reviewed)),
    mermaid(stackGraph(stack)),
    plan === undefined ? '' : changes(plan),
    sessions(stack),
    ...stack.filters.map(filterTable),
    folded('Security group rules', groupRules(stack)),
    folded('What is billed while it exists', billed(stack)),
    folded('Variables that a deploy asks for', variables(stack)),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function findingLines(findings: readonly Finding[]): string {
  const line = ({ gravity, sentence, details }: Finding): string =>
    [`- ${SIGNS[gravity]} ${inMarkdown(sentence)}`, ...details.map((detail) => `  - ${inMarkdown(detail)}`)].join('\n');
  return `${findings.map(line).join('\n') || '- 🟢 no warning, and nothing open to the Internet'}\n`;
}

function changes({ changes: all }: Plan): string {
  if (all.length === 0) return '**Changes:** none.\n';
  const rows = all.map(({ name, kind, reason, attributes }) => [
    name,
    CHANGE_WORDS[kind],
    [reason, ...attributes.map(({ path, before, after }) => `${path}: ${before} → ${after}`)]
      .filter(Boolean)
      .join('; '),
  ]);
  return `**Changes:** ${changeCounts(all)}.\n\n${markdownTable(['Resource', 'Change', 'What and why'], rows)}`;
}

function sessions({ sessions: all, filters }: Stack): string {
  const rows = all.map((session) => [
    session.name,
    session.inWords?.priority || String(session.priority ?? ''),
    session.inWords?.vni || String(session.vni ?? ''),
    String(session.packetLength ?? ''),
    filters.find(({ address }) => address === session.filter)?.name ?? session.filter,
    session.sources.length > 3
      ? `${session.sources.length} sources`
      : session.sources.map(({ name, detail }) => `${name} (${detail})`).join(', '),
    `${session.target.name} (${session.target.detail})`,
    session.isEnabled ? 'enabled' : 'disabled',
  ]);
  return markdownTable(['Session', 'Priority', 'VNI', 'Bytes', 'Filter', 'Sources', 'Target', 'State'], rows);
}

function filterTable({ name, rules }: Filter): string {
  const rows = rules.map(({ direction, priority, isAccept, packets, coveredBy }) => [
    direction === 'ingress' ? 'inbound' : 'outbound',
    String(priority),
    isAccept ? 'mirrored' : 'not mirrored',
    packets,
    coveredBy === undefined ? '' : `never decides: rule ${coveredBy} comes first`,
  ]);
  return `**Filter ${inMarkdown(name)}**, in deciding order; what no rule matches is not mirrored\n\n${markdownTable(['Direction', 'Priority', 'Decision', 'Packets', 'Remark'], rows)}`;
}

function groupRules({ groups }: Stack): string {
  const rows = groups.flatMap(({ name, rules }) =>
    rules.map(({ direction, isAllowed, traffic, ethertype, peer }) => [
      name,
      direction === 'ingress' ? 'inbound' : 'outbound',
      isAllowed ? 'allowed' : 'denied',
      `${traffic}${ethertype === 'IPv6' ? ' over IPv6' : ''}`,
      peer.kind === 'group'
        ? `servers of ${peer.text}`
        : peer.kind === 'variable'
          ? `variable ${peer.text}`
          : peer.text,
    ]),
  );
  return rows.length === 0 ? '' : markdownTable(['Group', 'Direction', 'Decision', 'Traffic', 'With'], rows);
}

function billed(stack: Stack): string {
  const rows = billedItems(stack).map(({ what, quantity, how }) => [what, String(quantity), how]);
  return rows.length === 0 ? '' : markdownTable(['Item', 'Quantity', 'Billed'], rows);
}

function variables({ variables: all }: Stack): string {
  const rows = all.map(({ name, isRequired, defaultValue, description }) => [
    name,
    isRequired ? 'asked for' : `default ${defaultValue}`,
    description,
  ]);
  return rows.length === 0 ? '' : markdownTable(['Variable', 'Unless given', 'What it is'], rows);
}

function folded(title: string, body: string): string {
  return body === '' ? '' : `<details><summary>${title}</summary>\n\n${body}\n</details>\n`;
}
