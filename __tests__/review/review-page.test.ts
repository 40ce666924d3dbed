import { reviewMarkdown } from '../../review/markdown/review-markdown';
import { reviewed } from '../../review/findings';
import { layout } from '../../review/picture/layout';
import { stackGraph } from '../../review/picture/stack-graph';
import { reviewPage } from '../../review/page/review-page';
import { type SettingsInput } from '../../lib/settings/settings';
import { type Session } from '../../review/stack/model';
import { readStack } from '../../review/stack/read-stack';
import { summaryOf } from '../../review/summary';
import { crowdedTemplate, existingServers, planned, reviewOf, stackFor } from './stacks';

// ELK needs a second to start on an idle machine.
jest.setTimeout(30_000);

/** What a person reads of a page. */
const textOf = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<title[^>]*>[\s\S]*?<\/title>/g, '')
    .replace(/<[^>]+>/g, '\n')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/[ \t]*\n\s*/g, '\n')
    .trim();

const pages = new Map<string, Promise<string>>();

/** The page of settings, laid out once for all tests that read it. */
function pageOf(settings: SettingsInput | SettingsInput<'existing-servers'> = {}): Promise<string> {
  const key = JSON.stringify(settings);
  const page = pages.get(key) ?? reviewPage(reviewOf(settings));
  pages.set(key, page);
  return page;
}

test('the text of the page of the default stack', async () => {
  expect(textOf(await pageOf())).toMatchSnapshot();
});

test('the comment of the default stack', () => {
  expect(reviewMarkdown(reviewOf())).toMatchSnapshot();
});

describe('servers that are found at plan', () => {
  const SETTINGS: SettingsInput<'existing-servers'> = {
    scenario: 'existing-servers',
    sources: { tags: { mirror: 'yes' } },
    exclude: { names: ['web-legacy'] },
    target: { name: 'analyzer' },
  };

  const PROOF = {
    enabled: true,
    bastion: { host: '203.0.113.77', privateIp: '10.0.0.1' },
    ends: [
      { name: 'client', privateIp: '10.0.0.2' },
      { name: 'web', privateIp: '10.0.0.3', isSource: true },
    ],
    flows: [{ from: 'client', to: 'web', port: 80 }],
  };

  test('the comment', () => {
    expect(reviewMarkdown(reviewOf(SETTINGS))).toMatchSnapshot();
  });

  test.each<[string, SettingsInput<'existing-servers'>]>([
    ['', SETTINGS],
    [', by addresses', { ...SETTINGS, target: { address: '10.0.1.50', subnet: 'app' }, sources: { names: ['web'] } }],
    [', to a load balancer', { ...SETTINGS, target: { loadBalancerId: 'elb-1', securityGroupId: 'group-1' } }],
    [', and proven', { ...SETTINGS, verification: PROOF }],
    [', with one VNI', { ...SETTINGS, serverMirror: { oneVni: true, vni: 7 } }],
  ])('are on the page without an expression%s', async (_, settings) => {
    const review = reviewOf(settings);
    const page = textOf(await pageOf(settings));
    for (const text of [page, reviewMarkdown(review)]) {
      expect(text).not.toMatch(/[$%]\\?\{|#36;#123;|each\.(key|value)|local\.|VNI (\?|#63;)/);
    }
    expect(page).toContain('Makes mirror sessions of ten sources each from what is found at plan to 1 target');
  });

  test('are proven by the session that a plan gives them', async () => {
    const page = textOf(await pageOf({ ...SETTINGS, verification: PROOF }));
    expect(page).toContain('must arrive\nby the session of web, VNI known at plan, from 10.0.0.3');
  });

  test('have their group by what it is', async () => {
    const page = textOf(await pageOf(SETTINGS));
    expect(page).toContain(
      "\nThe first group of analyzer's network interface (exists already; only what this stack adds)",
    );
    expect(page).toContain('UDP 4789\neach source\n');
  });

  test('of many names make no box as wide as the page', () => {
    const names = Array.from({ length: 40 }, (_, index) => `web-${index + 1}`);
    const review = reviewOf({ ...SETTINGS, sources: { names } });
    const lines = stackGraph(review.stack).nodes.flatMap((node) => node.lines);
    expect(Math.max(...lines.map(({ length }) => length))).toBe(60);
    expect(reviewMarkdown(review)).toContain('web-39, web-40, but web-legacy');
  });
});

test('sessions that Terraform multiplies are not counted as one', () => {
  const [session] = stackFor().sessions;
  if (session === undefined) throw new Error('no session');
  const sentence = (more: Partial<Session>): string =>
    summaryOf({ ...stackFor(), vpcs: [], servers: [], elasticIps: [], sessions: [session, { ...session, ...more }] });
  expect(sentence({})).toContain('Makes 2 mirror sessions from 1 source to 1 target;');
  expect(sentence({ each: '${var.groups}' })).toContain(
    'Makes 1 mirror session from 1 source, and mirror sessions whose number is known at plan to 1 target;',
  );
});

test('two runs write the same bytes, with no time and no path of this machine in them', async () => {
  const [first, second] = [await pageOf(), await reviewPage(reviewOf())];
  expect(second).toBe(first);
  expect(first).not.toContain(process.cwd());
  expect(first).not.toMatch(/\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d/);
});

test('no script, and nothing from elsewhere', async () => {
  const page = await pageOf();
  expect(page).toContain("default-src 'none'; style-src &#39;sha256-".replaceAll("'", '&#39;'));
  expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(["']?http| style="| on[a-z]+="/);
  expect([...page.matchAll(/ (?:src|href)="(?!#)([^"]*)"/g)].map((match) => match[1])).toEqual([
    'https://www.huaweicloud.com/intl/en-us/pricing/calculator.html',
  ]);
});

test('a name can be no tag and no Mermaid', async () => {
  const name = '"]<script>alert(1)</script>&';
  const stack = { ...stackFor(), name, vpcs: [{ address: 'huaweicloud_vpc.network_vpc', name, cidr: '10.0.0.0/8' }] };
  const page = await reviewPage(reviewed(stack, [name]));
  expect(page).not.toContain('<script');
  expect(page).toContain('&quot;]&lt;script&gt;alert(1)&lt;/script&gt;&amp;');
  const comment = reviewMarkdown(reviewed(stack, [name]));
  expect(comment).not.toContain('<script');
  expect(comment).toContain('#34;#93;#60;script#62;');
});

test('with a plan, the page marks in the picture and in a table what would change, and why', async () => {
  const replaced = planned(
    'huaweicloud_compute_instance.ecs_source',
    ['delete', 'create'],
    { name: 'ECS-source', availability_zone: 'a' },
    { name: 'ECS-source', availability_zone: 'b' },
    { replace_paths: [['availability_zone']] },
  );
  const page = await reviewPage(reviewOf({}, { resource_changes: [replaced] }));
  expect(page).toContain('class="node server marked replaced"');
  expect(textOf(page)).toMatch(/What a deploy would change\n1 to replace\./);
  expect(textOf(page)).toContain('availability_zone\n: a → b\nforces replacement');
  // Above everything else.
  expect(textOf(page).split('\n').slice(0, 12).join('\n')).toContain(
    'ECS-source is destroyed and made anew: its disk is lost',
  );
});

test('the picture of a stack that makes no server shows what is known of its ends', () => {
  const { nodes, edges } = stackGraph(existingServers());
  expect(nodes.map(({ lines }) => lines.join(' '))).toEqual(
    expect.arrayContaining(['network interface 10.0.1.11', 'variable collectors_id asked for at the deploy']),
  );
  expect(edges.filter(({ kind }) => kind === 'copy')).toHaveLength(4);
});

describe('a thousand sources', () => {
  const stack = readStack(crowdedTemplate(1000));

  test('are one box of the picture, with one line to their target', () => {
    const { nodes, edges } = stackGraph(stack);
    expect(JSON.stringify(nodes)).toContain('["1000 servers","192.168.1.2 to 192.168.4.251"]');
    expect(edges.filter(({ kind }) => kind === 'copy').map(({ lines }) => lines)).toEqual([
      ['100 sessions', 'VXLAN, VNI 1 to 100'],
    ]);
  });

  test('make a page with each of them in its table', async () => {
    const page = await reviewPage(reviewed(stack, []));
    expect(textOf(page)).toContain('Servers: 1003 rows');
    expect(page).toContain('source-999');
    expect(page.length).toBeLessThan(2_000_000);
  });
});

test.each(['RIGHT', 'DOWN'] as const)('ELK lays the picture out %s without boxes that overlap', async (direction) => {
  const { nodes } = await layout(stackGraph(stackFor()), direction);
  const leaves = nodes.filter(({ node }) => node.children.length === 0);
  const overlaps = leaves.flatMap((a, index) =>
    leaves
      .slice(index + 1)
      .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => [a.node.id, b.node.id]),
  );
  expect(leaves.length).toBeGreaterThan(4);
  expect(overlaps).toEqual([]);
});
