import { ESCAPES } from './deploy-output';

/** What went wrong in a run of cdktf, for a person. */
export interface Failure {
  /** The verification's own sentences; else Terraform's errors, or the last that was said. */
  readonly lines: readonly string[];
  /** What is most likely behind an error of Terraform's, in plain words. */
  readonly likelyCause?: string;
}

/** What cdktf puts in front of each line: the stack's name, or the room that it takes. */
const PREFIX = /^(?:[\w-]+ {2}| {13})/;
/** Terraform's boxes around errors; cdktf takes them away, but not always. */
const BOX = /^[│╷╵] ?/;
const END =
  /^(?:Warning: |\d+ Stacks? |Invoking Terraform CLI failed|[╷╵]|\S+: (?:Creating|Destroying|Modifying)\.\.\.)/;
const FAILED = /\(remote-exec\): (FAILED: .*)$/;

/** As many last lines as are shown when nothing is recognised. */
const LAST = 10;

const CAUSES: readonly (readonly [said: RegExp, cause: string])[] = [
  [
    /dial tcp \S+:22: i\/o timeout|timeout - last error: <nil>/,
    'nothing answers on TCP 22 of the EIP. Does trusted_cidr contain the address from which Terraform runs, is the EIP bound to ECS-test, and is ECS-test running?',
  ],
  [
    /ssh: unable to authenticate/,
    'the server has another key. Does ssh_private_key belong to ssh_public_key? A server keeps the key that it was made with: after a change of the key, replace the servers.',
  ],
  [
    /Failed to (?:read|parse) ssh private key|ssh: no key found|passphrase protected/,
    'ssh_private_key must be the text of the key, not its path, with its line breaks and without a passphrase: TF_VAR_ssh_private_key="$(cat KEY)"',
  ],
  [
    /dial tcp \S+:22: (?:connect: )?connection refused/,
    'ECS-test is there but its sshd is not. Is it still booting, or does its image have no sshd? verification.connectTimeout says how long to wait.',
  ],
];

/** Reads the whole output of a failed `cdktf deploy` or `destroy`. */
export function failureIn(output: string): Failure {
  const lines = output.split('\n').map((line) => line.replace(ESCAPES, '').trimEnd());
  const sentences = lines.flatMap((line) => FAILED.exec(line)?.[1] ?? []);
  if (sentences.length > 0) return { lines: [...new Set(sentences)] };
  const errors = errorsIn(lines);
  const said = errors.length > 0 ? errors : lines.filter((line) => line.trim() !== '').slice(-LAST);
  const text = said.join(' ').replaceAll(/\s+/g, ' ');
  const cause = CAUSES.find(([pattern]) => pattern.test(text))?.[1];
  return { lines: said, ...(cause === undefined ? {} : { likelyCause: cause }) };
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
