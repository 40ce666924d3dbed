/** Texts of a stack as parts of Markdown and of Mermaid, where no character of theirs means anything. */

/** In a paragraph or a cell of a table. */
export function inMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+!|~]/g, (character) => `\\${character}`)
    .replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/\s*\n\s*/g, ' ');
}

/** Within quotes of Mermaid, which knows entities and takes HTML for what it is. */
export function inMermaid(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,:/_-]/gu, (character) => `#${character.codePointAt(0) ?? 63};`);
}

export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return [header, header.map(() => '---'), ...rows.map((row) => row.map(inMarkdown))].map(line).join('');
}
