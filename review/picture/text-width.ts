/** How wide a text is, without a browser: a little more than in the fonts that browsers have, so that nothing touches. */

/** Widths in parts of the font's size, of the widest of the usual fonts for screens (DejaVu Sans). */
const NARROW = 0.42;
const USUAL = 0.64;
const WIDE = 0.9;
const FULL = 1.05;

/** Of letters that are bold, against those that are not. */
const BOLD = 1.1;

export function textWidth(text: string, fontSize: number, isBold = false): number {
  const parts = Array.from(text).reduce((sum, character) => sum + partOf(character), 0);
  return Math.ceil(parts * fontSize * (isBold ? BOLD : 1));
}

function partOf(character: string): number {
  if (/[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\uff00-\uffef]/u.test(character))
    return FULL;
  if (/[ijlrtfI.,:;'|!()[\]/ ·-]/.test(character)) return NARROW;
  return /[mwMWOQG@%→⇒]/.test(character) ? WIDE : USUAL;
}
