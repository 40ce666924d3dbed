import { CHANGE_WORDS, changeCounts } from '../plan/change-words';
import { type Change, type Plan } from '../plan/plan';
import { type Section } from '../html/frame';
import { markup, type Markup } from '../html/markup';
import { table } from '../html/table';

/** What a deploy would do, and why. */
export function changesSection({ changes }: Plan): Section {
  const lead = changes.length === 0 ? 'Nothing: the plan has no changes.' : `${changeCounts(changes)}.`;
  return {
    id: 'changes',
    title: 'What a deploy would change',
    short: 'Changes',
    body: markup`<p>${lead}</p>
${changes.length === 0 ? undefined : table({ caption: 'Changes', header: ['Resource', 'Change', 'What and why'], rows: changes.map(changeRow) })}`,
  };
}

function changeRow({ address, name, kind, reason, attributes }: Change): (string | Markup)[] {
  const label = name === address ? markup`<code>${address}</code>` : markup`${name}<br><code>${address}</code>`;
  const lines = attributes.map(
    ({ path, before, after, forcesReplacement }) =>
      markup`<li><code>${path}</code>: ${before} → ${after}${forcesReplacement ? markup` <span class="tag danger">forces replacement</span>` : undefined}</li>`,
  );
  return [
    label,
    markup`<span class="tag ${kind}">${CHANGE_WORDS[kind]}</span>`,
    markup`${reason}${lines.length === 0 ? undefined : markup`<ul>${lines}</ul>`}`,
  ];
}
