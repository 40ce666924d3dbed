import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const CHROMIUM = PLACES.find((path) => existsSync(path));

/** `test`, or a skip that says why; where CI would skip, the test runs and fails. */
export const inBrowser: typeof test =
  CHROMIUM !== undefined || process.env['CI'] !== undefined
    ? test
    : (Object.assign(
        (name: string) => {
          test.skip(`${name} (SKIPPED: there is no Chromium: apt-get install chromium)`, () => undefined);
        },
        {
          each: (table: readonly unknown[]) => (name: string) => {
            test.skip(`${name} (${table.length} SKIPPED: there is no Chromium: apt-get install chromium)`, () =>
              undefined);
          },
        },
      ) as unknown as typeof test);

export async function startBrowser(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error('there is no Chromium: apt-get install chromium');
  // The sandbox of Chromium is not for root, who runs the tests; what it opens are this project's own pages.
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
}
