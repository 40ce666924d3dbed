import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runTool } from './command';
import { refreshed, SETTINGS_PAGE } from './settings-page';

const HELP = `Writes the tables of ${SETTINGS_PAGE}: settings from their schema, variables and outputs from the default stack.

usage: npm run docs

options:
  --help    this text`;

runTool({
  name: 'docs',
  help: HELP,
  options: [],
  run: () => {
    const file = resolve(__dirname, '..', SETTINGS_PAGE);
    const page = readFileSync(file, 'utf8');
    const current = refreshed(page);
    if (current !== page) writeFileSync(file, current);
    console.log(`${SETTINGS_PAGE} ${current === page ? 'is current' : 'written'}`);
  },
});
