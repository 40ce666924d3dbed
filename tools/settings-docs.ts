/** `npm run docs`: writes the generated tables of docs/settings.md from the settings' schema and the default stack. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { refreshed, SETTINGS_PAGE } from './settings-page';

const file = resolve(__dirname, '..', SETTINGS_PAGE);
const page = readFileSync(file, 'utf8');
const current = refreshed(page);
if (current !== page) writeFileSync(file, current);
console.log(`${SETTINGS_PAGE} ${current === page ? 'is current' : 'written'}`);
