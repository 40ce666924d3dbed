/** The frame of every page: one file that asks nothing of any network, and runs no script. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Markup, markup } from './markup';

interface Frame {
  readonly title: string;
  /** Above the title. */
  readonly over: string;
  readonly lead: Markup;
  readonly sections: readonly Section[];
}

export interface Section {
  readonly id: string;
  readonly title: string;
  /** In the list of sections, where the title is too long. */
  readonly short?: string;
  readonly body: Markup;
}

export function framed({ title, over, lead, sections }: Frame): string {
  const style = readFileSync(join(__dirname, 'page.css'), 'utf8');
  // Nothing but this very style: no script, no picture from elsewhere, and no form could get into it by a name.
  const policy = `default-src 'none'; style-src 'sha256-${hash(style)}'; base-uri 'none'; form-action 'none'`;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title} · ${over}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#content">To the content</a>
<header>
<p class="over">${over}</p>
<h1>${title}</h1>
${lead}
<nav aria-label="On this page"><ul>
${sections.map(({ id, title, short = title }) => markup`<li><a href="#${id}">${short}</a></li>\n`)}</ul></nav>
</header>
<main id="content" tabindex="-1">
${sections.map(({ id, title, body }) => markup`<section aria-labelledby="${id}">\n<h2 id="${id}">${title}</h2>\n${body}\n</section>\n`)}</main>
</body>
</html>
`;
  return page.text;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
