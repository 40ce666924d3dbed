/** A line of a deploy's log, whoever wrote it: cdktf with its column, Terraform, or Terraform Cloud with JSON around it. */

export type LogLine =
  /** What a script on a server has said; the address is that of the step. */
  | { readonly type: 'script'; readonly address: string; readonly text: string }
  /** What Terraform says of itself, without decoration. */
  | {
      readonly type: 'terraform';
      readonly text: string;
      /** Whether it stands in a box of Terraform's, which has an error or a warning. */
      readonly isBoxed: boolean;
      /** The stack that cdktf names in its column; empty when it names none. */
      readonly stack: string;
    };

const ESCAPES = new RegExp(String.raw`\u001b\[[0-9;?]*[A-Za-z]`, 'g');
/** Of a CI: GitHub's and GitLab's time stamps. */
const STAMP = /^\d{4}-\d\d-\d\dT[\d:.]+Z(?: \d\d[OE]\+? ?| )/;
/** Terraform's boxes around errors. */
const BOX = /^[│╷╵] ?/;
const SCRIPT = /^(?:[\w-]*\s{2,})?([a-z0-9_]+\.[A-Za-z0-9_-]+)(?:\[[^\]]*\])?(?: \([^)]*\))? \(remote-exec\): ?(.*)$/;

export function readLogLine(raw: string): LogLine {
  const line = messageOf(raw.replace(ESCAPES, '').replace(/\r$/, '').replace(STAMP, ''));
  const script = SCRIPT.exec(line);
  if (script !== null) {
    const [, address = '', text = ''] = script;
    return { type: 'script', address, text: text.trimEnd() };
  }
  const text = line.replace(/^(?:[\w-]+ {2,}| {4,})/, '');
  const stack = /^([\w-]+) {2,}\S/.exec(line)?.[1] ?? '';
  // Boxes may follow each other at once: what opens and what closes one is not in it.
  return { type: 'terraform', text: text.replace(BOX, '').trimEnd(), isBoxed: text.startsWith('│'), stack };
}

/** Runs of Terraform Cloud log an object a line: https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
function messageOf(line: string): string {
  if (!line.startsWith('{"')) return line;
  try {
    const { '@message': message } = JSON.parse(line) as { '@message'?: unknown };
    return typeof message === 'string' ? message : line;
  } catch {
    return line;
  }
}
