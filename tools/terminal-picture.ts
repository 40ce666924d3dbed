/**
 * Draws what a run printed as a picture of a terminal: SVG, so that it is text that can be read, searched and diffed.
 *
 *   npm run -s lab | tee run.txt
 *   node --import tsx tools/terminal-picture.ts run.txt docs/pictures/lab-run.svg "npm ci && npm run lab"
 */
import { readFileSync, writeFileSync } from 'node:fs';

const FONT_SIZE = 13;
const CHARACTER = 7.8;
const LINE = 18;
const MARGIN = 16;
/** Longer lines are broken, as a terminal does. */
const COLUMNS = 150;

const COLOURS: readonly (readonly [RegExp, string])[] = [
  [/^\s*PASS/, '#7ee787'],
  [/VERIFIED|the mirror works|nothing left/, '#7ee787'],
  [/FAILED|Error/, '#ff7b72'],
  [/^\$ /, '#ffffff'],
  [/^ *\d+\.\ds {2}/, '#79c0ff'],
];

function main([input, output, command]: readonly string[]): void {
  if (input === undefined || output === undefined || command === undefined) {
    throw new Error('usage: terminal-picture.ts INPUT OUTPUT COMMAND');
  }
  const printed = readFileSync(input, 'utf8').trimEnd().split('\n');
  const lines = [`$ ${command}`, ...shortened(printed)].flatMap(broken);
  writeFileSync(output, svg(lines));
  console.log(`${output}: ${lines.length} lines`);
}

/** Of many resources in a row, the first and the last. */
function shortened(lines: readonly string[]): string[] {
  const isResource = (line: string | undefined): boolean =>
    /^ {9}[a-z].*: (Creation|Destruction|Read) complete/.test(line ?? '');
  const result: string[] = [];
  let left = 0;
  lines.forEach((line, index) => {
    const inside = isResource(lines[index - 1]) && isResource(line) && isResource(lines[index + 1]);
    if (inside) {
      left++;
      return;
    }
    if (left > 0) result.push(`         … ${left} more`);
    left = 0;
    result.push(line);
  });
  return result;
}

function broken(line: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < Math.max(line.length, 1); at += COLUMNS) parts.push(line.slice(at, at + COLUMNS));
  return parts;
}

function svg(lines: readonly string[]): string {
  const width = Math.ceil(COLUMNS * CHARACTER + 2 * MARGIN);
  const height = lines.length * LINE + 2 * MARGIN;
  const texts = lines.map((line, index) => {
    const colour = COLOURS.find(([pattern]) => pattern.test(line))?.[1] ?? '#c9d1d9';
    const y = MARGIN + LINE * index + FONT_SIZE;
    return `  <text x="${MARGIN}" y="${y}" fill="${colour}">${escaped(line)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
  <title>A run of the lab, as a terminal shows it</title>
  <style>text { white-space: pre }</style>
  <rect width="100%" height="100%" rx="8" fill="#0d1117"/>
  <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT_SIZE}">
${texts.join('\n')}
  </g>
</svg>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
