/** The generated parts of docs/settings.md: settings from the schema, variables and outputs from the synthesized JSON. */
import { Testing } from 'cdktf';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SCENARIO, SCENARIO_NAMES, type Scenario } from '../lib/settings/scenario-names';
import { SCENARIOS } from '../lib/settings/schema';
import { parseSettings, type SettingsInput } from '../lib/settings/settings';
import { InboundTcpStack } from '../lib/scenarios/inbound-tcp';
import { propRows } from './props-table';
import { withGenerated } from './generated-part';
import { settingRows, type SettingRow } from './settings-table';

interface Template {
  readonly variable: Readonly<Record<string, Variable>>;
  readonly output: Readonly<Record<string, { readonly description: string }>>;
}

interface Variable {
  readonly type: string;
  readonly description: string;
  readonly default?: unknown;
  readonly sensitive?: boolean;
}

/** Path of the page below the project's root. */
export const SETTINGS_PAGE = 'docs/settings.md';

/** Settings with which the stack has every variable and every output that it can have. */
const EVERY_OUTPUT: SettingsInput = {
  additionalMirrors: [{ filterName: 'filter', rules: [{ priority: 1 }], sessionName: 'session', priority: 2, vni: 2 }],
};

/** `page` with the text between each pair of markers written anew. */
export function refreshed(page: string): string {
  const template = templateOf(EVERY_OUTPUT);
  const parts = {
    settings: settingsTable(rowsOf(DEFAULT_SCENARIO)),
    ...Object.fromEntries(OTHERS.map((name) => [`settings of ${name}`, settingsTable(differingRows(name))])),
    limits: limitsPart(),
    variables: variablesPart(template),
    outputs: outputsPart(template),
  };
  return Object.entries(parts).reduce((text, [name, part]) => replaced(text, name, part), page);
}

/** Path of the page with the props of constructs. */
export const LIBRARY_PAGE = 'docs/library.md';

/** As `refreshed`, of that page. */
export function refreshedLibrary(page: string): string {
  const rows = propRows().map(({ prop, limit, source }) => [`\`${prop}\``, limit, source]);
  return replaced(page, 'props', table(['Prop', 'What it takes', 'Limited'], rows), LIBRARY_PAGE);
}

function replaced(page: string, name: string, part: string, path = SETTINGS_PAGE): string {
  const guarded = `<!-- prettier-ignore-start -->\n\n${part}\n<!-- prettier-ignore-end -->\n`;
  return withGenerated(page, name, guarded, path);
}

/** The scenarios whose table has just what is not as in the guide's. */
const OTHERS = SCENARIO_NAMES.filter((name) => name !== DEFAULT_SCENARIO);

function rowsOf(scenario: Scenario): SettingRow[] {
  return settingRows(SCENARIOS[scenario]);
}

/** The settings of a scenario that the guide's has not, or has with another default or meaning. */
function differingRows(scenario: Scenario): SettingRow[] {
  const told = ({ path, type, defaultValue, description }: SettingRow): string =>
    JSON.stringify([path, type, defaultValue, description]);
  const known = new Set(rowsOf(DEFAULT_SCENARIO).map(told));
  return rowsOf(scenario).filter((row) => !known.has(told(row)));
}

function settingsTable(rows: readonly SettingRow[]): string {
  const cells = ({ path, ...row }: SettingRow): string[] => [
    `\`${path}\``,
    row.type,
    row.defaultValue,
    row.description,
    row.guide,
  ];
  return table(['Setting', 'Type', 'Default', 'What it is', 'In the guide'], rows.map(cells));
}

/** What is not limited may be true or false; it is not listed. */
function limitsPart(): string {
  const seen = new Set<string>();
  const all = SCENARIO_NAMES.flatMap(rowsOf).filter(({ path, allowed }) => {
    const row = JSON.stringify([path, allowed]);
    if (seen.has(row)) return false;
    seen.add(row);
    return true;
  });
  const limited = all.filter(({ allowed }) => allowed !== '');
  return table(
    ['Setting', 'Allowed', 'From'],
    limited.map(({ path, allowed, source }) => [`\`${path}\``, allowed, source]),
  );
}

function variablesPart({ variable }: Template): string {
  return table(
    ['Variable', 'Type', 'Default', 'Sensitive', 'What it is'],
    Object.entries(variable).map(([name, { type, description, sensitive, default: value }]) => [
      `\`${name}\``,
      type,
      value === undefined ? '_required_' : `\`${JSON.stringify(value)}\``,
      sensitive === true ? 'yes' : 'no',
      description,
    ]),
  );
}

function outputsPart({ output }: Template): string {
  return table(
    ['Output', 'What it is'],
    Object.entries(output).map(([name, { description }]) => [`\`${name}\``, description]),
  );
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return [header, header.map(() => '---'), ...rows].map(line).join('');
}

function templateOf(settings: SettingsInput): Template {
  // CDKTF makes the folder, although nothing is written into it.
  const outdir = mkdtempSync(join(tmpdir(), 'settings-page-'));
  try {
    const stack = new InboundTcpStack(Testing.app({ outdir }), parseSettings(settings));
    stack.prepareStack();
    return JSON.parse(Testing.synth(stack)) as Template;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
