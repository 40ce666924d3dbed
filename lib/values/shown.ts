/** Characters that JSON leaves as they are and a terminal does not: they break, hide or turn round a line. */
const UNSEEN = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Characters of a value that a sentence shows; what is longer is not a slip in one setting. */
const LONGEST = 300;

/**
 * A value that a person gave, as every message shows it: as JSON, on one line, with each character that could not be
 * seen written as `\u…`, and cut if it is very long.
 */
export function shown(value: unknown): string {
  const isJson = typeof value !== 'number' && value !== undefined;
  const text = (isJson ? JSON.stringify(value) : String(value)).replace(UNSEEN, escaped);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters)`;
}

/** In units of UTF-16, as JSON writes a character beyond them. */
function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
