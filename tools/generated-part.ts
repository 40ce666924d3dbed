/**
 * `page` with what stands between `<!-- name: begin -->` and `<!-- name: end -->` replaced by `part`, which ends with a new
 * line.
 *
 * @param path of the page, for the message
 * @throws Error when the page lacks the marks
 */
export function withGenerated(page: string, name: string, part: string, path: string): string {
  const [begin, end] = [`<!-- ${name}: begin -->\n`, `<!-- ${name}: end -->`];
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${path} lacks the markers "${begin.trim()}" and "${end}"`);
  return page.slice(0, from + begin.length) + part + page.slice(to);
}
