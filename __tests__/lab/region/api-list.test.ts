import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { routes } from '../../../lab/region/api/routes';
import { apiList, apiSummary } from '../../../lab/region/http/api-list';
import { withGenerated } from '../../../tools/generated-part';

const page = (name: string): string => readFileSync(join(__dirname, '..', '..', '..', name), 'utf8');

describe('the lists of emulated calls', () => {
  test.each([
    ['docs/lab-api.md', 'emulated calls', apiList(routes)],
    ['lab/README.md', 'emulated services', apiSummary(routes)],
  ])('WHEN %s is generated again THEN it is what it was (else: npm run lab:docs)', (file, mark, text) => {
    expect(withGenerated(page(file), mark, `\n${text}\n\n`, file)).toBe(page(file));
  });

  test('every route is in the list', () => {
    const list = apiList(routes);
    expect(routes.filter((route) => !list.includes(`\`${route.method} ${route.path}\``))).toEqual([]);
  });

  test('no call is stated twice', () => {
    const calls = routes.map((route) => `${route.method} ${route.path.replaceAll(/\{\w+\}/g, '{}')}`);
    expect(calls.length).toBe(new Set(calls).size);
  });

  test('WHEN a page lacks the marks THEN generating says so', () => {
    expect(() => withGenerated('nothing here', 'emulated calls', '', 'docs/lab-api.md')).toThrow(
      'docs/lab-api.md lacks the markers "<!-- emulated calls: begin -->"',
    );
  });
});
