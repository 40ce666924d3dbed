import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { routes } from '../lab/region/api/routes';
import { apiList, apiSummary } from '../lab/region/http/api-list';
import { runTool } from './command';
import { withGenerated } from './generated-part';

const HELP = `Writes the emulated calls into the pages that list them, docs/lab-api.md and lab/README.md, from the region's routes.

usage: npm run lab:docs

options:
  --help    this text`;

const root = join(__dirname, '..');

runTool({
  name: 'lab:docs',
  help: HELP,
  options: [],
  run: () => {
    const pages = [
      { file: 'docs/lab-api.md', mark: 'emulated calls', text: apiList(routes) },
      { file: 'lab/README.md', mark: 'emulated services', text: apiSummary(routes) },
    ];
    for (const { file, mark, text } of pages) {
      const path = join(root, file);
      writeFileSync(path, withGenerated(readFileSync(path, 'utf8'), mark, `\n${text}\n\n`, file));
      console.log(`lab:docs: ${file}`);
    }
  },
});
