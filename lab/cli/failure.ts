import { ESCAPES } from './deploy-output';

/** What cdktf puts in front of each line: the stack's name, or the room that it takes. */
const PREFIX = /^(?:[\w-]+ {2}| {13})/;
/** Terraform's boxes around errors; cdktf takes them away, but not always. */
const BOX = /^[│╷╵] ?/;
const END =
  /^(?:Warning: |\d+ Stacks? |Invoking Terraform CLI failed|[╷╵]|\S+: (?:Creating|Destroying|Modifying)\.\.\.)/;
const FAILED = /\(remote-exec\): (FAILED: .*)$/;

/** As many last lines as are shown when nothing is recognised. */
const LAST = 10;

/**
 * Reads the whole output of a failed `cdktf deploy` or `destroy`, for a person.
 * @returns the verification's own sentences; else Terraform's errors, or the last that was said
 */
export function failureIn(output: string): readonly string[] {
  const lines = output.split('\n').map((line) => line.replace(ESCAPES, '').trimEnd());
  const sentences = lines.flatMap((line) => FAILED.exec(line)?.[1] ?? []);
  if (sentences.length > 0) return [...new Set(sentences)];
  const errors = errorsIn(lines);
  return errors.length > 0 ? errors : lines.filter((line) => line.trim() !== '').slice(-LAST);
}

/** Terraform's errors, each from its headline to its end, each once. */
function errorsIn(lines: readonly string[]): string[] {
  const errors: string[][] = [];
  let open: string[] | undefined;
  for (const raw of lines) {
    const line = raw.replace(PREFIX, '').replace(BOX, '');
    if (line.startsWith('Error: ')) errors.push((open = []));
    else if (END.test(line)) open = undefined;
    if (line.trim() !== '') open?.push(line.trim());
  }
  return [...new Set(errors.map((error) => error.join('\n')))].flatMap((error) => error.split('\n'));
}
