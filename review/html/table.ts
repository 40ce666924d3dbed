import { markup, type Markup } from './markup';

type Cell = string | number | Markup | undefined;

interface Row {
  readonly cells: readonly Cell[];
  /** Class of the row, such as `never`. */
  readonly as?: string;
}

interface Table {
  readonly caption: string;
  readonly header: readonly string[];
  readonly rows: readonly (Row | readonly Cell[])[];
}

/** More rows than that are folded up. */
const LONG = 24;

/**
 * A table whose rows become cards on a narrow screen. The roles are those that a table has anyway: a browser forgets them
 * when a style displays its parts otherwise.
 */
export function table({ caption, header, rows }: Table): Markup {
  const whole = markup`<table role="table">
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${header.map((text) => markup`<th role="columnheader" scope="col">${text}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map((row) => rowOf(isRow(row) ? row : { cells: row }, header))}</tbody>
</table>`;
  if (rows.length <= LONG) return whole;
  return markup`<details><summary>${caption}: ${rows.length} rows</summary>\n${whole}\n</details>`;
}

function isRow(row: Row | readonly Cell[]): row is Row {
  return !Array.isArray(row);
}

function rowOf({ cells, as = '' }: Row, header: readonly string[]): Markup {
  const cell = (value: Cell, index: number): Markup =>
    index === 0
      ? markup`<th role="rowheader" scope="row" data-label="${header[index]}">${value}</th>`
      : markup`<td role="cell" data-label="${header[index]}">${value === '' || value === undefined ? '–' : value}</td>`;
  const name = as === '' ? undefined : markup` class="${as}"`;
  return markup`<tr role="row"${name}>${cells.map(cell)}</tr>
`;
}
