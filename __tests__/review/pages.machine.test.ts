/** Pages as people see them: in a browser. */
import axe from 'axe-core';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type Page } from 'playwright-core';
import { CUSTOMER_SETTINGS } from '../../lab/customer';
import { type SettingsInput } from '../../lib/settings/settings';
import { reviewed } from '../../review/findings';
import { reviewPage } from '../../review/page/review-page';
import { reportPage } from '../../review/report/report-page';
import { ReportReader } from '../../review/report/report-reader';
import { readStack } from '../../review/stack/read-stack';
import { inBrowser, startBrowser } from './browser';
import { crowdedTemplate, existingServers, planned, reviewOf } from './stacks';

const WIDTHS = [360, 768, 1440];
const SCREEN_HEIGHT = 900;

const REPLACED = planned(
  'huaweicloud_compute_instance.ecs_source',
  ['delete', 'create'],
  { name: 'ECS-source', availability_zone: 'cn-north-4a' },
  { name: 'ECS-source', availability_zone: 'cn-north-4b' },
  { replace_paths: [['availability_zone']], action_reason: 'replace_because_cannot_update' },
);
const ORDER = [
  planned(
    'huaweicloud_vpc_traffic_mirror_filter_rule.mirror_filter_ingress_1',
    ['update'],
    { direction: 'ingress', ethertype: 'IPv4', protocol: 'tcp', action: 'accept', priority: 1 },
    { direction: 'ingress', ethertype: 'IPv4', protocol: 'tcp', action: 'accept', priority: 9 },
  ),
  planned(
    'huaweicloud_vpc_traffic_mirror_filter_rule.mirror_filter_ingress_2',
    ['no-op'],
    { direction: 'ingress', ethertype: 'IPv4', protocol: 'all', action: 'reject', priority: 5 },
    { direction: 'ingress', ethertype: 'IPv4', protocol: 'all', action: 'reject', priority: 5 },
  ),
];

/** The report of a recorded log. */
function reportOf(name: string): string {
  const reader = new ReportReader();
  for (const line of readFileSync(join(__dirname, 'logs', `${name}.log`), 'utf8').split('\n')) reader.read(line);
  return reportPage(reader.report());
}

const PAGES = {
  'the report of a deploy that was verified': () => Promise.resolve(reportOf('success')),
  'the report of a deploy with two targets': () => Promise.resolve(reportOf('two-targets')),
  'the report of a verification that failed': () => Promise.resolve(reportOf('failed')),
  'TCP and UDP, to two targets': () => reviewPage(reviewOf({ scenario: 'tcp-and-udp' })),
  'servers in two VPCs': () => reviewPage(reviewOf({ scenario: 'other-vpc' })),
  'the default stack': () => reviewPage(reviewOf()),
  'a changed order of rules, an open group and a replaced server': () =>
    reviewPage(
      reviewOf(
        {
          verification: { enabled: false },
          mirrorFilter: {
            rules: [
              { priority: 1, action: 'reject', protocol: 'tcp', source: '192.168.0.161/32', destinationPorts: 22 },
              { priority: 5, protocol: 'all' },
              { direction: 'egress', priority: 1, protocol: 'tcp' },
            ],
          },
        },
        { resource_changes: [REPLACED, ...ORDER], variables: { trusted_cidr: { value: '0.0.0.0/0' } } },
      ),
    ),
  'split groups and two sessions': () =>
    reviewPage(
      reviewOf({
        securityGroups: { mode: 'split' },
        additionalMirrors: [
          {
            filterName: 'mirror-filter-B',
            rules: [{ priority: 1, protocol: 'udp', destination: '192.168.0.230/32' }],
            sessionName: 'mirror-session-B',
            priority: 2,
            vni: 2,
            enabled: false,
          },
        ],
      }),
    ),
  'servers that exist already': () => reviewPage(reviewed(existingServers(), [])),
  'servers that are found at plan': () => reviewPage(reviewOf(CUSTOMER_SETTINGS as SettingsInput<'existing-servers'>)),
  'a thousand sources': () => reviewPage(reviewed(readStack(crowdedTemplate(1000)), [])),
} as const;
const EVERYTHING = 'a changed order of rules, an open group and a replaced server';
type Name = keyof typeof PAGES;
const NAMES = Object.keys(PAGES) as Name[];

/** Runs in the page, whose document the types of this project do not know. */
const OVERLAPS = readFileSync(join(__dirname, 'overlaps.js'), 'utf8');

// A machine that does much else at the same time is slow to start a browser.
jest.setTimeout(60_000);

let browser: Browser | undefined;
/** One that keeps the pages' policy, one that is past it: for a new one Chromium would start a process and compile axe anew. */
const tabs = new Map<boolean, Page>();
const folder = mkdtempSync(join(tmpdir(), 'review-pages-'));
const files = new Map<Name, string>();

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

async function opened(name: Name, bypassCSP = false): Promise<Page> {
  const tab = tabs.get(bypassCSP) ?? (await newTab(bypassCSP));
  tabs.set(bypassCSP, tab);
  await tab.emulateMedia({ media: null, colorScheme: null });
  await tab.setViewportSize({ width: 1440, height: SCREEN_HEIGHT });
  await tab.goto(await addressOf(name));
  return tab;
}

async function newTab(bypassCSP: boolean): Promise<Page> {
  browser ??= await startBrowser();
  return browser.newPage({ bypassCSP });
}

async function addressOf(name: Name): Promise<string> {
  const file = files.get(name) ?? join(folder, `${files.size}.html`);
  if (!files.has(name)) writeFileSync(file, await PAGES[name]());
  files.set(name, file);
  return `file://${file}`;
}

/** A page past its policy, with axe in it. */
async function openedForAxe(name: Name): Promise<Page> {
  const page = await opened(name, true);
  await page.evaluate(axe.source);
  return page;
}

/** What axe finds, a line each; the page must have been opened past its own policy, which lets no script run. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] }),
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );
}

/** Texts of pictures that lie on one another, or reach out of their picture. */
const overlaps = (page: Page): Promise<string[]> => page.evaluate(OVERLAPS);

inBrowser.each(NAMES)(
  '%s: axe finds nothing, no label lies on another, nothing sticks out, at any width',
  async (name) => {
    const page = await openedForAxe(name);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: SCREEN_HEIGHT });
      expect([width, await overlaps(page)]).toEqual([width, []]);
      expect([width, await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')]).toEqual([
        width,
        0,
      ]);
      // A thousand rows are one row a thousand times: at one width they are enough.
      if (name !== 'a thousand sources' || width === 360) expect([width, await violations(page)]).toEqual([width, []]);
    }
  },
);

inBrowser('in the dark, axe finds nothing', async () => {
  const page = await openedForAxe(EVERYTHING);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page)).toEqual([]);
});

inBrowser('what can be clicked does what it says, also by keyboard, and no request leaves the page', async () => {
  const page = await opened('the default stack');
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const links = page.locator('nav a');
  for (let index = 0; index < (await links.count()); index++) {
    const target = await links.nth(index).getAttribute('href');
    await links.nth(index).click();
    await page.locator(target ?? '').waitFor({ state: 'visible' });
    expect(await page.evaluate('location.hash')).toBe(target);
  }
  for (const summary of await page.locator('summary').all()) {
    const isOpen = (): Promise<boolean> =>
      summary.evaluate((element: { parentElement: { open: boolean } }) => element.parentElement.open);
    expect(await isOpen()).toBe(false);
    await summary.focus();
    await page.keyboard.press('Enter');
    expect(await isOpen()).toBe(true);
  }
  expect(requests).toEqual([]);
});

inBrowser('a changed order of rules, an open group and a replaced server are on the first screen', async () => {
  const page = await opened(EVERYTHING);
  for (const words of ['decides in another order', 'in from 0.0.0.0/0', 'ECS-source is destroyed and made anew']) {
    const box = await page.getByText(words).first().boundingBox();
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThan(SCREEN_HEIGHT);
  }
});

inBrowser('it prints on A4, folded tables and all', async () => {
  const page = await opened('the default stack');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('nav').isVisible()).toBe(false);
  expect(await page.getByText('huaweicloud_vpc_traffic_mirror_filter_rule').isVisible()).toBe(true);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1')).toMatch(/MediaBox \[0 0 59[45]\S* 84[12]/);
});
