/** Writes the emulated calls into the pages that list them, from the region's routes. `npm run lab:docs`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { routes } from '../lab/region/api/routes';
import { apiList, apiSummary, withGenerated } from '../lab/region/http/api-list';

const root = join(__dirname, '..');
const pages = [
  { file: 'docs/lab-api.md', mark: 'emulated calls', text: apiList(routes) },
  { file: 'lab/README.md', mark: 'emulated services', text: apiSummary(routes) },
];
for (const { file, mark, text } of pages) {
  const path = join(root, file);
  writeFileSync(path, withGenerated(readFileSync(path, 'utf8'), mark, text));
  console.log(`lab-docs: ${file}`);
}
