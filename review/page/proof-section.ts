import { type ProofPlan, type ProvenCell, type ProvenFlow } from '../proof/proof-plan';
import { type Section } from '../html/frame';
import { markup, type Markup } from '../html/markup';
import { table } from '../html/table';

/** What a deploy sends, what must arrive where, and what must not: flows against targets. */
export function proofSection(isVerified: boolean, plan: ProofPlan | undefined): Section {
  return { id: 'proof', title: 'What the deploy proves', short: 'Proof', body: bodyOf(isVerified, plan) };
}

function bodyOf(isVerified: boolean, plan: ProofPlan | undefined): Markup {
  if (!isVerified) return markup`<p>Nothing: the stack has no verification.</p>`;
  if (plan === undefined) return markup`<p>The stack has a verification, and keeps no plan of it.</p>`;
  const { targets, flows, cells, notes } = plan;
  const rows = flows.flatMap((flow) =>
    ['there', 'back'].flatMap((way) => {
      const own = cells.filter((cell) => cell.flow === flow.mark && cell.way === way);
      return own.length === 0 ? [] : [[sentOf(flow, way), ...targets.map((target) => cellOf(own, target))]];
    }),
  );
  return markup`<p>The deploy sends this between the servers, looks at each target, and fails unless all of it holds. Each control is followed by a packet that must arrive: when that one is there, a copy of the control would be there too.</p>
${table({ caption: 'Proof plan', header: ['What is sent', ...targets.map((target) => `At ${target}`)], rows })}
${notes.length === 0 ? undefined : markup`<ul>${notes.map((note) => markup`<li>${note}</li>`)}</ul>`}`;
}

function sentOf({ label, answers }: ProvenFlow, way: string): string {
  return way === 'there' ? label : answers;
}

function cellOf(cells: readonly ProvenCell[], target: string): Markup {
  const cell = cells.find((one) => one.target === target);
  if (cell === undefined) return markup`–`;
  if (cell.copies.length > 0) {
    const copies = cell.copies.map(
      ({ session, vni, outerSource }) => `by ${session}, VNI ${vni ?? 'known at plan'}, from ${outerSource}`,
    );
    return markup`<span class="tag good">must arrive</span> ${copies.join('; ')}`;
  }
  return markup`<span class="tag bad">must not arrive</span> ${cell.silences.join('; ')}`;
}
