import { parseArgs } from 'node:util';
import { ReviewError } from '../review-error';

export const FORMATS = ['html', 'markdown'] as const;
export const GRAVITIES = ['danger', 'warning'] as const;

export interface ReviewArguments {
  readonly help: boolean;
  /** Name of the stack; undefined for all. */
  readonly stack: string | undefined;
  readonly synth: boolean;
  /** Synthesized JSON to read in place of that in cdktf.out. */
  readonly json: string | undefined;
  readonly plan: string | undefined;
  readonly format: (typeof FORMATS)[number];
  /** File, or `-` for the standard output. */
  readonly output: string | undefined;
  readonly failOn: (typeof GRAVITIES)[number] | undefined;
}

export const HELP = `Writes a page with which a person can review a stack before it is deployed.

usage: npm run review -- [options] [STACK]

Synthesizes the app as npm run synth does, and writes a page for STACK, or for each stack, below cdktf.out/review.

options:
  --no-synth       read what is in cdktf.out as it is
  --json FILE      read this synthesized JSON (a cdk.tf.json), and synthesize nothing
  --plan FILE      mark what a deploy would create, change, replace and destroy: what terraform show -json prints of a
                   plan, or a saved plan
  --format FORMAT  html (default), or markdown with Mermaid for a pull request
  --output FILE    write to FILE; - is the standard output
  --fail-on WORD   danger or warning: end with exit code 2 when the page shows one, for a pipeline
  --help           this text

exit codes: 0 the page is written, 1 it cannot be, 2 it is written and shows what --fail-on names`;

/** @throws ReviewError with what is allowed */
export function reviewArguments(argv: readonly string[]): ReviewArguments {
  const { values, positionals } = parsed(argv);
  if (positionals.length > 1) throw new ReviewError(`one stack at most can be named, got: ${positionals.join(', ')}`);
  if (values.json !== undefined && positionals.length > 0) {
    throw new ReviewError('--json names a stack already: leave out its name');
  }
  return {
    help: values.help === true,
    stack: positionals[0],
    synth: values['no-synth'] !== true && values.json === undefined,
    json: values.json,
    plan: values.plan,
    format: oneOf('--format', values.format ?? 'html', FORMATS),
    output: values.output,
    failOn: values['fail-on'] === undefined ? undefined : oneOf('--fail-on', values['fail-on'], GRAVITIES),
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        'no-synth': { type: 'boolean' },
        json: { type: 'string' },
        plan: { type: 'string' },
        format: { type: 'string' },
        output: { type: 'string' },
        'fail-on': { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    // Node goes on with advice for the author of the program.
    const [sentence = ''] = (error as Error).message.split('. ');
    throw new ReviewError(`${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}; --help says what is allowed`);
  }
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new ReviewError(`${option} must be one of ${allowed.join(', ')}, got: "${value}"`);
  return found;
}
