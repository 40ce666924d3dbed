/** The frame of the tools that npm scripts run: their options, --help, and a sentence for what goes wrong. */
import { parseArgs } from 'node:util';

interface Tool<Option extends string> {
  /** Of its npm script. */
  readonly name: string;
  /** What it does and what its options are. */
  readonly help: string;
  /** Each takes a value. */
  readonly options: readonly Option[];
  readonly run: (values: Readonly<Partial<Record<Option, string>>>) => void;
}

/** Runs a tool once, or says what it is. A mistake is told in one sentence, and the exit code is 1. */
export function runTool<Option extends string>(tool: Tool<Option>, argv = process.argv.slice(2)): void {
  try {
    const { help, ...values } = parse(tool.options, argv);
    if (help === true) console.log(tool.help);
    else tool.run(values as Partial<Record<Option, string>>);
  } catch (error) {
    console.error(`${tool.name}: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

function parse(options: readonly string[], argv: string[]): Readonly<Record<string, string | boolean | undefined>> {
  const named = Object.fromEntries(options.map((option) => [option, { type: 'string' as const }]));
  try {
    return parseArgs({ args: argv, options: { ...named, help: { type: 'boolean' } } }).values;
  } catch (error) {
    // Node goes on with advice for the author of the program.
    const [sentence = ''] = (error as Error).message.split('. ');
    const allowed = [...options, 'help'].map((option) => `--${option}`).join(', ');
    throw new Error(`${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}; allowed: ${allowed}`);
  }
}
