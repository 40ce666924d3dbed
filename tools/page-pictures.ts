/** Pictures of the pages for the documentation, taken in Debian's Chromium: docs/pictures/review.png and report.png. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { reviewed } from '../review/findings';
import { reviewPage } from '../review/page/review-page';
import { reportPage } from '../review/report/report-page';
import { ReportReader } from '../review/report/report-reader';
import { readStack } from '../review/stack/read-stack';
import { parseTemplate } from '../review/stack/template';
import { readText } from '../review/cli/stack-files';

const ROOT = join(__dirname, '..');
const STACK = join(ROOT, 'cdktf.out/stacks/inbound-tcp/cdk.tf.json');
const LOG = join(ROOT, '__tests__/review/logs/success.log');

async function main(): Promise<void> {
  const reader = new ReportReader();
  for (const line of readFileSync(LOG, 'utf8').split('\n')) reader.read(line);
  const pages = {
    review: await reviewPage(reviewed(readStack(parseTemplate(readText(STACK), STACK)), [])),
    report: reportPage(reader.report()),
  };
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  for (const [name, html] of Object.entries(pages)) {
    const page = await browser.newPage({ viewport: { width: 1180, height: name === 'review' ? 860 : 900 } });
    await page.setContent(html);
    await page.screenshot({ path: join(ROOT, 'docs/pictures', `${name}.png`) });
  }
  await browser.close();
}

void main();
