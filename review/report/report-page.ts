import { framed, type Section } from '../html/frame';
import { markup, type Markup } from '../html/markup';
import { table } from '../html/table';
import { type Report } from './schema';

const CLASSES: Readonly<Record<Report['verdict'], string>> = {
  verified: 'good',
  failed: 'danger',
  error: 'danger',
  incomplete: 'danger',
  unverified: 'warning',
  'no-deploy': 'warning',
};
const RESULTS = {
  passed: ['good', 'passed'],
  failed: ['bad', 'failed'],
  'not-judged': ['plain', 'not judged'],
} as const;

/** @returns HTML */
export function reportPage(report: Report): string {
  return framed({
    title: report.stack === '' ? 'A deploy' : report.stack,
    over: 'Traffic mirroring, report of a deploy',
    lead: markup`<ul class="findings"><li class="finding ${CLASSES[report.verdict]}"><b>${report.verdict}</b>${report.headline}${list(report.reasons)}</li></ul>
${report.deploys > 1 ? markup`<p class="quiet">The log has ${report.deploys} deploys; this is the last.</p>` : undefined}`,
    sections: [checks(report), ...packets(report), evidence(report), ...notes(report)],
  });
}

function list(lines: readonly string[]): Markup | undefined {
  return lines.length === 0 ? undefined : markup`<ul>${lines.map((line) => markup`<li>${line}</li>`)}</ul>`;
}

function checks({ checks: all, sessions }: Report): Section {
  const hasDetails = all.some(({ detail }) => detail !== '');
  const rows = all.map(({ sentence, result, detail, target }) => {
    const [as, words] = RESULTS[result];
    const place = target === '' ? '' : markup`<span class="place">${target}</span>`;
    return {
      cells: [sentence, markup`<span class="tag ${as}">${words}</span>`, place, ...(hasDetails ? [detail] : [])],
      as: result === 'failed' ? 'wrong' : '',
    };
  });
  const header = ['What was to hold', 'Result', 'At', ...(hasDetails ? ['Detail'] : [])];
  return {
    id: 'checks',
    title: 'What was checked',
    short: 'Checks',
    body: markup`${sessions.length > 0 ? markup`<p>Mirror sessions that work: ${sessions.join(', ')}.</p>` : undefined}
${rows.length === 0 ? markup`<p>Nothing.</p>` : table({ caption: 'Checks', header, rows })}`,
  };
}

function packets({ packets: all }: Report): Section[] {
  if (all.length === 0) return [];
  const body = all.map(
    ({ target, outer, inner, fields }) => markup`<h3>On ${target}</h3>
<pre tabindex="0"><code>${outer}
${inner}</code></pre>
${table({ caption: `Its fields on ${target} (the guide’s Table 6)`, header: ['Field', 'Value'], rows: Object.entries(fields) })}`,
  );
  return [{ id: 'packet', title: 'The first mirrored packet', short: 'Packet', body: markup`${body}` }];
}

function evidence({ evidence: { packets: count, problems } }: Report): Section {
  const file = markup`<p>${count} mirrored ${count === 1 ? 'packet' : 'packets'}, outer frames with their times, are in <a href="evidence.pcap" download>evidence.pcap</a>, which tcpdump, tshark and Wireshark read.</p>`;
  return {
    id: 'evidence',
    title: 'Evidence',
    body: markup`${count > 0 ? file : markup`<p>The log has no packets.</p>`}${list(problems)}`,
  };
}

function notes({ notes: all }: Report): Section[] {
  return all.length === 0 ? [] : [{ id: 'notes', title: 'Notes', body: markup`${list(all)}` }];
}
