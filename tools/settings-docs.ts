import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runTool } from './command';
import { REPORT_SCHEMA_FILE, reportJsonSchema } from './report-schema';
import { SCHEMA_FILE, settingsJsonSchema } from './settings-schema';
import { LIBRARY_PAGE, refreshed, refreshedLibrary, SETTINGS_PAGE } from './settings-page';

const HELP = `Writes the tables of ${SETTINGS_PAGE}, settings and their limits from their schema, variables and outputs from the default
stack, that of ${LIBRARY_PAGE}, the props of the constructs, and the
schemas ${SCHEMA_FILE}, of the settings for editors, and ${REPORT_SCHEMA_FILE}, of the report of a deploy.

usage: npm run docs

options:
  --help    this text`;

runTool({
  name: 'docs',
  help: HELP,
  options: [],
  run: () => {
    write(SETTINGS_PAGE, refreshed);
    write(LIBRARY_PAGE, refreshedLibrary);
    write(SCHEMA_FILE, settingsJsonSchema);
    write(REPORT_SCHEMA_FILE, reportJsonSchema);
  },
});

function write(path: string, refresh: (page: string) => string): void {
  const file = resolve(__dirname, '..', path);
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const current = refresh(page);
  if (current !== page) writeFileSync(file, current);
  console.log(`${path} ${current === page ? 'is current' : 'written'}`);
}
