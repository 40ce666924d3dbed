/** The page of a review. */
import { billedItems, PRICE_CALCULATOR } from '../billing';
import { type Finding, findingsOf, type Reviewed } from '../findings';
import { drawn } from '../picture/draw';
import { inWords } from '../picture/in-words';
import { layout } from '../picture/layout';
import { stackGraph } from '../picture/stack-graph';
import { type Plan } from '../plan/plan';
import { type Stack } from '../stack/model';
import { framed, type Section } from '../html/frame';
import { markup, type Markup } from '../html/markup';
import { mirrorSection } from './mirror-section';
import { groupsSection, resourcesSection } from './network-section';
import { changesSection } from './plan-section';
import { proofSection } from './proof-section';
import { summaryOf } from '../summary';
import { table } from '../html/table';

/** @returns HTML, the same for the same stack and plan on every machine */
export async function reviewPage(reviewed: Reviewed): Promise<string> {
  const { stack, plan } = reviewed;
  return framed({
    title: stack.name,
    over: 'Traffic mirroring, for review',
    lead: markup`<p class="lead">${summaryOf(stack)}</p>\n${findingList(findingsOf(reviewed))}`,
    sections: [
      await pictureSection(stack, plan),
      ...(plan === undefined ? [] : [changesSection(plan)]),
      mirrorSection(stack),
      proofSection(stack.isVerified, stack.proof),
      groupsSection(stack, plan),
      resourcesSection(stack),
      costSection(stack),
      ...guideSection(reviewed),
      variablesSection(stack, plan),
    ],
  });
}

const WORDS = { danger: 'Danger', warning: 'Look', note: 'Note' } as const;

function findingList(findings: readonly Finding[]): Markup {
  if (findings.length === 0) {
    return markup`<ul class="findings"><li class="finding good"><b>Clear</b>no warning, and nothing open to the Internet</li></ul>`;
  }
  return markup`<ul class="findings">
${findings.map(({ gravity, sentence, details }) => {
  const words = markup`<b>${WORDS[gravity]}</b>${sentence}`;
  const list = markup`<ul>${details.map((line) => markup`<li>${line}</li>`)}</ul>`;
  const inner =
    details.length === 0
      ? words
      : gravity === 'note'
        ? markup`<details><summary>${words}</summary>${list}</details>`
        : markup`${words}${list}`;
  return markup`<li class="finding ${gravity}">${inner}</li>\n`;
})}</ul>`;
}

const LEGEND = [
  ['login', 'who may log in'],
  ['flow', 'traffic that is mirrored'],
  ['refused', 'traffic that a rule keeps from it'],
  ['copy', 'copies, inside VXLAN'],
  ['idle', 'disabled'],
  ['peering', 'peering'],
] as const;

async function pictureSection(stack: Stack, plan: Plan | undefined): Promise<Section> {
  const graph = stackGraph(stack, marksOf(plan));
  const [wide, narrow] = [await layout(graph, 'RIGHT'), await layout(graph, 'DOWN')];
  const title = `Picture of the stack ${stack.name}; it is told in words below`;
  const kinds = new Set(graph.edges.map(({ kind }) => kind));
  const sample = (kind: string): Markup =>
    markup`<svg width="34" height="10" aria-hidden="true"><path class="edge ${kind}" d="M1 5H33"/></svg>`;
  return {
    id: 'picture',
    title: 'The picture',
    short: 'Picture',
    body: markup`<figure>
<div class="scroll wide" tabindex="0" role="group" aria-label="Picture, scrolls sideways">${drawn(wide, 'wide', title)}</div>
<div class="scroll narrow" tabindex="0" role="group" aria-label="Picture, scrolls sideways">${drawn(narrow, 'narrow', title)}</div>
<figcaption><ul class="legend">${LEGEND.filter(([kind]) => kinds.has(kind)).map(([kind, words]) => markup`<li>${sample(kind)}${words}</li>`)}</ul></figcaption>
</figure>
<h3>In words</h3>
<ul>${inWords(graph).map((sentence) => markup`<li>${sentence}</li>`)}</ul>`,
  };
}

/** That everything is new, nobody has to see in each box. */
function marksOf(plan: Plan | undefined): (address: string) => string {
  const changes = plan?.changes ?? [];
  if (changes.every(({ kind }) => kind === 'create')) return () => '';
  const words = {
    create: 'new',
    update: 'changed',
    replace: 'replaced',
    destroy: 'destroyed',
    forget: 'let go',
  } as const;
  const marks = new Map(changes.map(({ address, kind }) => [address, words[kind]]));
  return (address) => marks.get(address) ?? '';
}

function costSection(stack: Stack): Section {
  const items = billedItems(stack);
  const rows = items.map(({ quantity, what, how }) => [what, quantity, how]);
  return {
    id: 'cost',
    title: 'What is billed while it exists',
    short: 'Cost',
    body: markup`${items.length === 0 ? markup`<p>Nothing that this stack makes.</p>` : table({ caption: 'Billed items', header: ['Item', 'Quantity', 'Billed'], rows })}
<p>Traffic mirroring itself is free of charge at present. What the rest costs in your region, the <a href="${PRICE_CALCULATOR}">price calculator</a> says.</p>`,
  };
}

function guideSection({ differences }: Reviewed): Section[] {
  if (differences === undefined) return [];
  const rows = differences.map(({ what, guide, stack, table }) => [what, guide, stack, table]);
  return [
    {
      id: 'guide',
      title: 'What differs from the guide',
      short: 'Guide',
      body:
        rows.length === 0
          ? markup`<p>Nothing: every value is the guide’s.</p>`
          : table({
              caption: 'Values other than in the guide',
              header: ['What', 'In the guide', 'Here', 'Where'],
              rows,
            }),
    },
  ];
}

function variablesSection({ variables }: Stack, plan: Plan | undefined): Section {
  const value = (name: string, isSecret: boolean): string => (isSecret ? '' : (plan?.variables[name] ?? ''));
  const rows = variables.map(({ name, description, isRequired, isSecret, defaultValue }) => [
    markup`<code>${name}</code>`,
    isRequired ? markup`<span class="tag warning">asked for</span>` : `default ${defaultValue}`,
    ...(plan === undefined ? [] : [value(name, isSecret)]),
    `${description}${isSecret ? ' Secret: in no plan and no state.' : ''}`,
  ]);
  const header = ['Variable', 'Unless given', ...(plan === undefined ? [] : ['In the plan']), 'What it is'];
  return {
    id: 'variables',
    title: 'What a deploy asks for',
    short: 'Variables',
    body:
      rows.length === 0
        ? markup`<p>Nothing.</p>`
        : markup`<p>Give each as <code>TF_VAR_NAME</code>, or as a variable of the workspace.</p>\n${table({ caption: 'Variables', header, rows })}`,
  };
}
