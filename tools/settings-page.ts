/** The generated parts of docs/settings.md: settings from the schema, variables and outputs from the synthesized JSON. */
import { Testing } from 'cdktf';
import { settingsSchema } from '../lib/settings/schema';
import { parseSettings, type SettingsInput } from '../lib/settings/settings';
import { TrafficMirroringStack } from '../lib/scenarios/inbound-tcp';
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
    settings: settingsPart(),
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

function settingsPart(): string {
  const cells = ({ path, ...row }: SettingRow): string[] => [
    `\`${path}\``,
    row.type,
    row.defaultValue,
    row.description,
    row.guide,
  ];
  return table(['Setting', 'Type', 'Default', 'What it is', 'In the guide'], settingRows(settingsSchema).map(cells));
}

/** What is not limited may be true or false; it is not listed. */
function limitsPart(): string {
  const limited = settingRows(settingsSchema).filter(({ allowed }) => allowed !== '');
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
  const stack = new TrafficMirroringStack(Testing.app({ outdir: 'cdktf.out' }), 'inbound-tcp', parseSettings(settings));
  stack.prepareStack();
  return JSON.parse(Testing.synth(stack)) as Template;
}
